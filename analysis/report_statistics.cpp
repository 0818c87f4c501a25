#include "analysis/report_statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

// Of sorted values, at least one.
double quantile(const std::vector<double>& sorted, double share) {
    const double place = share * static_cast<double>(sorted.size() - 1);
    const auto k = static_cast<std::size_t>(place);
    const double part = place - static_cast<double>(k);
    return k + 1 < sorted.size() ? sorted[k] + part * (sorted[k + 1] - sorted[k]) : sorted[k];
}

}  // namespace

Spread spread_of(std::vector<double> values) {
    values.erase(
        std::remove_if(values.begin(), values.end(), [](double v) { return !std::isfinite(v); }),
        values.end());
    if (values.empty()) {
        return {0, no_value, no_value, no_value, no_value, no_value, no_value, no_value};
    }
    // In the order of replicates, as a reader of the file would add them.
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    const auto count = static_cast<double>(values.size());
    const double mean = sum / count;
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    std::sort(values.begin(), values.end());
    return {values.size(),
            mean,
            values.size() < 2 ? no_value : std::sqrt(squares / (count - 1.0)),
            quantile(values, 0.05),
            quantile(values, 0.25),
            quantile(values, 0.50),
            quantile(values, 0.75),
            quantile(values, 0.95)};
}

std::vector<double> values_of(const StoredResults& results, const StoredMeasure& measure,
                              std::size_t arm, std::size_t month, std::size_t where) {
    std::vector<double> values(results.replicates.size(), no_value);
    for (std::size_t r = 0; r < values.size(); ++r) {
        if (!results.failed[arm * values.size() + r]) {
            values[r] = results.at(measure, arm, r, month, where);
        }
    }
    return values;
}

std::vector<double> paired_differences(const StoredResults& results, const StoredMeasure& measure,
                                       std::size_t arm, std::size_t against, std::size_t month) {
    const std::vector<double> a = values_of(results, measure, arm, month);
    const std::vector<double> b = values_of(results, measure, against, month);
    std::vector<double> differences;
    for (std::size_t r = 0; r < a.size(); ++r) {
        if (std::isfinite(a[r]) && std::isfinite(b[r])) {
            differences.push_back(a[r] - b[r]);
        }
    }
    return differences;
}

Interval interval_of(std::span<const double> differences, std::int64_t seed) {
    if (differences.size() < 2) {
        return {differences.empty() ? no_value : differences.front(), no_value, no_value};
    }
    return bca_interval(differences, static_cast<std::uint64_t>(seed));
}

std::vector<std::size_t> months_to_show(std::size_t months, std::size_t most) {
    const std::size_t step = std::max<std::size_t>(1, (months - 1 + most - 2) / (most - 1));
    std::vector<std::size_t> shown;
    for (std::size_t back = 0; back < months; back += step) {
        shown.push_back(months - 1 - back);
    }
    if (shown.back() != 0) {
        shown.push_back(0);
    }
    std::reverse(shown.begin(), shown.end());
    return shown;
}

std::vector<std::pair<std::size_t, std::size_t>> pairs_to_show(std::size_t arms) {
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t arm = 1; arm < arms; ++arm) {
        pairs.emplace_back(arm, 0);
    }
    for (std::size_t arm = 2; arm < arms && arms <= 4; ++arm) {
        for (std::size_t against = 1; against < arm; ++against) {
            pairs.emplace_back(arm, against);
        }
    }
    return pairs;
}

}  // namespace colead
