// The paired comparison of arms: same replicate, same luck, different program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/results.hpp"

namespace colead {

/// Bias-corrected and accelerated bootstrap interval of a mean (Efron 1987). Deterministic.
struct Interval {
    double mean;
    double low;
    double high;
};

/// `differences`: n >= 2 values; `resamples` >= 2000 by default, keyed by `seed`. With all values
/// equal the interval is that value.
Interval bca_interval(std::span<const double> differences, std::uint64_t seed,
                      double confidence = 0.95, int resamples = 4000);

/// Student's interval of a mean: exact for differences that are normal, however few; what a sweep stores,
/// whose points have few replicates each. `differences`: n >= 2 values.
Interval student_interval(std::span<const double> differences, double confidence = 0.95);

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
