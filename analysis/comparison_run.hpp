// Runs a comparison: replicates over threads or threads inside a replicate, results in one table.
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

#include "analysis/results.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// Called now and then, from any thread but one at a time, with the arm-runs done and to do.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// Runs every arm of every replicate. Many small worlds run one per thread, a large one with all
/// threads inside: the bits are the same. When `stop` is set, replicates under way are finished and
/// no other is begun: the results then hold those that are complete. A replicate that fails is
/// recorded with its message and has NaN everywhere.
Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress);

}  // namespace colead
