#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "analysis/attribution_run.hpp"
#include "analysis/results_file.hpp"
#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/interrupt.hpp"
#include "app/provenance.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

void store(const Options& options, const Prepared& prepared, const AttributionRuns& runs,
           const Attribution& attribution) {
    ResultsFile file(options.out, options.overwrite);
    file.add([&](hdf5::Group& root) {
        write_attribution(root, attribution, runs.values, runs.results.replicates);
    });
    file.finish(runs.results, compare_arms(runs.results),
                provenance_of(options, prepared.scenario, prepared.cautions));
}

int attribute(const Options& options, const std::string& cohorts) {
    Scenario scenario = load_scenario(options.scenario, settings_of(options));
    keep_attributed(scenario, options.arms);
    const Prepared prepared = prepare(std::move(scenario));
    if (!options.out.empty()) {
        refuse_inputs(options.out, inputs_of(options, prepared.scenario.files));
        check_output(options.out, options.overwrite);
    }
    tell(options, prepared.notes);
    tell(options, prepared.cautions);
    const std::size_t all = attribution_runs(prepared.scenario);
    if (!options.quiet) {
        fmt::print(stderr, "{}: {} of the control and of {} subsets of the channels of {}\n",
                   counted(all, "run", "runs"),
                   counted(static_cast<std::size_t>(prepared.scenario.run.replicates), "replicate",
                           "replicates"),
                   channel_subsets,
                   prepared.scenario.arms.size() == 2
                       ? prepared.scenario.arms.back().arm
                       : fmt::format("{} arms", prepared.scenario.arms.size() - 1));
    }
    const std::atomic<bool>& stop = interrupted();
    AttributionRuns runs;
    double seconds = 0.0;
    {
        ProgressBar bar(options.progress_mode());
        runs = run_attribution(prepared, cohorts == "own", options.thread_count(), stop,
                               [&](std::size_t done, std::size_t of) { bar(done, of); });
        seconds = bar.seconds();
    }
    const auto asked = static_cast<std::size_t>(prepared.scenario.run.replicates);
    const std::size_t complete = runs.results.replicates.size();
    if (complete == 0) {
        fmt::print(stderr, "interrupted before any replicate was complete: nothing is written\n");
        return 130;
    }
    const Attribution attribution = attribute(runs.results, runs.values, cohorts == "own");
    store_and_tell(
        [&] {
            if (!options.out.empty()) {
                store(options, prepared, runs, attribution);
            }
        },
        [&] {
            fmt::print("{}{}", runs.results.title.empty() ? "" : runs.results.title + "\n",
                       attribution_as_text(attribution));
        });
    if (!options.quiet) {
        fmt::print(stderr, "{} of {} in {:.1f} s{}\n", complete,
                   counted(asked, "replicate", "replicates"), seconds,
                   options.out.empty() ? "" : ", written to " + options.out);
    }
    if (complete < asked) {
        fmt::print(stderr, "interrupted: {} of {} complete{}\n", complete,
                   counted(asked, "replicate", "replicates") + (complete == 1 ? " is" : " are"),
                   options.out.empty() ? "" : " and stored");
        return 130;
    }
    return tell_failed(runs.results) ? 1 : 0;
}

}  // namespace

void add_attribute(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "attribute", "what of a program's effect came through which of six channels");
    Options& options = invocation.options;
    const auto cohorts = std::make_shared<std::string>("whole");
    add_scenario_flags(*command, options);
    command->remove_option(command->get_option("--arms"));
    command
        ->add_option("--arm,--arms", options.arms,
                     "attribute these arms: a,b (default: all that have a program)")
        ->delimiter(',')
        ->allow_extra_args(false);
    command
        ->add_option("--cohorts", *cohorts,
                     "whom a subset of the channels reaches: those the whole program took (whole), "
                     "or whom it would choose itself (own)")
        ->check(CLI::IsMember({"whole", "own"}));
    add_run_flags(*command, options);
    add_output_flags(*command, options, Writes::when_asked);
    command->callback(
        [&invocation, cohorts] { invocation.code = attribute(invocation.options, *cohorts); });
}

}  // namespace colead
