#include "analysis/exports.hpp"

#include "app/commands.hpp"
#include "sim/error.hpp"

namespace colead {

int export_results(const Options& options, const ExportOptions& wanted) {
    if (wanted.csv.empty() && wanted.graphml.empty() && wanted.gexf.empty() &&
        wanted.spells.empty()) {
        throw InputError(
            "export: say where to, with --csv DIR, --graphml FILE, --gexf FILE or --spells FILE");
    }
    if (wanted.month && wanted.csv.empty() && wanted.graphml.empty()) {
        throw InputError(
            "export: --month goes with --graphml and --csv; the others hold all months");
    }
    if (!wanted.csv.empty()) {
        tell(options, export_csv(wanted.file, wanted.csv, options.overwrite, wanted.month));
    }
    if (!wanted.graphml.empty()) {
        tell(options, export_graphml(wanted.file, wanted.month, wanted.graphml, options.overwrite));
    }
    if (!wanted.gexf.empty()) {
        tell(options, export_gexf(wanted.file, wanted.gexf, options.overwrite));
    }
    if (!wanted.spells.empty()) {
        tell(options, export_spells(wanted.file, wanted.spells, options.overwrite));
    }
    return 0;
}

}  // namespace colead
