#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>

#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "analysis/results_file.hpp"
#include "analysis/results_reader.hpp"
#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/interrupt.hpp"
#include "app/kept_parts.hpp"
#include "app/provenance.hpp"
#include "app/ranks.hpp"
#include "app/sweep_text.hpp"
#include "scenarios/words.hpp"

namespace colead {

namespace {

void print_comparison(const SweepPlan& plan, const SweepSchedule& schedule, const Results& results,
                      const std::vector<Contrast>& contrasts) {
    fmt::print("{}", comparison_as_text(results, contrasts));
    if (!contrasts.empty()) {
        fmt::print(
            "\nWhich program does better can change with organizations.takes, here {}: whose "
            "ability an\n"
            "organization takes up, which nobody has measured (docs/findings.md). Compare again "
            "with another.\n",
            taken_up(plan.scenario()));
    }
    fmt::print("{}", cautions_as_text(plan.cautions()));
    if (plan.rule().active()) {
        fmt::print("\n{}\n", precision_as_text(plan, schedule));
    }
}

// Writes the file and prints the comparison. Returns the exit code.
int conclude(const Options& options, const SweepPlan& plan, const SweepSchedule& schedule,
             const std::string& out, const Results& results) {
    const std::vector<Contrast> contrasts = compare_arms(results);
    Provenance provenance = provenance_of(options, plan.scenario(), plan.cautions());
    provenance.missing_worlds = schedule.left();
    store_and_tell([&] { write_results(out, options.overwrite, results, contrasts, provenance); },
                   [&] { print_comparison(plan, schedule, results, contrasts); });
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
    return tell_failed(results) ? 1 : 0;
}

int interrupted_with(const SweepPlan& plan, const SweepSchedule& schedule,
                     const std::string& folder, const std::string& identity) {
    const PartsIndex index(folder, identity, plan.layout().worlds());
    const std::size_t done = index.done_count();
    if (done == 0) {
        fmt::print(stderr, "interrupted before any replicate was complete: nothing is kept\n");
        return 130;
    }
    const Results results = comparison_results(plan, schedule, index, {});
    fmt::print("{}", comparison_as_text(results, compare_arms(results)));
    const std::string asked = counted(plan.layout().replicates, "replicate", "replicates");
    fmt::print(stderr,
               "interrupted: {} of {} {} in {}; the same command with --resume goes on with {}\n",
               done, asked, done == 1 ? "is complete and lies" : "are complete and lie", folder,
               done == 1 ? "it" : "them");
    return 130;
}

int compare(const Options& options, const PartsWishes& wishes) {
    refuse_ranks();
    const std::string out = result_file(options);
    const std::string folder = parts_folder(out);
    const SweepPlan plan(prepare(scenario_of(options)));
    if (wishes.resume) {
        if (const auto code = nothing_left(options, out, "scenario", plan.text(), "networks",
                                           plan.scenario().files)) {
            return *code;
        }
    }
    check_until(options, plan.scenario());
    refuse_inputs(out, inputs_of(options, plan.scenario().files));
    check_output(out, options.overwrite);
    if (!wishes.resume) {
        refuse_parts(folder, options);
    }
    tell(options, plan.notes());
    tell(options, plan.cautions());

    const std::string identity = sweep_identity(plan);
    const std::size_t asked = plan.layout().replicates;
    const PartsIndex before(folder, identity, asked);
    tell(options, before, asked);
    SweepSchedule schedule(plan, before, SweepSchedule::Failed::again);
    PartsWriter parts(folder, identity, plan.layout(), "", wishes.save_every);
    const std::atomic<bool>& stop = interrupted();
    std::size_t ran = 0;
    double seconds = 0.0;
    {
        ProgressBar bar(options.progress_mode());
        run_replicates(
            plan, schedule, options.thread_count(),
            [&](SweepRow row) { parts.add(std::move(row)); }, stop,
            [&](std::size_t done, std::size_t all) { bar(ran = done, all); });
        seconds = bar.seconds();
    }
    if (stop && schedule.left() > 0) {
        parts.flush();
        return interrupted_with(plan, schedule, folder, identity);
    }

    if (!options.quiet) {
        fmt::print(stderr, "{} in {:.1f} s ({:.1f} per second)\n",
                   counted(ran, "arm-run", "arm-runs"), seconds,
                   static_cast<double>(ran) / seconds);
    }
    const PartsIndex index(folder, identity, asked);
    const int code = conclude(options, plan, schedule, out,
                              comparison_results(plan, schedule, index, parts.rest()));
    remove_parts(folder);
    return code;
}

}  // namespace

int merge_comparison(const Options& options, const std::string& scenario, bool incomplete) {
    const std::string folder = parts_folder(options.out);
    const SweepPlan plan(prepare(load_scenario(scenario, {})));
    const PartsIndex index(folder, sweep_identity(plan), plan.layout().worlds());
    tell(options, index.notes());
    const SweepSchedule schedule(plan, index, SweepSchedule::Failed::final);
    refuse_incomplete(schedule, incomplete);
    const int code = conclude(options, plan, schedule, options.out,
                              comparison_results(plan, schedule, index, {}));
    if (schedule.left() == 0) {
        remove_parts(folder);
    }
    return code;
}

void add_compare(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("compare", "run all arms, paired, and print and store the comparison");
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options, Writes::always);
    const auto wishes = std::make_shared<PartsWishes>();
    add_until_flags(*command, invocation.options);
    add_parts_flags(*command, *wishes);
    command->callback(
        [&invocation, wishes] { invocation.code = compare(invocation.options, *wishes); });
}

}  // namespace colead
