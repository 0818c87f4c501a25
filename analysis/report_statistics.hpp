// What a report says of a measure month by month: the middle and the spread of the worlds, and the
// paired difference of two arms.
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/stored_results.hpp"

namespace colead {

/// Of the values that are finite; all NaN when there are none. Quantiles lie on straight lines between
/// the sorted values, the least being the 0 and the largest the 1 quantile (Hyndman & Fan's type 7).
struct Spread {
    std::size_t count = 0;
    double mean;
    double deviation;  // sample standard deviation; NaN below two values
    double q05;
    double q25;
    double q50;
    double q75;
    double q95;
};

Spread spread_of(std::vector<double> values);

/// Values of the replicates whose run was completed; others are NaN.
std::vector<double> values_of(const StoredResults& results, const StoredMeasure& measure,
                              std::size_t arm, std::size_t month, std::size_t where = 0);

/// Arm minus arm in the same replicate, where both have a value.
std::vector<double> paired_differences(const StoredResults& results, const StoredMeasure& measure,
                                       std::size_t arm, std::size_t against, std::size_t month);

/// The interval that comparison/ holds for these differences: all NaN below two pairs.
Interval interval_of(std::span<const double> differences, std::int64_t seed);

/// Places of the months to show, first and last among them: every month where there are `most` (2 or
/// more) at most, else every second, third ... counted back from the last.
std::vector<std::size_t> months_to_show(std::size_t months, std::size_t most);

/// Arm and against: every arm against the first, and, with four arms at most, every pair.
std::vector<std::pair<std::size_t, std::size_t>> pairs_to_show(std::size_t arms);

}  // namespace colead
