// Subset 0 must be the control to the bit, which is held against it in every replicate: whatever a
// program did outside its channels would show there.
#include "analysis/attribution_run.hpp"

#include <algorithm>
#include <functional>
#include <limits>
#include <mutex>
#include <stdexcept>

#include "agents/state_hash.hpp"
#include "analysis/network_sketch.hpp"
#include "analysis/world_run.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// Who works where: many small worlds run one per thread, in a large one all threads work inside.
struct Division {
    Division(const Prepared& prepared, int threads)
        : Division(prepared.people() >= large_world ||
                           prepared.scenario.run.replicates < static_cast<std::int64_t>(threads)
                       ? 1
                       : threads,
                   threads) {}
    Workers across;
    Workers within;

private:
    Division(int at_once, int threads) : across(at_once), within(at_once == 1 ? threads : 1) {}
};

// One table of what the replicates that were tried left. `tried`: whether each was, before the user
// broke off.
Results gather(const Prepared& prepared, const std::vector<WorldRun>& replicates,
               const std::vector<std::uint8_t>& tried) {
    const Scenario& scenario = prepared.scenario;
    Results results;
    results.title = scenario.title;
    results.months = scenario.run.months;
    results.people = prepared.people();
    results.mobilized_at = scenario.measures.mobilized_at;
    if (scenario.measures.by_community) {
        results.communities = prepared.community_names;
    }
    results.groups = prepared.group_names;
    for (const Program& program : scenario.arms) {
        results.arms.push_back(program.arm);
    }
    std::vector<std::size_t> begun;
    for (std::size_t r = 0; r < replicates.size(); ++r) {
        if (tried[r] != 0) {
            begun.push_back(r);
            results.replicates.push_back(static_cast<std::uint32_t>(r));
        }
    }
    results.runs.resize(results.arms.size() * begun.size());
    const auto moments = static_cast<std::size_t>(results.months) + 1;
    results.values.resize(measures().size());
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const std::size_t length = moments * results.extent(measures()[m]);
        const double none = std::numeric_limits<double>::quiet_NaN();
        results.values[m].assign(results.arms.size() * begun.size() * length, none);
        for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
            for (std::size_t r = 0; r < begun.size(); ++r) {
                const WorldRun& from = replicates[begun[r]];
                if (from.done) {
                    std::copy_n(from.arms[arm].values[m].begin(), length,
                                results.values[m].begin() +
                                    static_cast<std::ptrdiff_t>((arm * begun.size() + r) * length));
                }
            }
        }
    }
    for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
        for (std::size_t r = 0; r < begun.size(); ++r) {
            const WorldRun& from = replicates[begun[r]];
            results.runs[arm * begun.size() + r] = {
                static_cast<std::uint64_t>(scenario.run.seed), from.done, from.message,
                from.seconds / static_cast<double>(results.arms.size())};
        }
    }
    return results;
}

struct Stopped {};

// A scenario under which a Recorder keeps the fork and one month after, no network and no communities:
// all that outcomes at the last month need.
Prepared outcomes_alone(const Prepared& prepared) {
    Prepared brief = prepared;
    brief.scenario.run.months = 2;
    brief.scenario.measures.network_every = 3;
    brief.scenario.measures.by_community = false;
    return brief;
}

/// One replicate: its fork, and all that is run from it.
class Replicate {
public:
    Replicate(const Prepared& prepared, const Prepared& brief, std::uint32_t number,
              const Workers& workers, bool own_cohorts)
        : prepared_(prepared),
          number_(number),
          workers_(workers),
          own_cohorts_(own_cohorts),
          programs_(prepared.scenario.arms.size() - 1),
          recorder_(prepared, prepared.scenario.arms.size()),
          outcomes_(brief, programs_ * channel_subsets) {}

    /// `watch` sees all months of the control and of whole programs; `tick` is called every month of
    /// every run, `run_done` after each.
    void run(const Observe& watch, const std::function<void()>& tick,
             const std::function<void()>& run_done) {
        const World fork = burnt_in_world(prepared_, number_, workers_);
        const std::int64_t last = prepared_.scenario.run.months;
        outcomes_({0, number_, 0, 0.0}, fork);
        const auto go = [&](ProgramRun& program, std::size_t arm, std::size_t subset, bool whole) {
            run_arm(prepared_, fork, program, arm, workers_,
                    [&](const Moment& moment, const World& world) {
                        tick();
                        if (whole) {
                            recorder_(moment, world);
                            watch(moment, world);
                        }
                        if (moment.month == last) {
                            finish(moment, subset, world);
                            run_done();
                        }
                    });
        };
        const std::vector<Program>& arms = prepared_.scenario.arms;
        const ProgramParameters& parameters = prepared_.scenario.programs_parameters;
        ProgramRun nothing(arms[0], parameters);
        go(nothing, 0, 0, true);
        for (std::size_t arm = 1; arm < arms.size(); ++arm) {
            Cohorts cohorts;
            ProgramRun whole(arms[arm], parameters);
            whole.record(cohorts);
            go(whole, arm, every_channel, true);
            for (std::size_t subset = 0; subset < every_channel; ++subset) {
                ProgramRun part(arms[arm], parameters, static_cast<Channels>(subset));
                if (!own_cohorts_) {
                    part.repeat(cohorts);
                }
                go(part, arm, subset, false);
            }
        }
    }

