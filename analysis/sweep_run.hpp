// Runs a sweep: worlds over threads, or threads inside a world, finished ones to wherever they are kept.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>

#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_plan.hpp"
#include "analysis/sweep_schedule.hpp"

namespace colead {

/// Called now and then, from any thread but one at a time, with the arm-runs done and to do.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// What threads share out: worlds, one per thread; people, all threads inside one world; or, where points
/// are of either kind, both in turn. The bits are the same.
enum class Sharing { worlds, people, both };

/// Large worlds, and fewer worlds than threads, are shared inside.
Sharing sharing_of(const SweepPlan& plan, std::size_t worlds, int threads);

struct SweepOrders {
    int threads = 1;
    bool stop_on_error = false;
    Shard shard;
};

/// Where worlds come from, and where word of them goes: a schedule of this process, or that of another.
/// Called from any thread.
class WorldSource {
public:
    WorldSource() = default;
    virtual ~WorldSource() = default;
    WorldSource(const WorldSource&) = delete;
    WorldSource& operator=(const WorldSource&) = delete;

    virtual Hand take() = 0;
    /// Of every world that was taken and run. Returns whether to go on.
    virtual bool finished(const Outcome& outcome) = 0;
};

/// The schedule of this process; tells progress, if any is wanted.
class LocalSource : public WorldSource {
public:
    LocalSource(const SweepPlan& plan, SweepSchedule& schedule, Sharing sharing, Progress progress);

    Hand take() override { return schedule_.take(most_); }
    bool finished(const Outcome& outcome) override;
    /// Of a world under way, so that progress is seen in large ones.
    void arm_done();

private:
    void tell();

    SweepSchedule& schedule_;
    std::size_t arms_;
    std::size_t most_;
    std::mutex mutex_;  // of what follows
    Progress progress_;
    std::size_t arms_done_ = 0;
};

/// How a world is run: SweepPlan::run, or something else under test. May be called from any thread.
using RunWorld = std::function<SweepRow(std::size_t world, const Workers& workers)>;
/// Takes a finished world, from any thread.
using KeepRow = std::function<void(SweepRow row)>;

/// Runs worlds until the source has no more. When `stop` is set, or a world cannot be kept, worlds under
/// way are finished and no other is begun. What `keep` throws is thrown again.
void run_worlds(const SweepPlan& plan, WorldSource& source, Sharing sharing, int threads,
                const RunWorld& run, const KeepRow& keep, const std::atomic<bool>& stop);

/// Runs the worlds that `index` does not have as done, in ascending order, and writes them as parts.
/// When `stop` is set, or a world fails and orders say so, or a part cannot be written, worlds under way
/// are finished and no other is begun. Returns the number of worlds that failed. Throws FileError when a
/// part could not be written.
std::size_t run_sweep(const SweepPlan& plan, const PartsIndex& index, PartsWriter& parts,
                      const SweepOrders& orders, const RunWorld& run, const std::atomic<bool>& stop,
                      const Progress& progress);

}  // namespace colead
