#include "analysis/sweep_run.hpp"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <thread>
#include <vector>

namespace colead {

namespace {

class WorldsRun {
public:
    WorldsRun(const SweepPlan& plan, WorldSource& source, int threads, const RunWorld& run,
              const KeepRow& keep, const std::atomic<bool>& stop)
        : plan_(plan),
          source_(source),
          run_(run),
          keep_(keep),
          stop_(stop),
          alone_(1),
          all_(threads) {}

    // Each thread takes the next worlds there are: a parallel loop would begin in many places at once,
    // and what is cut off would not be the end.
    void across() {
        all_.for_tasks(static_cast<std::size_t>(all_.count()), [&](std::size_t) {
            take_all([&](const std::vector<std::size_t>& worlds) {
                for (const std::size_t world : worlds) {
                    run_one(world, alone_);
                }
            });
        });
    }

    void inside() {
        take_all([&](const std::vector<std::size_t>& worlds) {
            for (const std::size_t world : worlds) {
                run_one(world, all_);
            }
        });
    }

    void mixed() {
        take_all([&](std::vector<std::size_t> worlds) {
            const auto small = std::stable_partition(
                worlds.begin(), worlds.end(),
                [&](std::size_t world) { return plan_.is_large(plan_.layout().point_of(world)); });
            for (auto world = worlds.begin(); world != small; ++world) {
                run_one(*world, all_);
            }
            all_.for_tasks(static_cast<std::size_t>(worlds.end() - small), [&](std::size_t k) {
                run_one(small[static_cast<std::ptrdiff_t>(k)], alone_);
            });
        });
    }

private:
    bool stopped() const { return stop_.load() || broken_.load(); }

    // A world that was taken and is never finished is waited for by all threads: whatever is thrown
    // ends the run of all.
    template <class Act>
    void or_break(Act&& act) {
        try {
            act();
        } catch (...) {
            broken_.store(true);
            throw;
        }
    }

    template <class Run>
    void take_all(Run&& run) {
        or_break([&] {
            while (!stopped()) {
                Hand hand = source_.take();
                if (hand.over) {
                    return;
                }
                if (hand.worlds.empty()) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    continue;
                }
                run(std::move(hand.worlds));
            }
        });
    }

    void run_one(std::size_t world, const Workers& workers) {
        if (stopped()) {
            return;
        }
        or_break([&] {
            SweepRow row = run_(world, workers);
            const Outcome outcome{world, row.done, row.seconds, plan_.deciding(row)};
            keep_(std::move(row));
            if (!source_.finished(outcome)) {
                broken_.store(true);
            }
        });
    }

    const SweepPlan& plan_;
    WorldSource& source_;
    const RunWorld& run_;
    const KeepRow& keep_;
    const std::atomic<bool>& stop_;
    Workers alone_;
    Workers all_;
    std::atomic<bool> broken_{false};
};

}  // namespace

Sharing sharing_of(const SweepPlan& plan, std::size_t worlds, int threads) {
    std::size_t large = 0;
    for (std::size_t point = 0; point < plan.layout().points; ++point) {
        large += plan.is_large(point) ? 1 : 0;
    }
    if (worlds < static_cast<std::size_t>(threads) || large == plan.layout().points) {
        return Sharing::people;
    }
    return large == 0 ? Sharing::worlds : Sharing::both;
}

LocalSource::LocalSource(const SweepPlan& plan, SweepSchedule& schedule, Sharing sharing,
                         Progress progress)
    : schedule_(schedule),
      arms_(plan.layout().arms.size()),
      // All of a replicate, so that no kind of point is ahead of the other.
      most_(sharing == Sharing::both ? plan.layout().points : 1),
      progress_(std::move(progress)) {
    progress_(0, arms_ * schedule.planned());
}

bool LocalSource::finished(const Outcome& outcome) {
    schedule_.finished(outcome);
    const std::lock_guard lock(mutex_);
    tell();
    return !schedule_.closed();
}

void LocalSource::arm_done() {
    const std::lock_guard lock(mutex_);
    ++arms_done_;
    tell();
}

void LocalSource::tell() {
    arms_done_ = std::max(arms_done_, arms_ * schedule_.heard());
    progress_(arms_done_, arms_ * schedule_.planned());
}

void run_worlds(const SweepPlan& plan, WorldSource& source, Sharing sharing, int threads,
                const RunWorld& run, const KeepRow& keep, const std::atomic<bool>& stop) {
    WorldsRun worlds(plan, source, threads, run, keep, stop);
    switch (sharing) {
        case Sharing::worlds:
            worlds.across();
            break;
        case Sharing::people:
            worlds.inside();
            break;
        case Sharing::both:
            worlds.mixed();
            break;
    }
}

std::size_t run_sweep(const SweepPlan& plan, const PartsIndex& index, PartsWriter& parts,
                      const SweepOrders& orders, const RunWorld& run, const std::atomic<bool>& stop,
                      const Progress& progress) {
    SweepSchedule schedule(plan, index, SweepSchedule::Failed::again, orders.shard,
                           orders.stop_on_error);
    const Sharing sharing = sharing_of(plan, schedule.planned(), orders.threads);
    LocalSource source(plan, schedule, sharing, progress);
    run_worlds(
        plan, source, sharing, orders.threads, run,
        [&](SweepRow row) { parts.add(std::move(row)); }, stop);
    parts.flush();
    return schedule.failed();
}

}  // namespace colead
