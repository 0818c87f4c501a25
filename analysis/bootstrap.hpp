// Bias-corrected and accelerated bootstrap intervals, and what several of them together allow to say.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/draw.hpp"

namespace colead {

/// Bias-corrected and accelerated bootstrap interval of a mean (Efron 1987). Deterministic.
struct Interval {
    double mean;
    double low;
    double high;
};

inline constexpr double usual_confidence = 0.95;
inline constexpr int usual_resamples = 4000;

/// `differences`: n >= 2 values; `resamples` >= 2000 by default, keyed by `seed`. With all values
/// equal the interval is that value.
Interval bca_interval(std::span<const double> differences, std::uint64_t seed,
                      double confidence = usual_confidence, int resamples = usual_resamples);

/// An interval of 95%, and the smallest 1 - confidence at which it would hold 0.
struct Estimate {
    Interval interval;
    double p;
};

/// Student's interval of a mean and two-sided p of a mean of 0: exact for differences that are normal, however
/// few; what a sweep stores, whose points have few replicates each. With all values equal the interval is that
/// value, and p what n signs alone show. All NaN but the mean below two values.
Estimate student_estimate(std::span<const double> differences);

/// Means of resamples with replacement, by column and then resample. Every column has as many values,
/// and all are resampled by the same draws, keyed by `seed`.
std::vector<std::vector<double>> resampled_means(
    const std::vector<std::span<const double>>& columns, std::uint64_t seed,
    int resamples = usual_resamples);
/// What these say about the mean of one column of n >= 2 values.
Estimate estimate_of_mean(std::span<const double> values, std::vector<double> means);

/// Of the mean of each column. Columns may be of different length; those of one length are resampled
/// by the same draws. All NaN but the mean below two values.
std::vector<Estimate> estimates_of_means(const std::vector<std::span<const double>>& columns,
                                         std::uint64_t seed);

/// Of any other number: its value, those in the resamples, and those with one row left out each.
Estimate estimate_of(double value, std::vector<double> resampled,
                     std::span<const double> without_one);

/// The rows of a resample with replacement, by the draws that every bootstrap uses.
void resample(const Draws& draws, std::size_t number, std::span<std::uint32_t> rows);

/// Holm's step-down correction; NaN stays, and does not count.
std::vector<double> holm(std::span<const double> p);

}  // namespace colead
