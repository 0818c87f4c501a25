// Runs a sweep: worlds over threads, or threads inside a world, finished ones into parts.
#pragma once

#include <algorithm>
#include <atomic>
#include <functional>

#include "analysis/comparison_run.hpp"
#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_plan.hpp"

namespace colead {

struct SweepOrders {
    int threads = 1;
    bool stop_on_error = false;
    /// Only worlds of this shard, from 0, of so many: up to 64 neighbours at a time are dealt out in
    /// turn, so that shards advance together and a part holds neighbours.
    std::size_t shard = 0;
    std::size_t shards = 1;

    bool mine(std::size_t world, std::size_t worlds) const {
        const std::size_t hand = std::clamp<std::size_t>(worlds / (8 * shards), 1, 64);
        return world / hand % shards == shard;
    }
};

/// How a world is run: SweepPlan::run, or something else under test. May be called from any thread.
using RunWorld = std::function<SweepRow(std::size_t world, const Workers& workers)>;

/// Runs the worlds that `index` does not have as done, in ascending order, and writes them as parts.
/// Worlds of large points run one after another with all threads inside, others one per thread: the
/// bits are the same. When `stop` is set, or a world fails and orders say so, or a part cannot be
/// written, worlds under way are finished and no other is begun. Returns the number of worlds that
/// failed. Throws FileError when a part could not be written.
std::size_t run_sweep(const SweepPlan& plan, const PartsIndex& index, PartsWriter& parts,
                      const SweepOrders& orders, const RunWorld& run, const std::atomic<bool>& stop,
                      const Progress& progress);

}  // namespace colead
