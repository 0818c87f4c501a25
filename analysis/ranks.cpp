#include "analysis/ranks.hpp"

// Before Boost's, which takes sqrt as declared.
#include <cmath>

#include <algorithm>
#include <boost/math/statistics/bivariate_statistics.hpp>
#include <limits>
#include <numeric>

namespace colead {

namespace {

bool says_nothing(std::span<const double> values) {
    return std::any_of(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }) ||
           std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; });
}

}  // namespace

std::vector<double> ranks_of(std::span<const double> values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return values[a] > values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin + 1;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        for (std::size_t k = begin; k < end; ++k) {
            ranks[order[k]] = static_cast<double>(begin + end + 1) / 2.0;
        }
        begin = end;
    }
    return ranks;
}

double rank_correlation(std::span<const double> a, std::span<const double> b) {
    if (says_nothing(a) || says_nothing(b)) {
        return std::numeric_limits<double>::quiet_NaN();
    }
    return boost::math::statistics::correlation_coefficient(ranks_of(a), ranks_of(b));
}

double quantile_of_sorted(std::span<const double> sorted, double share) {
    const auto size = static_cast<double>(sorted.size());
    const double place = std::clamp(share * (size + 1.0), 1.0, size) - 1.0;
    const auto k = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(k);
    return k + 1 < sorted.size() ? sorted[k] + part * (sorted[k + 1] - sorted[k]) : sorted[k];
}

}  // namespace colead
