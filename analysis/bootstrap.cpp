// Bias-corrected and accelerated bootstrap intervals (BCa; Efron 1987, Journal of the American
// Statistical Association 82:171-185), corrected after Holm (1979, Scandinavian Journal of Statistics
// 6:65-70).
//   z0 = quantile(share of resampled values below the value), a = sum d^3 / (6 (sum d^2)^1.5) with d the
//   jackknife's: mean of the values with one row left out, minus each of them. For a mean that has the
//   closed form d = x - mean;
//   an end of the interval is the resampled values' quantile at cdf(z0 + w / (1 - a w)),
//   w = z0 + quantile(tail).
// p is that interval turned round: the smallest 1 - confidence at which it holds 0, two-sided, and
// never below 1 / (resamples + 1).
// Invariant: all columns over the same number of pairs are resampled by the same keyed draws.
#include "analysis/bootstrap.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr PurposeNumber bootstrap_purpose = 200;
constexpr std::size_t columns_at_once = 256;

// In double throughout: long double differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
const boost::math::normal_distribution<double, InDouble> standard_normal;

double normal_cdf(double z) { return boost::math::cdf(standard_normal, z); }
double normal_quantile_of(double p) { return boost::math::quantile(standard_normal, p); }

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool all_equal(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; });
}

// a; `sign` -1 where the values are a statistic's with one row left out.
double acceleration_of(std::span<const double> values, double sign) {
    const double mean = mean_of(values);
    double squares = 0.0;
    double cubes = 0.0;
    for (const double value : values) {
        const double d = sign * (value - mean);
        squares += d * d;
        cubes += d * d * d;
    }
    return cubes / (6.0 * std::pow(squares, 1.5));
}

// What the resampled values say about one value.
class Bootstrap {
public:
    Bootstrap(double mean, double acceleration, std::vector<double> means)
        : mean_(mean), means_(std::move(means)), acceleration_(acceleration) {
        std::sort(means_.begin(), means_.end());
        // Sums of the same shares in another order differ in their last bits.
        alike_ = 1e-12 * std::max(std::abs(means_.front()), std::abs(means_.back()));
        // Means that equal the sample's count half on either side, as whole numbers give many.
        const double share = 0.5 * (below_or_at(mean_) + strictly_below(mean_)) / size();
        bias_ = normal_quantile_of(std::clamp(share, 0.5 / size(), 1.0 - 0.5 / size()));
    }

    Interval interval(double confidence) const {
        const double tail = (1.0 - confidence) / 2.0;
        return {mean_, quantile(corrected(tail)), quantile(corrected(1.0 - tail))};
    }

    double p() const {
        const double least = 1.0 / (size() + 1.0);
        const double up_to_zero = (below_or_at(0.0) + 1.0) / (size() + 1.0);
        const double from_zero = (size() - strictly_below(0.0) + 1.0) / (size() + 1.0);
        const double low = up_to_zero >= 1.0 ? 1.0 : uncorrected(up_to_zero);
        const double high = from_zero >= 1.0 ? 1.0 : 1.0 - uncorrected(1.0 - from_zero);
        return std::clamp(2.0 * std::min(low, high), least, 1.0);
    }

private:
    double size() const { return static_cast<double>(means_.size()); }
    double below_or_at(double value) const {
        return static_cast<double>(std::upper_bound(means_.begin(), means_.end(), value + alike_) -
                                   means_.begin());
    }
    double strictly_below(double value) const {
        return static_cast<double>(std::lower_bound(means_.begin(), means_.end(), value - alike_) -
                                   means_.begin());
    }

    // From the tail asked for to the share of resampled means.
    double corrected(double tail) const {
        const double w = bias_ + normal_quantile_of(tail);
        const double shrunk = 1.0 - acceleration_ * w;
        if (shrunk <= 0.0) {
            return w > 0.0 ? 1.0 : 0.0;
        }
        return normal_cdf(bias_ + w / shrunk);
    }

    // And back.
    double uncorrected(double share) const {
        const double u = normal_quantile_of(share) - bias_;
        const double grown = 1.0 + acceleration_ * u;
        if (grown <= 0.0) {
            return u > 0.0 ? 1.0 : 0.0;
        }
        return normal_cdf(u / grown - bias_);
    }

    // The k-th of B values is their k / (B + 1) quantile, with straight lines between.
    double quantile(double share) const {
        const double place = std::clamp(share * (size() + 1.0), 1.0, size()) - 1.0;
        const auto k = static_cast<std::size_t>(place);
        const double part = place - static_cast<double>(k);
        return k + 1 < means_.size() ? means_[k] + part * (means_[k + 1] - means_[k]) : means_[k];
    }

    double mean_;
    std::vector<double> means_;
    double acceleration_;
    double alike_ = 0.0;
    double bias_ = 0.0;
};

Bootstrap bootstrap_of_mean(std::span<const double> values, std::vector<double> means) {
    return {mean_of(values), acceleration_of(values, 1.0), std::move(means)};
}

// All of n differences of no effect have one sign once in 2^(n-1): whatever their resamples say, less than that n
// of them cannot show.
double shown_by(std::size_t n, double p) {
    return std::max(p, std::exp2(1.0 - static_cast<double>(n)));
}

Estimate certain(double value, std::size_t n) {
    return {{value, value, value}, value == 0.0 ? 1.0 : shown_by(n, 1.0 / (usual_resamples + 1.0))};
}

}  // namespace

void resample(const Draws& draws, std::size_t number, std::span<std::uint32_t> rows) {
    DrawBlock block{};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i % 4 == 0) {
            block = draws.block(0, bootstrap_purpose, static_cast<Person>(number),
                                static_cast<std::uint32_t>(i / 4));
        }
        rows[i] = below(block[i % 4], static_cast<std::uint32_t>(rows.size()));
    }
}

