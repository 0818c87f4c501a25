// Paired differences with bias-corrected and accelerated bootstrap intervals (BCa; Efron 1987,
// Journal of the American Statistical Association 82:171-185), corrected after Holm (1979,
// Scandinavian Journal of Statistics 6:65-70).
//   z0 = quantile(share of resampled means below the mean), a = sum d^3 / (6 (sum d^2)^1.5) with
//   d = x - mean: the jackknife's acceleration, which for a mean has this closed form;
//   an end of the interval is the resampled means' quantile at cdf(z0 + w / (1 - a w)),
//   w = z0 + quantile(tail).
// p is that interval turned round: the smallest 1 - confidence at which it holds 0, two-sided, and
// never below 1 / (resamples + 1).
// Invariant: all columns over the same number of pairs are resampled by the same keyed draws.
#include "analysis/comparison.hpp"

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <cassert>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>

#include "sim/draw.hpp"

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr PurposeNumber bootstrap_purpose = 200;
constexpr double usual_confidence = 0.95;

// In double throughout: long double differs between machines.
using InDouble = boost::math::policies::policy<boost::math::policies::promote_double<false>>;
const boost::math::normal_distribution<double, InDouble> standard_normal;

double normal_cdf(double z) { return boost::math::cdf(standard_normal, z); }
double normal_quantile_of(double p) { return boost::math::quantile(standard_normal, p); }

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
    const double mean = mean_of(values);
    double sum = 0.0;
    for (const double value : values) {
        sum += (value - mean) * (value - mean);
    }
    return sum / static_cast<double>(values.size() - 1);
}

bool all_equal(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [&](double v) { return v == values[0]; });
}

}  // namespace

