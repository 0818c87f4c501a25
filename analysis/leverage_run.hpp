// Runs what leverage is reckoned from: in every replicate each arm as it is, and again with each lever a
// little lower and a little higher, under the same luck. Of all but the first only the end is kept.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/comparison_run.hpp"
#include "analysis/levers.hpp"

namespace colead {

/// What levers are held against, at the last month.
inline constexpr std::array<std::string_view, 2> leverage_measures = {"result", "disparity"};
using Ends = std::array<double, leverage_measures.size()>;

/// What people hold about the issue system's factors at one moment of one run, M values each.
struct Minds {
    std::vector<double> believed;  // mean mental model
    std::vector<double> acted_on;  // share of those acting whose target it is; NaN when nobody acts
};

/// Of one replicate.
struct LeverageWorld {
    std::vector<Ends> base;          // by arm
    std::vector<Minds> first, last;  // by arm: at the fork and at the last month
    std::vector<Ends> lower, upper;  // lever x arm
};

struct LeverageRuns {
    std::vector<std::uint32_t> replicates;  // that are complete, ascending
    std::vector<LeverageWorld> worlds;      // of these
    std::size_t failed = 0;
    std::string first_failure;
};

/// Arm-runs of one replicate.
std::size_t runs_of_replicate(const Levers& levers, std::size_t arms);

/// When `stop` is set, replicates under way are given up: those that are complete are returned.
LeverageRuns run_leverage(const Prepared& base, const Levers& levers, bool from_start, int threads,
                          const std::atomic<bool>& stop, const Progress& progress);

}  // namespace colead
