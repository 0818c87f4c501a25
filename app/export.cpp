#include "analysis/exports.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "app/commands.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

struct ExportWishes {
    std::string file;
    std::string csv;
    std::string graphml;
    std::string gexf;
    std::string spells;
    std::optional<std::int64_t> month;
};

int export_results(const Options& options, const ExportWishes& wanted) {
    if (wanted.csv.empty() && wanted.graphml.empty() && wanted.gexf.empty() &&
        wanted.spells.empty()) {
        throw InputError(
            "export: say where to, with --csv DIR, --graphml FILE, --gexf FILE or --spells FILE");
    }
    if (wanted.month && wanted.csv.empty() && wanted.graphml.empty()) {
        throw InputError(
            "export: --month goes with --graphml and --csv; the others hold all months");
    }
    for (const std::string& out : {wanted.graphml, wanted.gexf, wanted.spells}) {
        refuse_inputs(out, {wanted.file});
    }
    // First, since it may ask for a month: nothing is written before that.
    if (!wanted.graphml.empty()) {
        tell(options, export_graphml(wanted.file, wanted.month, wanted.graphml, options.overwrite));
    }
    if (!wanted.csv.empty()) {
        tell(options, export_csv(wanted.file, wanted.csv, options.overwrite, wanted.month));
    }
    if (!wanted.gexf.empty()) {
        tell(options, export_gexf(wanted.file, wanted.gexf, options.overwrite));
    }
    if (!wanted.spells.empty()) {
        tell(options, export_spells(wanted.file, wanted.spells, options.overwrite));
    }
    return 0;
}

}  // namespace

void add_export(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("export", "write a results file in other formats");
    Options& options = invocation.options;
    const auto wishes = std::make_shared<ExportWishes>();
    command->add_option("file", wishes->file, "results file")->required();
    command->add_option("--csv", wishes->csv,
                        "folder for one CSV per measure, and of people and ties of snapshots");
    command->add_option("--graphml", wishes->graphml, "file for people and ties of one month");
    command->add_option("--gexf", wishes->gexf,
                        "file for people and ties of all snapshots, ties with their spells");
    command->add_option("--spells", wishes->spells,
                        "CSV of ties with onset and terminus, as R's networkDynamic has them");
    command->add_option("--month", wishes->month, "only this month's snapshot");
    command->add_flag("-q,--quiet", options.quiet, "only the result");
    command->add_flag("--overwrite", options.overwrite, "replace existing files");
    command->callback(
        [&invocation, wishes] { invocation.code = export_results(invocation.options, *wishes); });
}

}  // namespace colead