// Sums run over rows of all columns at once: one draw serves all, and the inner loop vectorizes without
// a reordered sum.
std::vector<std::vector<double>> resampled_means(
    const std::vector<std::span<const double>>& columns, std::uint64_t seed, int resamples) {
    const std::size_t width = columns.size();
    const std::size_t n = columns.front().size();
    std::vector<double> rows(n * width);
    for (std::size_t c = 0; c < width; ++c) {
        for (std::size_t i = 0; i < n; ++i) {
            rows[i * width + c] = columns[c][i];
        }
    }
    const Draws draws(seed, 0);
    std::vector<std::vector<double>> means(
        width, std::vector<double>(static_cast<std::size_t>(resamples)));
    std::vector<double> sums(width);
    std::vector<std::uint32_t> taken(n);
    for (std::size_t b = 0; b < static_cast<std::size_t>(resamples); ++b) {
        std::fill(sums.begin(), sums.end(), 0.0);
        resample(draws, b, taken);
        for (const std::uint32_t i : taken) {
            const double* row = &rows[i * width];
            for (std::size_t c = 0; c < width; ++c) {
                sums[c] += row[c];
            }
        }
        for (std::size_t c = 0; c < width; ++c) {
            means[c][b] = sums[c] / static_cast<double>(n);
        }
    }
    return means;
}

Estimate estimate_of_mean(std::span<const double> values, std::vector<double> means) {
    if (all_equal(values)) {
        return certain(values.front(), values.size());
    }
    const Bootstrap bootstrap = bootstrap_of_mean(values, std::move(means));
    return {bootstrap.interval(usual_confidence), shown_by(values.size(), bootstrap.p())};
}

Interval bca_interval(std::span<const double> differences, std::uint64_t seed, double confidence,
                      int resamples) {
    assert(differences.size() >= 2 && confidence > 0.0 && confidence < 1.0 && resamples >= 1);
    if (all_equal(differences)) {
        return {differences[0], differences[0], differences[0]};
    }
    return bootstrap_of_mean(differences,
                             std::move(resampled_means({differences}, seed, resamples).front()))
        .interval(confidence);
}

namespace {

double standard_error(std::span<const double> values, double mean) {
    double squares = 0.0;
    for (const double value : values) {
        squares += (value - mean) * (value - mean);
    }
    const auto n = static_cast<double>(values.size());
    return std::sqrt(squares / (n - 1.0) / n);
}

}  // namespace

Estimate student_estimate(std::span<const double> differences) {
    if (differences.size() < 2) {
        return {{differences.empty() ? no_value : differences.front(), no_value, no_value},
                no_value};
    }
    if (all_equal(differences)) {
        return certain(differences.front(), differences.size());
    }
    const boost::math::students_t_distribution<double, InDouble> student(
        static_cast<double>(differences.size()) - 1.0);
    const double mean = mean_of(differences);
    const double error = standard_error(differences, mean);
    const double half = boost::math::quantile(student, 0.5 + 0.5 * usual_confidence) * error;
    return {{mean, mean - half, mean + half},
            2.0 * boost::math::cdf(boost::math::complement(student, std::abs(mean) / error))};
}

std::vector<Estimate> estimates_of_means(const std::vector<std::span<const double>>& columns,
                                         std::uint64_t seed) {
    std::vector<Estimate> estimates(columns.size(), {{no_value, no_value, no_value}, no_value});
    std::map<std::size_t, std::vector<std::size_t>> by_count;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        if (columns[c].size() < 2) {
            estimates[c].interval.mean = columns[c].empty() ? no_value : columns[c].front();
        } else if (all_equal(columns[c])) {
            estimates[c] = certain(columns[c].front(), columns[c].size());
        } else {
            by_count[columns[c].size()].push_back(c);
        }
    }
    for (const auto& [count, members] : by_count) {
        // A few at a time, since every resample of each is kept.
        for (std::size_t first = 0; first < members.size(); first += columns_at_once) {
            const std::size_t last = std::min(members.size(), first + columns_at_once);
            std::vector<std::span<const double>> some;
            for (std::size_t k = first; k < last; ++k) {
                some.push_back(columns[members[k]]);
            }
            std::vector<std::vector<double>> means = resampled_means(some, seed, usual_resamples);
            for (std::size_t k = first; k < last; ++k) {
                estimates[members[k]] =
                    estimate_of_mean(some[k - first], std::move(means[k - first]));
            }
        }
    }
    return estimates;
}

Estimate estimate_of(double value, std::vector<double> resampled,
                     std::span<const double> without_one) {
    if (all_equal(resampled) && resampled.front() == value) {
        return certain(value, without_one.size());
    }
    const double acceleration = all_equal(without_one) ? 0.0 : acceleration_of(without_one, -1.0);
    const Bootstrap bootstrap(value, acceleration, std::move(resampled));
    return {bootstrap.interval(usual_confidence), shown_by(without_one.size(), bootstrap.p())};
}

std::vector<double> holm(std::span<const double> p) {
    std::vector<std::size_t> order;
    for (std::size_t k = 0; k < p.size(); ++k) {
        if (!std::isnan(p[k])) {
            order.push_back(k);
        }
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return p[a] < p[b]; });
    std::vector<double> corrected(p.size(), no_value);
    double largest = 0.0;
    for (std::size_t k = 0; k < order.size(); ++k) {
        largest = std::max(largest, static_cast<double>(order.size() - k) * p[order[k]]);
        corrected[order[k]] = std::min(1.0, largest);
    }
    return corrected;
}

}  // namespace colead
