// The program: commands and flags. stdout is the result, stderr the talk.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

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

// CLI11 would only say that a subcommand is required.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') {
        return;
    }
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands(nullptr)) {
        names.push_back(command->get_name());
    }
    if (std::find(names.begin(), names.end(), argv[1]) != names.end()) {
        return;
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string nearest = colead::nearest_name(argv[1], known);
    throw colead::InputError(
        "unknown command " + std::string(argv[1]) +
        (nearest.empty() ? "; see colead --help" : "; did you mean " + nearest + "?"));
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
                    "months at which people and ties are kept in the file: 0,12,60, 0..60 or all")
        ->delimiter(',');
    run->add_flag("--hash", run_options.hash, "print the canonical hash of the run");
    run->callback([&] { code = colead::run(options, run_options); });

    colead::SweepWishes sweep_wishes;
    CLI::App* sweep =
        app.add_subcommand("sweep", "run a study: points of a design x arms x replicates");
    colead::add_scenario_flags(*sweep, options);
    colead::add_run_flags(*sweep, options);
    colead::add_output_flags(*sweep, options);
    sweep->add_flag("--resume", sweep_wishes.resume, "go on with what FILE.h5.parts/ holds");
    sweep
        ->add_option("--on-error", sweep_wishes.on_error,
                     "when a run fails: continue (and record it) or stop")
        ->check(CLI::IsMember({"continue", "stop"}));
    sweep
        ->add_option("--save-every", sweep_wishes.save_every,
                     "seconds between parts (default: a hundredth of the time that has passed, at "
                     "least 2, at most 60)")
        ->check(CLI::Range(0.0, 86400.0));
    sweep->add_option("--shard", sweep_wishes.shard,
                      "run only part i of n, 1 <= i <= n: i/n; colead merge puts all together");
    sweep->callback([&] { code = colead::sweep(options, sweep_wishes); });

    colead::MergeWishes merge_wishes;
    CLI::App* merge = app.add_subcommand("merge", "make one file of a sweep's parts");
    merge->add_option("file", options.out, "FILE.h5, whose parts lie in FILE.h5.parts/")
        ->required();
    merge->add_flag("--incomplete", merge_wishes.incomplete,
                    "also when runs are missing; keeps the parts");
    merge->add_flag("--overwrite", options.overwrite, "replace an existing file");
    merge->add_option("--threads", options.threads, "threads (default: all cores)")
        ->check(CLI::Range(1, 1024));
    merge->add_flag("-q,--quiet", options.quiet, "only the result");
    merge->callback([&] { code = colead::merge(options, merge_wishes); });

    colead::SensitivityWishes sensitivity_wishes;
    CLI::App* sensitivity = app.add_subcommand(
        "sensitivity", "which factors of a morris or sobol sweep a measure hangs on");
    sensitivity->add_option("file", sensitivity_wishes.file, "what the sweep left")->required();
    sensitivity->add_option("--measure", sensitivity_wishes.measure, "which measure")->required();
    auto* of_arm = sensitivity->add_option("--arm", sensitivity_wishes.arm,
                                           "of this arm alone (default: all, and minus the first)");
    sensitivity->add_option("--against", sensitivity_wishes.against, "minus this arm")
        ->needs(of_arm);
    sensitivity->add_option("--month", sensitivity_wishes.month, "which month (default: the last)");
    sensitivity->add_flag("--drop-incomplete", sensitivity_wishes.drop_incomplete,
                          "leave out base points or trajectories that lack a value");
    sensitivity->callback([&] { code = colead::sensitivity(sensitivity_wishes); });

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

    CLI::App* verify = app.add_subcommand(
        "verify", "hold this build against known results, and its bits against this version's");
    verify->add_flag("-v,--verbose", options.verbose, "every value");
    verify->callback([&] { code = colead::verify(options); });

    colead::ExportOptions export_options;
    CLI::App* exporting = app.add_subcommand("export", "write a results file in other formats");
    exporting->add_option("file", export_options.file, "results file")->required();
    exporting->add_option("--csv", export_options.csv,
                          "folder for one CSV per measure, and of people and ties of snapshots");
    exporting->add_option("--graphml", export_options.graphml,
                          "file for people and ties of one month");
    exporting->add_option("--gexf", export_options.gexf,
                          "file for people and ties of all snapshots, ties with their spells");
    exporting->add_option("--spells", export_options.spells,
                          "CSV of ties with onset and terminus, as R's networkDynamic has them");
    exporting->add_option("--month", export_options.month, "only this month's snapshot");
    exporting->add_flag("-q,--quiet", options.quiet, "only the result");
    exporting->add_flag("--overwrite", options.overwrite, "replace existing files");
    exporting->callback([&] { code = colead::export_results(options, export_options); });

    std::string reported;
    CLI::App* report =
        app.add_subcommand("report", "write one page of figures and tables from a results file");
    report->add_option("file", reported, "results file")->required();
    report->add_option("-o,--out", options.out, "the page (default: FILE.html beside the file)");
    report->add_flag("-q,--quiet", options.quiet, "only the result");
    report->add_flag("--overwrite", options.overwrite, "replace an existing file");
    report->callback([&] { code = colead::report(options, reported); });

    refuse_unknown_command(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        throw colead::InputError(std::string(error.what()) + "; see colead --help");
    }
    if (std::fflush(stdout) != 0) {
        throw colead::FileError("cannot write to standard output");
    }
    return code;
}

int complain(const char* message, int code) {
    fmt::print(stderr, "colead: {}\n", message);
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    // A limit on file size is an error of the write, not the end of the program.
    std::signal(SIGXFSZ, SIG_IGN);
    try {
        return dispatch(argc, argv);
    } catch (const colead::InputError& error) {
        return complain(error.what(), 2);
    } catch (const colead::FileError& error) {
        return complain(error.what(), 3);
    } catch (const std::system_error& error) {
        return complain(error.what(), 3);
    } catch (const std::bad_alloc&) {
        return complain("there is not enough memory for this", 1);
    } catch (const std::exception& error) {
        return complain(error.what(), 1);
    }
}
