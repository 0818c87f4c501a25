#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "agents/sound.hpp"
#include "agents/state_hash.hpp"
#include "analysis/checkpoint.hpp"
#include "analysis/recorder.hpp"
#include "analysis/results_file.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/month_list.hpp"
#include "app/provenance.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

struct RunWishes {
    std::string arm;
    std::uint32_t replicate = 0;
    std::vector<std::string> snapshots;  // as month_list takes them
    bool hash = false;
    std::int64_t checkpoint_every = 0;  // months; 0: never
    bool resume = false;
};

int arm_of(const Scenario& scenario, const std::string& name) {
    std::vector<std::string_view> names;
    for (std::size_t a = 0; a < scenario.arms.size(); ++a) {
        if (scenario.arms[a].arm == name) {
            return static_cast<int>(a);
        }
        names.emplace_back(scenario.arms[a].arm);
    }
    throw InputError(
        fmt::format("--arm {}: unknown arm; the scenario has {}", name, fmt::join(names, ", ")));
}

// The run as results of one arm and one replicate.
Results results_of(const Prepared& prepared, const RunWishes& wishes, int arm, RunSeries series) {
    Results results;
    results.title = prepared.scenario.title;
    results.arms = {prepared.scenario.arms[static_cast<std::size_t>(arm)].arm};
    results.replicates = {wishes.replicate};
    results.months = prepared.scenario.run.months;
    results.people = prepared.people();
    if (prepared.scenario.measures.by_community) {
        results.communities = prepared.community_names;
    }
    results.groups = prepared.group_names;
    results.mobilized_at = prepared.scenario.measures.mobilized_at;
    results.values = std::move(series.values);
    RunRecord record;
    record.seed = static_cast<std::uint64_t>(prepared.scenario.run.seed);
    record.done = true;
    results.runs = {record};
    return results;
}

// The last month's value of each measure that is one number.
void print_last_month(const Results& results) {
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const Measure& measure = measures()[m];
        if (measure.along == Along::nothing) {
            fmt::print("{:<26} {:>12.6g}  {}\n", measure.name, results.at(m, 0, 0, results.months),
                       measure.units);
        }
    }
}

int run(const Options& options, const RunWishes& wishes) {
    Scenario scenario = scenario_of(options);
    const int arm = arm_of(scenario, wishes.arm);
    const std::vector<std::int64_t> snapshots =
        month_list("--snapshots", wishes.snapshots, scenario.run.months);
    if (!snapshots.empty() && options.out.empty()) {
        throw InputError("--snapshots needs -o FILE to keep them in");
    }
    const bool kept = wishes.checkpoint_every > 0 || wishes.resume;
    if (kept && (options.out.empty() || !snapshots.empty())) {
        throw InputError(
            "--checkpoint-every and --resume need -o FILE, beside which the checkpoint lies, and "
            "go "
            "without --snapshots");
    }
    const Prepared prepared = prepare(std::move(scenario));
    std::optional<ResultsFile> file;
    if (!options.out.empty()) {
        file.emplace(options.out, options.overwrite);
        if (!snapshots.empty()) {
            file->name(names_of(prepared));
        }
    }
    tell(options, prepared.notes);

    const Workers workers(options.thread_count());
    const std::atomic<bool>& stop = interrupted();
    Recorder recorder(prepared, prepared.scenario.arms.size());
    ArmRun arm_run(prepared, static_cast<std::size_t>(arm), wishes.replicate, workers);
    const CheckpointIdentity identity{to_toml(prepared.scenario), wishes.arm, wishes.replicate,
                                      kept ? state_hash(arm_run.world, 0) : 0};
    const std::string checkpoint = options.out + ".checkpoint";
    RunSoFar so_far{arm_run, recorder, 0};
    const auto look = [&] {
        recorder(arm_run.moment(), arm_run.world);
        if (wishes.hash) {
            so_far.hash = state_hash(arm_run.world, so_far.hash);
        }
        if (std::binary_search(snapshots.begin(), snapshots.end(), arm_run.month())) {
            file->keep({arm_run.month(), &arm_run.world, prepared.network.get()});
        }
    };
    if (wishes.resume) {
        read_checkpoint(checkpoint, identity, so_far);
        fmt::print(stderr, "goes on after month {} of {}\n", arm_run.month(), arm_run.months);
    } else if (arm_run.month() == 0) {
        look();
    }
    {
        ProgressBar bar(options.progress_mode());
        const auto all = static_cast<std::size_t>(arm_run.burn_in + arm_run.months);
        std::int64_t put_aside = arm_run.month();
        while (!arm_run.complete() && !stop.load()) {
            try {
                arm_run.advance(workers);
            } catch (const Unsound&) {
                // From the start, so that it is found after which phase; throws.
                run_replicate(
                    prepared, wishes.replicate, workers, [](const Moment&, const World&) {}, arm);
                throw;
            }
            if (arm_run.month() >= 0) {
                look();
            }
            if (wishes.checkpoint_every > 0 && !arm_run.complete() &&
                (arm_run.month() - put_aside >= wishes.checkpoint_every || stop.load())) {
                write_checkpoint(checkpoint, identity, so_far);
                put_aside = arm_run.month();
            }
            bar(arm_run.world.month, all);
        }
    }
    if (!arm_run.complete()) {
        fmt::print(stderr, "interrupted: the run is not complete and {}\n",
                   std::filesystem::exists(checkpoint) ? "goes on with --resume"
                                                       : std::string("nothing is written"));
        return 130;
    }
    const Results results = results_of(prepared, wishes, arm,
                                       std::move(recorder.take()[static_cast<std::size_t>(arm)]));
    if (file) {
        file->finish(results, {}, provenance_of(options, prepared.scenario));
        if (kept) {
            std::filesystem::remove(checkpoint);
        }
    }
    if (wishes.hash) {
        fmt::print("{:016x}\n", so_far.hash);
    } else {
        print_last_month(results);
    }
    return 0;
}

}  // namespace

void add_run(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("run", "run one arm of one replicate");
    const auto wishes = std::make_shared<RunWishes>();
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options);
    command->add_option("--arm", wishes->arm, "which arm")->required();
    command->add_option("--replicate", wishes->replicate, "which replicate (default 0)");
    command
        ->add_option("--snapshots", wishes->snapshots,
                     "months at which people and ties are kept in the file: 0,12,60, 0..60 or all")
        ->delimiter(',');
    command
        ->add_option("--checkpoint-every", wishes->checkpoint_every,
                     "put the run aside in FILE.checkpoint every so many months, burn-in included")
        ->check(CLI::Range(std::int64_t{1}, std::int64_t{1'000'000}));
    command->add_flag("--resume", wishes->resume, "go on with what FILE.checkpoint holds");
    command->add_flag("--hash", wishes->hash, "print the canonical hash of the run");
    command->callback(
        [&invocation, wishes] { invocation.code = run(invocation.options, *wishes); });
}

}  // namespace colead
