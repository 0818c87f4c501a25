// Ranks with ties shared, and how far two rankings agree (Spearman 1904, American Journal of Psychology
// 15:72-101).
#pragma once

#include <span>
#include <vector>

namespace colead {

/// 1 for the largest; equals share the mean of their places.
std::vector<double> ranks_of(std::span<const double> values);

/// Spearman's correlation, -1 to 1; NaN where either side is all equal or has a value missing.
double rank_correlation(std::span<const double> a, std::span<const double> b);

/// The k-th smallest of n is their k / (n + 1) quantile, with straight lines between. `sorted` ascends.
double quantile_of_sorted(std::span<const double> sorted, double share);

}  // namespace colead
