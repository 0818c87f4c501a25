// Runs what an attribution needs: the control and every subset of the channels of each program.
#pragma once

#include <atomic>

#include "analysis/attribution.hpp"
#include "analysis/comparison_run.hpp"

namespace colead {

struct AttributionRuns {
    Results results;  // control, and each program as it is
    SubsetValues values;
};

/// The scenario's first arm without activities and those named, or all others when none is. Throws
/// InputError when there is no such arm, or one named buys nothing.
void keep_attributed(Scenario& scenario, const std::vector<std::string>& arms);

/// Worlds to run in all.
std::size_t attribution_runs(const Scenario& scenario);

/// Burns each replicate in once and forks it into the control and all subsets of the channels of every
/// other arm. Each subset takes whom the whole program took, or, with `own_cohorts`, whom the
/// activity's criterion finds in its own world. The same bits on any number of threads. When `stop` is
/// set, replicates under way are given up; those that are complete remain.
AttributionRuns run_attribution(const Prepared& prepared, bool own_cohorts, int threads,
                                const std::atomic<bool>& stop, const Progress& progress);

}  // namespace colead
