// Which worlds are still to be run, and in which order: replicate by replicate over all points, so that a
// sweep cut off is balanced; where replicates are added by need, as results ask for them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <functional>
#include <mutex>
#include <queue>
#include <span>
#include <vector>

#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_plan.hpp"

namespace colead {

/// What a finished world tells the schedule.
struct Outcome {
    std::size_t world = 0;
    bool done = false;
    double seconds = 0.0;
    std::vector<double> values;  // SweepPlan::deciding: by arm, or none
};

/// Worlds to run next. None, and not over: others are under way that may call for more.
struct Hand {
    std::vector<std::size_t> worlds;  // ascending
    bool over = false;
};

/// Only worlds of one shard, from 0, of so many.
struct Shard {
    std::size_t number = 0;
    std::size_t of = 1;
};

/// Safe to be called from many threads.
class SweepSchedule {
public:
    enum class Failed { again, final };

    /// Worlds that `index` has as done are not run; those that failed are run again, or not. Reads what
    /// decides from the parts: throws FileError.
    SweepSchedule(const SweepPlan& plan, const PartsIndex& index, Failed failed, Shard shard = {},
                  bool stop_on_error = false);

    /// Up to `most` worlds of one replicate.
    Hand take(std::size_t most);
    void finished(const Outcome& outcome);
    /// Nothing more is handed out.
    void close();
    bool closed() const;

    /// Worlds not yet handed out, as far as is known.
    std::size_t left() const;
    /// Worlds that this schedule was to run, as far as is known, and those that it heard of.
    std::size_t planned() const;
    std::size_t heard() const;
    std::size_t failed() const;
    /// Replicates that a point needs, as far as is known.
    std::size_t needed(std::size_t point) const;
    /// Whether results so far show that a point has enough, rather than that there is a most.
    bool precise(std::size_t point) const;

private:
    bool mine(std::size_t world) const;
    void grant(std::size_t point, std::size_t replicates);
    void look(std::size_t point);
    double* values_of(std::size_t world);

    const SweepPlan& plan_;
    const StoppingRule& rule_;
    Shard shard_;
    bool stop_on_error_;
    std::vector<bool> settled_;  // by world: not to be run
    mutable std::mutex mutex_;   // of what follows
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> left_;
    std::vector<std::size_t> needed_;   // by point
    std::vector<std::size_t> missing_;  // by point: worlds that are needed and not heard of
    std::vector<bool> precise_;
    std::vector<double> values_;  // world x arm, where a rule needs them
    std::size_t planned_ = 0;
    std::size_t heard_ = 0;
    std::size_t failed_ = 0;
    std::size_t under_way_ = 0;
    bool closed_ = false;
};

}  // namespace colead
