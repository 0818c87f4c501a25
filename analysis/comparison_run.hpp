// Runs a comparison: the sweep of one point, with its results in one table.
#pragma once

#include <atomic>
#include <vector>

#include "analysis/results.hpp"
#include "analysis/sweep_run.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// Runs every arm of every replicate that the schedule asks for, and keeps them as `keep` says. When
/// `stop` is set, replicates under way are finished and no other is begun.
void run_replicates(const SweepPlan& plan, SweepSchedule& schedule, int threads,
                    const KeepRow& keep, const std::atomic<bool>& stop, const Progress& progress);

/// The results of all replicates that were tried and are needed: `rows`, and what lies in parts. A
/// replicate that failed has its message and NaN everywhere. Throws FileError.
Results comparison_results(const SweepPlan& plan, const SweepSchedule& schedule,
                           const PartsIndex& index, const std::vector<SweepRow>& rows);

/// A comparison that is kept in memory alone: it has every replicate that was finished before `stop`
/// was set.
Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress);

}  // namespace colead