// Sums run over rows of all columns at once: one draw serves all, and the inner loop vectorizes
// without a reordered sum.
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
    for (std::size_t b = 0; b < static_cast<std::size_t>(resamples); ++b) {
        std::fill(sums.begin(), sums.end(), 0.0);
        DrawBlock block{};
        for (std::size_t i = 0; i < n; ++i) {
            if (i % 4 == 0) {
                block = draws.block(0, bootstrap_purpose, static_cast<Person>(b),
                                    static_cast<std::uint32_t>(i / 4));
            }
            const double* row = &rows[below(block[i % 4], static_cast<std::uint32_t>(n)) * width];
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

namespace {

// What the resampled means say about one mean.
class Bootstrap {
public:
    Bootstrap(std::span<const double> values, std::vector<double> means)
        : mean_(mean_of(values)), means_(std::move(means)) {
        std::sort(means_.begin(), means_.end());
        double squares = 0.0;
        double cubes = 0.0;
        for (const double value : values) {
            const double d = value - mean_;
            squares += d * d;
            cubes += d * d * d;
        }
        acceleration_ = cubes / (6.0 * std::pow(squares, 1.5));
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
        return static_cast<double>(std::upper_bound(means_.begin(), means_.end(), value) -
                                   means_.begin());
    }
    double strictly_below(double value) const {
        return static_cast<double>(std::lower_bound(means_.begin(), means_.end(), value) -
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
    double acceleration_ = 0.0;
    double bias_ = 0.0;
};

// Both arms' values in the replicates in which both have one.
struct Pairs {
    std::vector<double> arm;
    std::vector<double> against;
    std::vector<double> difference;
};

bool failed(const Results& results, std::size_t arm, std::size_t replicate) {
    return !results.runs.empty() && !results.runs[arm * results.replicates.size() + replicate].done;
}

Pairs pairs_of(const Results& results, const Contrast& contrast) {
    Pairs pairs;
    if (results.values[contrast.measure].empty()) {
        return pairs;
    }
    for (std::size_t r = 0; r < results.replicates.size(); ++r) {
        const double a = results.at(contrast.measure, contrast.arm, r, contrast.month);
        const double b = results.at(contrast.measure, contrast.against, r, contrast.month);
        if (!std::isfinite(a) || !std::isfinite(b) || failed(results, contrast.arm, r) ||
            failed(results, contrast.against, r)) {
            continue;
        }
        pairs.arm.push_back(a);
        pairs.against.push_back(b);
        pairs.difference.push_back(a - b);
    }
    return pairs;
}

// Arm and against, in the order that contrasts are listed.
std::vector<std::pair<std::size_t, std::size_t>> arms_to_contrast(std::size_t arms) {
    std::vector<std::pair<std::size_t, std::size_t>> list;
    for (std::size_t arm = 1; arm < arms; ++arm) {
        list.emplace_back(arm, 0);
    }
    for (std::size_t arm = 2; arm < arms; ++arm) {
        for (std::size_t against = 1; against < arm; ++against) {
            list.emplace_back(arm, against);
        }
    }
    return list;
}

void estimate(std::vector<Contrast>& contrasts, const std::vector<Pairs>& pairs,
              std::uint64_t seed) {
    std::map<std::size_t, std::vector<std::size_t>> by_count;
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        const std::vector<double>& difference = pairs[c].difference;
        if (difference.size() < 2) {
            continue;
        }
        by_count[difference.size()].push_back(c);
    }
    for (const auto& [count, members] : by_count) {
        std::vector<std::span<const double>> columns;
        for (const std::size_t c : members) {
            columns.emplace_back(pairs[c].difference);
        }
        std::vector<std::vector<double>> means = resampled_means(columns, seed, usual_resamples);
        for (std::size_t k = 0; k < members.size(); ++k) {
            const MeanEstimate of_mean = estimate_mean(columns[k], std::move(means[k]));
            contrasts[members[k]].difference = of_mean.interval;
            contrasts[members[k]].p = of_mean.p;
        }
    }
}

void correct(std::span<Contrast> contrasts) {
    std::vector<double> p;
    for (const Contrast& contrast : contrasts) {
        p.push_back(contrast.p);
    }
    const std::vector<double> corrected = holm(p);
    for (std::size_t c = 0; c < contrasts.size(); ++c) {
        contrasts[c].p_holm = corrected[c];
    }
}

}  // namespace

Interval bca_interval(std::span<const double> differences, std::uint64_t seed, double confidence,
                      int resamples) {
    assert(differences.size() >= 2 && confidence > 0.0 && confidence < 1.0 && resamples >= 1);
    if (all_equal(differences)) {
        return {differences[0], differences[0], differences[0]};
    }
    const Bootstrap bootstrap(differences,
                              std::move(resampled_means({differences}, seed, resamples).front()));
    return bootstrap.interval(confidence);
}

MeanEstimate estimate_mean(std::span<const double> values, std::vector<double> means) {
    if (all_equal(values)) {
        const double value = values.front();
        const double least = 1.0 / (static_cast<double>(means.size()) + 1.0);
        return {{value, value, value}, value == 0.0 ? 1.0 : least};
    }
    const Bootstrap bootstrap(values, std::move(means));
    return {bootstrap.interval(usual_confidence), bootstrap.p()};
}

std::vector<double> holm(const std::vector<double>& p) {
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

std::vector<Contrast> compare_arms(const Results& results) {
    const auto arms = arms_to_contrast(results.arms.size());
    std::vector<Contrast> contrasts;
    std::vector<Pairs> pairs;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (measures()[m].along != Along::nothing) {
            continue;
        }
        for (const auto& [arm, against] : arms) {
            Contrast contrast{
                m,        arm,      against, results.months, 0, {no_value, no_value, no_value},
                no_value, no_value, no_value};
            Pairs both = pairs_of(results, contrast);
            contrast.pairs = both.difference.size();
            if (contrast.pairs == 1) {
                contrast.difference.mean = both.difference.front();
            }
            if (contrast.pairs >= 2) {
                const double apart = variance_of(both.arm) + variance_of(both.against);
                if (apart > 0.0) {
                    contrast.variance_reduction = 1.0 - variance_of(both.difference) / apart;
                }
            }
            contrasts.push_back(contrast);
            pairs.push_back(std::move(both));
        }
    }
    estimate(contrasts, pairs, results.runs.empty() ? 1 : results.runs.front().seed);
    for (std::size_t c = 0; c < contrasts.size(); c += arms.size()) {
        correct(std::span(contrasts).subspan(c, arms.size()));
    }
    return contrasts;
}

double mobilized_share(const Results& results, std::size_t arm) {
    const std::size_t reach = measure_index("reach");
    std::size_t worlds = 0;
    std::size_t mobilized = 0;
    for (std::size_t r = 0; r < results.replicates.size() && !results.values[reach].empty(); ++r) {
        const double value = results.at(reach, arm, r, results.months);
        if (std::isfinite(value) && !failed(results, arm, r)) {
            ++worlds;
            mobilized += value >= results.mobilized_at ? 1 : 0;
        }
    }
    return worlds == 0 ? no_value : static_cast<double>(mobilized) / static_cast<double>(worlds);
}

}  // namespace colead
