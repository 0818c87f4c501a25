// The paired comparison of arms: same replicate, same luck, different program.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/results.hpp"

namespace colead {

/// Arm and against, in the order that contrasts are listed: every arm against the first, then every later
/// one against each earlier one.
std::vector<std::pair<std::size_t, std::size_t>> arms_to_contrast(std::size_t arms);

/// Both arms' values in the replicates in which both have one.
struct Pairs {
    std::vector<double> arm;
    std::vector<double> against;
    std::vector<double> difference;

    /// Leaves out what is not finite.
    void add(double of_arm, double of_against);
    /// 1 - var(difference) / (var(arm) + var(against)); NaN where that means nothing.
    double variance_reduction() const;
};

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

/// All contrasts of arms at the last month, for every measure without a further dimension.
std::vector<Contrast> compare_arms(const Results& results);

/// Share of an arm's replicates whose reach at the last month is at least `mobilized_at`.
double mobilized_share(const Results& results, std::size_t arm);

/// The comparison that `colead compare` prints: a table of arms and one of contrasts, for a modeler
/// to read, `width` columns wide.
std::string comparison_as_text(const Results& results, const std::vector<Contrast>& contrasts);

}  // namespace colead
