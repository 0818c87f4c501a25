// Runs a comparison: replicates over threads or threads inside a replicate, results in one table.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "analysis/results.hpp"
#include "analysis/world_run.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// Called now and then, from any thread but one at a time, with the arm-runs done and to do.
using Progress = std::function<void(std::size_t done, std::size_t all)>;

/// One table of what the replicates that were tried left. `tried`: whether each was, before the user
/// broke off.
Results gather(const Prepared& prepared, const std::vector<WorldRun>& replicates,
               const std::vector<std::uint8_t>& tried);

/// Who works where: many small worlds run one per thread, in a large one all threads work inside.
struct Division {
    Division(const Prepared& prepared, int threads);
    Workers across;
    Workers within;
};

/// Runs every arm of every replicate. Many small worlds run one per thread, a large one with all
/// threads inside: the bits are the same. When `stop` is set, replicates under way are finished and
/// no other is begun: the results then hold those that are complete. A replicate that fails is
/// recorded with its message and has NaN everywhere.
Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress);

}  // namespace colead
