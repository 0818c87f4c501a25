#include "analysis/sweep_run.hpp"

#include <algorithm>
#include <mutex>
#include <vector>

namespace colead {

namespace {

class SweepRun {
public:
    SweepRun(const SweepPlan& plan, PartsWriter& parts, const SweepOrders& orders,
             const RunWorld& run, const std::atomic<bool>& stop, const Progress& progress)
        : plan_(plan),
          parts_(parts),
          orders_(orders),
          run_(run),
          stop_(stop),
          progress_(progress),
          alone_(1),
          all_(orders.threads) {}

    std::size_t operator()(const std::vector<std::size_t>& worlds) {
        worlds_ = worlds.size();
        progress_(0, arms() * worlds_);
        const auto is_large = [&](std::size_t world) {
            return plan_.is_large(plan_.layout().point_of(world));
        };
        const bool few = worlds.size() < static_cast<std::size_t>(orders_.threads);
        if (few || std::all_of(worlds.begin(), worlds.end(), is_large)) {
            run_inside(worlds);
        } else if (std::none_of(worlds.begin(), worlds.end(), is_large)) {
            run_across(worlds);
        } else {
            run_mixed(worlds, is_large);
        }
        parts_.flush();
        return failed_;
    }

private:
    std::size_t arms() const { return plan_.layout().arms.size(); }
    bool stopped() const { return stop_.load() || broken_.load(); }

    void run_one(std::size_t world, const Workers& workers) {
        SweepRow row = run_(world, workers);
        const bool done = row.done;
        try {
            parts_.add(std::move(row));
        } catch (...) {
            broken_.store(true);
            throw;
        }
        const std::lock_guard lock(mutex_);
        if (!done) {
            ++failed_;
            if (orders_.stop_on_error) {
                broken_.store(true);
            }
        }
        progress_(arms() * ++finished_, arms() * worlds_);
    }

    void run_inside(const std::vector<std::size_t>& worlds) {
        for (const std::size_t world : worlds) {
            if (!stopped()) {
                run_one(world, all_);
            }
        }
    }

    // Each thread takes the next world there is: a parallel loop would begin in many places at once,
    // and what is cut off would not be the end.
    void run_across(const std::vector<std::size_t>& worlds) {
        std::atomic<std::size_t> next{0};
        all_.for_tasks(static_cast<std::size_t>(orders_.threads), [&](std::size_t) {
            for (std::size_t k = next++; k < worlds.size() && !stopped(); k = next++) {
                run_one(worlds[k], alone_);
            }
        });
    }

    // Replicate by replicate, so that no kind of point is ahead of the other.
    template <class IsLarge>
    void run_mixed(const std::vector<std::size_t>& worlds, IsLarge&& is_large) {
        const auto replicate = [&](std::size_t world) {
            return plan_.layout().replicate_of(world);
        };
        for (auto begin = worlds.begin(); begin != worlds.end();) {
            const auto end = std::find_if(begin, worlds.end(), [&](std::size_t world) {
                return replicate(world) != replicate(*begin);
            });
            std::vector<std::size_t> these(begin, end);
            const auto small = std::stable_partition(these.begin(), these.end(), is_large);
            run_inside({these.begin(), small});
            run_across({small, these.end()});
            begin = end;
        }
    }

    const SweepPlan& plan_;
    PartsWriter& parts_;
    const SweepOrders& orders_;
    const RunWorld& run_;
    const std::atomic<bool>& stop_;
    const Progress& progress_;
    Workers alone_;
    Workers all_;
    std::size_t worlds_ = 0;
    std::atomic<bool> broken_{false};
    std::mutex mutex_;
    std::size_t finished_ = 0;
    std::size_t failed_ = 0;
};

}  // namespace

std::size_t run_sweep(const SweepPlan& plan, const PartsIndex& index, PartsWriter& parts,
                      const SweepOrders& orders, const RunWorld& run, const std::atomic<bool>& stop,
                      const Progress& progress) {
    std::vector<std::size_t> worlds;
    for (std::size_t world = 0; world < plan.layout().worlds(); ++world) {
        if (!index.done(world) && orders.mine(world, plan.layout().worlds())) {
            worlds.push_back(world);
        }
    }
    return SweepRun(plan, parts, orders, run, stop, progress)(worlds);
}

}  // namespace colead
