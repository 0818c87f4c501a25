// The program: commands and flags. stdout is the result, stderr the talk.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <new>

#include "app/commands.hpp"
#include "colead_version.hpp"
#include "sim/error.hpp"

namespace {

using colead::Options;

std::string join(int argc, char** argv) {
    std::string line;
    for (int n = 0; n < argc; ++n) {
        line += (n > 0 ? " " : "") + std::string(argv[n]);
    }
    return line;
}

int dispatch(int argc, char** argv) {
    CLI::App app{"colead: collective leadership in networks, compared at equal budget"};
    app.name("colead");
    app.set_version_flag("--version", std::string("colead ") + COLEAD_VERSION + " (" +
                                          COLEAD_COMMIT + ", " + COLEAD_COMPILER + ")");
    app.require_subcommand(1);
    Options options;
    options.command_line = join(argc, argv);
    int code = 0;

    CLI::App* compare =
        app.add_subcommand("compare", "run all arms, paired, and print and store the comparison");
    colead::add_scenario_flags(*compare, options);
    colead::add_run_flags(*compare, options);
    colead::add_output_flags(*compare, options);
    compare->callback([&] { code = colead::compare(options); });

    colead::RunOptions run_options;
    CLI::App* run = app.add_subcommand("run", "run one arm of one replicate");
    colead::add_scenario_flags(*run, options);
    colead::add_run_flags(*run, options);
    colead::add_output_flags(*run, options);
    run->add_option("--arm", run_options.arm, "which arm")->required();
    run->add_option("--replicate", run_options.replicate, "which replicate (default 0)");
    run->add_option("--snapshots", run_options.snapshots,
                    "months at which people and ties are kept in the file: 0,12,60")
        ->delimiter(',');
    run->add_flag("--hash", run_options.hash, "print the canonical hash of the run");
    run->callback([&] { code = colead::run(options, run_options); });

    CLI::App* scenarios = app.add_subcommand("scenarios", "list the presets");
    scenarios->callback([&] { code = colead::list_scenarios(); });

    bool markdown = false;
    bool json = false;
    CLI::App* params = app.add_subcommand("params", "list all parameters");
    params->add_flag("--markdown", markdown, "as Markdown");
    params->add_flag("--json", json, "as JSON");
    params->callback([&] { code = colead::list_parameters(markdown, json); });

    CLI::App* check = app.add_subcommand("check", "validate a scenario and print it resolved");
    colead::add_scenario_flags(*check, options);
    check->add_flag("-q,--quiet", options.quiet, "only the result");
    check->callback([&] { code = colead::check(options); });

    colead::ExportOptions export_options;
    CLI::App* exporting = app.add_subcommand("export", "write a results file in other formats");
    exporting->add_option("file", export_options.file, "results file")->required();
    exporting->add_option("--csv", export_options.csv, "folder for one CSV per measure");
    exporting->add_flag("--overwrite", options.overwrite, "replace existing files");
    exporting->callback([&] { code = colead::export_results(options, export_options); });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        // Help and version are no errors; CLI11 numbers its errors above 100, we have 2.
        return app.exit(error) == 0 ? 0 : 2;
    }
    return code;
}

int complain(const char* message, int code) {
    fmt::print(stderr, "colead: {}\n", message);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    try {
        return dispatch(argc, argv);
    } catch (const colead::InputError& error) {
        return complain(error.what(), 2);
    } catch (const colead::FileError& error) {
        return complain(error.what(), 3);
    } catch (const std::bad_alloc&) {
        return complain("there is not enough memory for this", 1);
    } catch (const std::exception& error) {
        return complain(error.what(), 1);
    }
}
