#include <fmt/format.h>

#include <cstdio>
#include <ctime>
#include <filesystem>

#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "analysis/results_file.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/provenance.hpp"

namespace colead {

namespace {

int compare(const Options& options) {
    const std::string out = options.out.empty()
                                ? std::filesystem::path(options.scenario).stem().string() + ".h5"
                                : options.out;
    const Prepared prepared = prepare(scenario_of(options));
    check_output(out, options.overwrite);
    tell(options, prepared.notes);

    const std::atomic<bool>& stop = interrupted();
    Results results;
    double seconds = 0.0;
    {
        ProgressBar bar(options.progress_mode());
        results = run_comparison(prepared, options.thread_count(), stop,
                                 [&](std::size_t done, std::size_t all) { bar(done, all); });
        seconds = bar.seconds();
    }
    const auto asked = static_cast<std::size_t>(prepared.scenario.run.replicates);
    if (results.replicates.empty()) {
        fmt::print(stderr, "interrupted before any replicate was complete: nothing is written\n");
        return 130;
    }

    const std::vector<Contrast> contrasts = compare_arms(results);
    write_results(out, options.overwrite, results, contrasts,
                  provenance_of(options, prepared.scenario));
    fmt::print("{}", comparison_as_text(results, contrasts));
    if (!options.quiet) {
        fmt::print(stderr, "{} arm-runs in {:.1f} s ({:.1f} per second), written to {}\n",
                   results.runs.size(), seconds, static_cast<double>(results.runs.size()) / seconds,
                   out);
    }
    if (results.replicates.size() < asked) {
        fmt::print(stderr, "interrupted: {} of {} replicates are complete and stored\n",
                   results.replicates.size(), asked);
        return 130;
    }
    std::size_t failed = 0;
    for (std::size_t n = 0; n < results.runs.size(); ++n) {
        if (!results.runs[n].done) {
            ++failed;
            fmt::print(stderr, "replicate {} failed: {}\n",
                       results.replicates[n % results.replicates.size()], results.runs[n].message);
        }
    }
    return failed > 0 ? 1 : 0;
}

}  // namespace

void add_compare(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("compare", "run all arms, paired, and print and store the comparison");
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options);
    command->callback([&invocation] { invocation.code = compare(invocation.options); });
}

}  // namespace colead
