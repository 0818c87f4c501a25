// The paired comparison of arms: same replicate, same luck, different program.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/results.hpp"

namespace colead {

struct Contrast {
    std::size_t measure;  // index into measures()
    std::size_t arm;      // minus
    std::size_t against;
    std::int64_t month;
    std::size_t pairs;  // n: replicates in which both have a value
    Interval difference;
    double p;                   // paired bootstrap, two-sided
    double p_holm;              // over the contrasts of one measure
    double variance_reduction;  // 1 - var(paired difference) / (var(a) + var(b))
};

/// Every arm against the first, and every later arm against each earlier one, at the last month, for
/// every measure without a further dimension.
std::vector<Contrast> compare_arms(const Results& results);

/// Share of an arm's replicates whose reach at the last month is at least `mobilized_at`.
double mobilized_share(const Results& results, std::size_t arm);

/// The comparison that `colead compare` prints: a table of arms and one of contrasts, for a modeler
/// to read, `width` columns wide.
std::string comparison_as_text(const Results& results, const std::vector<Contrast>& contrasts);

}  // namespace colead
