#include <fmt/format.h>

#include <algorithm>
#include <array>
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
#include "scenarios/cautions.hpp"
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

    bool keeps() const { return checkpoint_every > 0 || resume; }
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

// A run while it goes on: looked at every month since the fork, put aside now and then.
class Watched {
public:
    Watched(const Prepared& prepared, const Options& options, const RunWishes& wishes, int arm,
            std::vector<std::int64_t> snapshots, ResultsFile* file)
        : prepared_(prepared),
          wishes_(wishes),
          snapshots_(std::move(snapshots)),
          file_(file),
          checkpoint_(options.out + ".checkpoint"),
          workers_(options.thread_count()),
          recorder_(prepared, prepared.scenario.arms.size()),
          run_(prepared, static_cast<std::size_t>(arm), wishes.replicate, workers_) {
        if (wishes.hash) {
            so_far_.hash = 0;
        }
        if (wishes.keeps()) {
            identity_ = {to_toml(prepared.scenario), wishes.arm, wishes.replicate,
                         state_hash(run_.world, 0)};
        }
        if (wishes.resume) {
            read_checkpoint(checkpoint_, identity_, so_far_);
            const bool burning_in = run_.month() < 0;
            fmt::print(stderr, "goes on after month {} of {}\n",
                       burning_in ? run_.burn_in + run_.month() : run_.month(),
                       burning_in ? "burn-in" : std::to_string(run_.months));
        } else if (run_.month() == 0) {
            look();
        }
        put_aside_ = run_.month();
    }

    /// To the last month, or until the user breaks it off. Returns whether it is complete.
    bool go_on(const std::atomic<bool>& stop, ProgressBar& bar) {
        while (!run_.complete() && !stop.load()) {
            advance();
            if (run_.month() >= 0) {
                look();
            }
            const bool due = wishes_.checkpoint_every > 0 &&
                             run_.month() - put_aside_ >= wishes_.checkpoint_every;
            if ((due || (wishes_.keeps() && stop.load())) && !run_.complete()) {
                write_checkpoint(checkpoint_, identity_, so_far_);
                put_aside_ = run_.month();
            }
            bar(static_cast<std::size_t>(run_.burn_in + run_.month()),
                static_cast<std::size_t>(run_.burn_in + run_.months));
        }
        return run_.complete();
    }

    const std::string& checkpoint() const { return checkpoint_; }
    /// With --hash.
    std::uint64_t hash() const { return so_far_.hash.value_or(0); }
    RunSeries take_series() { return std::move(recorder_.take()[run_.arm]); }

private:
    void advance() {
        try {
            run_.advance(workers_);
        } catch (const Unsound&) {
            // Once more from the start, which throws and says after which phase.
            run_replicate(
                prepared_, wishes_.replicate, workers_, [](const Moment&, const World&) {},
                static_cast<int>(run_.arm));
            throw;
        }
    }

    void look() {
        recorder_(run_.moment(), run_.world);
        if (so_far_.hash) {
            so_far_.hash = state_hash(run_.world, *so_far_.hash);
        }
        if (std::binary_search(snapshots_.begin(), snapshots_.end(), run_.month())) {
            file_->keep({run_.month(), &run_.world, prepared_.network.get()});
        }
    }

    const Prepared& prepared_;
    const RunWishes& wishes_;
    std::vector<std::int64_t> snapshots_;
    ResultsFile* file_;
    std::string checkpoint_;
    Workers workers_;
    Recorder recorder_;
    ArmRun run_;
    CheckpointIdentity identity_;
    RunSoFar so_far_{run_, recorder_, std::nullopt};
    std::int64_t put_aside_ = 0;
};

constexpr std::array<IdleFlag, 2> decided_by_others = {{
    {"--replicates", "one is run, that of --replicate; compare runs many"},
    {"--arms", "one is run, that of --arm; compare runs many"},
}};

void check_wishes(const Options& options, const RunWishes& wishes) {
    refuse_idle(options, "run", decided_by_others);
    if (!wishes.snapshots.empty() && options.out.empty()) {
        throw InputError("--snapshots needs -o FILE to keep them in");
    }
    if (wishes.keeps() && (options.out.empty() || !wishes.snapshots.empty())) {
        throw InputError(
            "--checkpoint-every and --resume need -o FILE, beside which the checkpoint lies, and "
            "go without --snapshots");
    }
}

// What is to be known of other arms says nothing of this one.
std::vector<std::string> cautions_of_arm(const Prepared& prepared, int arm) {
    Scenario alone = prepared.scenario;
    alone.arms = {prepared.scenario.arms[static_cast<std::size_t>(arm)]};
    return caution_texts(alone, prepared.people());
}

int run(const Options& options, const RunWishes& wishes) {
    check_wishes(options, wishes);
    Scenario scenario = scenario_of(options);
    const int arm = arm_of(scenario, wishes.arm);
    std::vector<std::int64_t> snapshots =
        month_list("--snapshots", wishes.snapshots, scenario.run.months);
    const Prepared prepared = prepare(std::move(scenario), nullptr, Worlds::one);
    std::optional<ResultsFile> file;
    if (!options.out.empty()) {
        refuse_inputs(options.out, inputs_of(options, prepared.scenario.files));
        file.emplace(options.out, options.overwrite);
        if (!snapshots.empty()) {
            file->name(names_of(prepared));
        }
    }
    tell(options, prepared.notes);
    const std::vector<std::string> cautions = cautions_of_arm(prepared, arm);
    tell(options, cautions);

    const std::atomic<bool>& stop = interrupted();
    Watched watched(prepared, options, wishes, arm, std::move(snapshots), file ? &*file : nullptr);
    ProgressBar bar(options.progress_mode(), "months");
    if (!watched.go_on(stop, bar)) {
        const bool kept = wishes.keeps() && std::filesystem::exists(watched.checkpoint());
        fmt::print(stderr, "interrupted: the run is not complete and {}\n",
                   kept ? "goes on with --resume" : "nothing is written");
        return 130;
    }
    const Results results = results_of(prepared, wishes, arm, watched.take_series());
    if (file) {
        file->finish(results, {}, provenance_of(options, prepared.scenario, cautions));
        if (wishes.keeps()) {
            std::error_code left;  // the result is whole all the same
            std::filesystem::remove(watched.checkpoint(), left);
        }
    }
    if (wishes.hash) {
        fmt::print("{:016x}\n", watched.hash());
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
    for (const IdleFlag& flag : decided_by_others) {  // refused in words of its own
        command->get_option(std::string(flag.name))->group("");
    }
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options, Writes::when_asked);
    command->add_option("--arm", wishes->arm, "which arm")->required();
    command->add_option("--replicate", wishes->replicate, "which replicate (default 0)");
    command
        ->add_option("--snapshots", wishes->snapshots,
                     "months at which people and ties are kept in the file: 0,12,60, 0..60 or all")
        ->delimiter(',')
        ->allow_extra_args(false);
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
