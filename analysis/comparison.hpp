// The paired comparison of arms: same replicate, same luck, different program.
#pragma once

#include <cstdint>
#include <span>
#include <string>
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

inline constexpr int usual_resamples = 4000;

/// Means of resamples with replacement, by column and then resample. Every column has as many values,
/// and all are resampled by the same draws, keyed by `seed`.
std::vector<std::vector<double>> resampled_means(
    const std::vector<std::span<const double>>& columns, std::uint64_t seed,
    int resamples = usual_resamples);

struct MeanEstimate {
    Interval interval;  // BCa, 95%
    double p;           // that the mean is 0: the interval turned round, two-sided
};

/// What resampled means say about the mean of n >= 2 values.
MeanEstimate estimate_mean(std::span<const double> values, std::vector<double> means);

/// Corrected after Holm (1979); NaN where p is, which does not count.
std::vector<double> holm(const std::vector<double>& p);

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