    std::vector<RunSeries> series() { return recorder_.take(); }
    /// Program x subset x outcome.
    std::vector<double> values() {
        const std::vector<RunSeries> taken = outcomes_.take();
        std::vector<double> values;
        for (const RunSeries& run : taken) {
            for (const measure::Id outcome : outcomes) {
                values.push_back(run.values[outcome][1]);
            }
        }
        return values;
    }

private:
    void finish(const Moment& moment, std::size_t subset, const World& world) {
        if (moment.arm == 0) {
            control_ = state_hash(world, 0);
            return;
        }
        if (subset == 0 && state_hash(world, 0) != control_) {
            throw std::logic_error(prepared_.scenario.arms[moment.arm].arm +
                                   " changes the world by more than its six channels");
        }
        outcomes_({(moment.arm - 1) * channel_subsets + subset, number_, 1, moment.spent}, world);
    }

    const Prepared& prepared_;
    std::uint32_t number_;
    const Workers& workers_;
    bool own_cohorts_;
    std::size_t programs_;
    Recorder recorder_;
    Recorder outcomes_;
    std::uint64_t control_ = 0;
};

// The replicates that were tried, in the order of the results.
SubsetValues gather_values(const Prepared& prepared, const std::vector<std::uint8_t>& tried,
                           const std::vector<std::vector<double>>& of_replicate) {
    SubsetValues values;
    values.arms = prepared.scenario.arms.size() - 1;
    values.replicates = static_cast<std::size_t>(std::count(tried.begin(), tried.end(), 1));
    const std::size_t each = channel_subsets * outcomes.size();
    values.values.assign(values.arms * values.replicates * each,
                         std::numeric_limits<double>::quiet_NaN());
    std::size_t place = 0;
    for (std::size_t r = 0; r < tried.size(); ++r) {
        if (tried[r] == 0) {
            continue;
        }
        for (std::size_t arm = 0; arm < values.arms && !of_replicate[r].empty(); ++arm) {
            std::copy_n(of_replicate[r].begin() + static_cast<std::ptrdiff_t>(arm * each), each,
                        values.values.begin() +
                            static_cast<std::ptrdiff_t>((arm * values.replicates + place) * each));
        }
        ++place;
    }
    return values;
}

}  // namespace

void keep_attributed(Scenario& scenario, const std::vector<std::string>& arms) {
    const auto buys_nothing = [](const Program& program) { return program.activities.empty(); };
    const auto control = std::find_if(scenario.arms.begin(), scenario.arms.end(), buys_nothing);
    if (control == scenario.arms.end()) {
        throw InputError(
            "every arm has a program: an attribution needs one without, as its control");
    }
    std::vector<std::string> kept = {control->arm};
    for (const Program& program : scenario.arms) {
        if (arms.empty() && !buys_nothing(program)) {
            kept.push_back(program.arm);
        }
    }
    kept.insert(kept.end(), arms.begin(), arms.end());
    if (kept.size() == 1) {
        throw InputError("no arm has a program: there is nothing to attribute");
    }
    for (const std::string& arm : arms) {
        const auto named = [&](const Program& program) { return program.arm == arm; };
        const auto found = std::find_if(scenario.arms.begin(), scenario.arms.end(), named);
        if (found != scenario.arms.end() && buys_nothing(*found)) {
            throw InputError("--arm " + arm +
                             ": it has no program, so there is nothing to attribute");
        }
    }
    keep_arms(scenario, kept);
}

std::size_t attribution_runs(const Scenario& scenario) {
    return static_cast<std::size_t>(scenario.run.replicates) *
           (1 + (scenario.arms.size() - 1) * channel_subsets);
}

AttributionRuns run_attribution(const Prepared& prepared, bool own_cohorts, int threads,
                                const std::atomic<bool>& stop, const Progress& progress) {
    const auto count = static_cast<std::size_t>(prepared.scenario.run.replicates);
    const Division work(prepared, threads);
    const Prepared brief = outcomes_alone(prepared);
    std::vector<WorldRun> replicates(count);
    std::vector<std::uint8_t> tried(count, 0);
    std::vector<std::vector<double>> values(count);
    NetworkSketch sketch(prepared, 0);  // of the first replicate
    std::mutex mutex;
    std::size_t done = 0;
    const std::size_t all = attribution_runs(prepared.scenario);
    progress(0, all);
    const auto run_done = [&] {
        const std::lock_guard lock(mutex);
        progress(++done, all);
    };
    const auto tick = [&] {
        if (stop) {
            throw Stopped();
        }
    };
    work.across.for_tasks(count, [&](std::size_t r) {
        try {
            tick();
            replicates[r] = attempt(prepared, [&](WorldRun& out) {
                Replicate replicate(prepared, brief, static_cast<std::uint32_t>(r), work.within,
                                    own_cohorts);
                replicate.run(
                    r == 0 ? Observe(std::ref(sketch)) : [](const Moment&, const World&) {}, tick,
                    run_done);
                out.arms = replicate.series();
                values[r] = replicate.values();
            });
            tried[r] = 1;
        } catch (const Stopped&) {
            replicates[r] = {};
        }
    });
    AttributionRuns runs{gather(prepared, replicates, tried),
                         gather_values(prepared, tried, values)};
    if (replicates.front().done) {
        runs.results.networks = sketch.take();
    }
    return runs;
}

}  // namespace colead
