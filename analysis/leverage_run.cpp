#include "analysis/leverage_run.hpp"

#include <fmt/format.h>

#include <limits>
#include <mutex>
#include <new>
#include <optional>

#include "analysis/outcome.hpp"
#include "analysis/world_run.hpp"

namespace colead {

namespace {

Ends ends_of(const World& world) {
    const SystemOutcome outcome = outcome_of(world);
    return {outcome.result, outcome.disparity};
}

Minds minds_of(const World& world) {
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    const std::size_t people = world.people.size();
    Minds minds{std::vector<double>(factors, 0.0), std::vector<double>(factors, 0.0)};
    double acting = 0.0;
    for (std::size_t n = 0; n < people; ++n) {
        const auto i = static_cast<Person>(n);
        for (std::size_t k = 0; k < factors; ++k) {
            minds.believed[k] += static_cast<double>(world.people.mental_model_of(i)[k]);
        }
        if (world.people.acting(i)) {
            minds.acted_on[world.people.face[i].acting] += 1.0;
            acting += 1.0;
        }
    }
    for (std::size_t k = 0; k < factors; ++k) {
        minds.believed[k] /= static_cast<double>(people);
        minds.acted_on[k] =
            acting > 0.0 ? minds.acted_on[k] / acting : std::numeric_limits<double>::quiet_NaN();
    }
    return minds;
}

struct Stopped {};

class ReplicateRun {
public:
    ReplicateRun(const Prepared& base, const Levers& levers, bool from_start, std::uint32_t number,
                 const Workers& workers, const std::function<void()>& arm_done)
        : base_(base),
          levers_(levers),
          from_start_(from_start),
          number_(number),
          workers_(workers),
          arm_done_(arm_done) {}

    LeverageWorld run() {
        const World fork = burnt_in_world(base_, number_, workers_);
        for (std::size_t arm = 0; arm < arms(); ++arm) {
            run_base(fork, arm);
        }
        for (const Lever& lever : levers_.list) {
            run_lever(fork, lever, lever.lower.get(), out_.lower);
            run_lever(fork, lever, lever.upper.get(), out_.upper);
        }
        return std::move(out_);
    }

private:
    std::size_t arms() const { return base_.scenario.arms.size(); }

    void run_base(const World& fork, std::size_t arm) {
        run_arm(base_, fork, arm, workers_, [&](const Moment& moment, const World& world) {
            if (moment.month == 0) {
                out_.first.push_back(minds_of(world));
            }
            if (moment.month == base_.scenario.run.months) {
                out_.last.push_back(minds_of(world));
                out_.base.push_back(ends_of(world));
            }
        });
        arm_done_();
    }

    // What it does not move ends as it would have.
    void run_lever(const World& fork, const Lever& lever, const Prepared* moved,
                   std::vector<Ends>& ends) {
        std::optional<World> world;
        for (std::size_t arm = 0; arm < arms(); ++arm) {
            if (moved == nullptr || (lever.arm && *lever.arm != arm)) {
                ends.push_back(out_.base[arm]);
                continue;
            }
            if (!world) {
                // A program is nothing before the fork.
                world =
                    from_start_ && !lever.arm ? burnt_in_world(*moved, number_, workers_) : fork;
                follow(*world, *moved);
            }
            run_arm(*moved, *world, arm, workers_, [&](const Moment& moment, const World& now) {
                if (moment.month == moved->scenario.run.months) {
                    ends.push_back(ends_of(now));
                }
            });
            arm_done_();
        }
    }

    const Prepared& base_;
    const Levers& levers_;
    bool from_start_;
    std::uint32_t number_;
    const Workers& workers_;
    const std::function<void()>& arm_done_;
    LeverageWorld out_;
};

}  // namespace

std::size_t runs_of_replicate(const Levers& levers, std::size_t arms) {
    std::size_t runs = arms;
    for (const Lever& lever : levers.list) {
        runs += ((lever.lower ? 1 : 0) + (lever.upper ? 1 : 0)) * (lever.arm ? 1 : arms);
    }
    return runs;
}

LeverageRuns run_leverage(const Prepared& base, const Levers& levers, bool from_start, int threads,
                          const std::atomic<bool>& stop, const Progress& progress) {
    const auto count = static_cast<std::size_t>(base.scenario.run.replicates);
    const bool inside = base.people() >= large_world || count < static_cast<std::size_t>(threads);
    const Workers across(inside ? 1 : threads);
    const Workers within(inside ? threads : 1);

    std::vector<std::optional<LeverageWorld>> worlds(count);
    std::vector<std::string> messages(count);
    std::mutex mutex;
    std::size_t done = 0;
    const std::size_t all = count * runs_of_replicate(levers, base.scenario.arms.size());
    progress(0, all);
    const std::function<void()> arm_done = [&] {
        if (stop) {
            throw Stopped();
        }
        const std::lock_guard lock(mutex);
        progress(++done, all);
    };
    across.for_tasks(count, [&](std::size_t r) {
        try {
            if (!stop) {
                worlds[r] = ReplicateRun(base, levers, from_start, static_cast<std::uint32_t>(r),
                                         within, arm_done)
                                .run();
            }
        } catch (const Stopped&) {
        } catch (const std::bad_alloc&) {
            messages[r] = "there is not enough memory for this";
        } catch (const std::exception& fault) {
            messages[r] = fault.what();
        }
    });
    LeverageRuns runs;
    for (std::size_t r = 0; r < count; ++r) {
        if (std::optional<LeverageWorld>& world = worlds[r]; world.has_value()) {
            runs.replicates.push_back(static_cast<std::uint32_t>(r));
            runs.worlds.push_back(std::move(*world));
        } else if (!messages[r].empty() && ++runs.failed == 1) {
            runs.first_failure = fmt::format("replicate {}: {}", r, messages[r]);
        }
    }
    return runs;
}

}  // namespace colead
