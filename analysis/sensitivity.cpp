// Morris (1991), with mu_star of Campolongo, Cariboni & Saltelli (2007). First order by Saltelli et al.
// (2010), total by Jansen (1999), second order by Saltelli (2002):
//   S1_i V = <B (AB_i - A)>, ST_i V = <(A - AB_i)^2> / 2, S2_ij V = <BA_i AB_j - A B> - (S1_i + S1_j) V.
// With R replicates every product u v is the mean of u_r v_s over r != s, whose expectation holds no
// noise, whether luck is common to points or not.
#include "analysis/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

#include "sim/draw.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr PurposeNumber resample_purpose = 203;
constexpr std::uint32_t resamples = 1000;
constexpr double two_sided_95 = 1.96;

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

// Mean product of different replicates.
double cross(std::span<const double> u, std::span<const double> v) {
    const auto count = static_cast<double>(u.size());
    if (u.size() == 1) {
        return u[0] * v[0];
    }
    double sum_u = 0.0;
    double sum_v = 0.0;
    double same = 0.0;
    for (std::size_t r = 0; r < u.size(); ++r) {
        sum_u += u[r];
        sum_v += v[r];
        same += u[r] * v[r];
    }
    return (sum_u * sum_v - same) / (count * (count - 1.0));
}

// The groups of `rows` neighbouring points that have all their values.
std::vector<std::size_t> complete_groups(const Outputs& outputs, std::size_t rows, bool drop,
                                         const char* kind) {
    const std::size_t groups = outputs.values.size() / (rows * outputs.replicates);
    std::vector<std::size_t> complete;
    for (std::size_t g = 0; g < groups; ++g) {
        const auto all = std::span(outputs.values)
                             .subspan(g * rows * outputs.replicates, rows * outputs.replicates);
        if (std::all_of(all.begin(), all.end(), [](double v) { return std::isfinite(v); })) {
            complete.push_back(g);
        }
    }
    if (std::ranges::none_of(outputs.values, [](double v) { return std::isfinite(v); })) {
        throw InputError("no world has a value of it: another --measure, --month or --arm has");
    }
    if (complete.size() < groups && !drop) {
        throw InputError(fmt::format(
            "{} of {} {} lack a value: --drop-incomplete leaves them out, colead sweep --resume "
            "tries again",
            groups - complete.size(), groups, kind));
    }
    if (complete.size() < 2) {
        throw InputError(
            fmt::format("there are {} complete {}; at least 2 are needed", complete.size(), kind));
    }
    return complete;
}

// Standard deviations over resamples of `count` things: `estimate` makes values of how often each
// thing was drawn.
using Estimate = std::function<std::vector<double>(std::span<const std::uint32_t> times)>;

std::vector<double> bootstrap(std::size_t count, std::uint64_t seed, const Estimate& estimate) {
    const Draws draws(seed, 0);
    std::vector<double> sum;
    std::vector<double> squares;
    const std::vector<double> middle = estimate(std::vector<std::uint32_t>(count, 1));
    sum.assign(middle.size(), 0.0);
    squares.assign(middle.size(), 0.0);
    std::vector<std::uint32_t> times(count);
    for (std::uint32_t b = 0; b < resamples; ++b) {
        std::fill(times.begin(), times.end(), 0);
        DrawStream luck(draws, 0, resample_purpose, b);
        for (std::size_t n = 0; n < count; ++n) {
            ++times[luck.below(static_cast<std::uint32_t>(count))];
        }
        const std::vector<double> values = estimate(times);
        for (std::size_t k = 0; k < values.size(); ++k) {
            const double d = values[k] - middle[k];
            sum[k] += d;
            squares[k] += d * d;
        }
    }
    // NaN where a resample has no value, as where nothing varies in it: how sure one is cannot be told then.
    for (std::size_t k = 0; k < sum.size(); ++k) {
        const double variance = (squares[k] - sum[k] * sum[k] / resamples) / (resamples - 1.0);
        squares[k] = std::sqrt(variance < 0.0 ? 0.0 : variance);
    }
    return squares;
}

Outputs without(const Outputs& outputs, std::size_t replicate) {
    Outputs rest{outputs.replicates - 1, {}};
    rest.values.reserve(outputs.values.size());
    for (std::size_t n = 0; n < outputs.values.size(); ++n) {
        if (n % outputs.replicates != replicate) {
            rest.values.push_back(outputs.values[n]);
        }
    }
    return rest;
}

// Variances over replicates by the jackknife: `estimate` makes values of the outputs that are left.
std::vector<double> jackknife(const Outputs& outputs,
                              const std::function<std::vector<double>(const Outputs&)>& estimate) {
    const auto count = static_cast<double>(outputs.replicates);
    std::vector<std::vector<double>> left;
    for (std::size_t r = 0; r < outputs.replicates; ++r) {
        left.push_back(estimate(without(outputs, r)));
    }
    std::vector<double> variance(left.front().size(), 0.0);
    for (std::size_t k = 0; k < variance.size(); ++k) {
        double sum = 0.0;
        for (const std::vector<double>& values : left) {
            sum += values[k];
        }
        for (const std::vector<double>& values : left) {
            variance[k] += (values[k] - sum / count) * (values[k] - sum / count);
        }
        variance[k] *= (count - 1.0) / count;
    }
    return variance;
}

// The terms of every base point whose means are the indices times V; V itself comes first.
class SobolTerms {
public:
    SobolTerms(std::size_t factors, bool second_order, const Outputs& outputs,
               const std::vector<std::size_t>& bases)
        : factors_(factors), rows_(saltelli_rows(factors, second_order)) {
        // By replicate: what luck adds at all points alike is no variance over the factors.
        std::vector<double> center(outputs.replicates, 0.0);
        for (const std::size_t base : bases) {
            for (std::size_t r = 0; r < outputs.replicates; ++r) {
                center[r] += (outputs.at(base * rows_)[r] + outputs.at((base + 1) * rows_ - 1)[r]) /
                             (2.0 * static_cast<double>(bases.size()));
            }
        }
        for (const std::size_t base : bases) {
            add(outputs, base, center, second_order);
        }
    }

    std::size_t width() const { return 1 + 2 * factors_ + pairs_; }
    double raw_variance() const { return raw_ / (2.0 * static_cast<double>(count_)); }

    // S1, ST, S2 by pairs; V first.
    std::vector<double> estimate(std::span<const std::uint32_t> times) const {
        std::vector<double> sums(width(), 0.0);
        for (std::size_t n = 0; n < count_; ++n) {
            for (std::size_t k = 0; k < width() && times[n] > 0; ++k) {
                sums[k] += times[n] * terms_[n * width() + k];
            }
        }
        const double variance = sums[0];
        for (std::size_t k = 1; k < sums.size(); ++k) {
            sums[k] = variance > 0.0 ? sums[k] / variance : no_value;
        }
        sums[0] = variance / static_cast<double>(count_);
        std::size_t pair = 1 + 2 * factors_;
        for (std::size_t i = 0; i < factors_ && pairs_ > 0; ++i) {
            for (std::size_t j = i + 1; j < factors_; ++j) {
                sums[pair++] -= sums[1 + i] + sums[1 + j];
            }
        }
        return sums;
    }

private:
    void add(const Outputs& outputs, std::size_t base, const std::vector<double>& center,
             bool second_order) {
        std::vector<std::vector<double>> row(rows_);
        for (std::size_t n = 0; n < rows_; ++n) {
            for (std::size_t r = 0; r < center.size(); ++r) {
                row[n].push_back(outputs.at(base * rows_ + n)[r] - center[r]);
            }
        }
        const std::vector<double>& a = row.front();
        const std::vector<double>& b = row.back();
        ++count_;
        raw_ += mean_of(a) * mean_of(a) + mean_of(b) * mean_of(b);
        terms_.push_back(0.5 * (cross(a, a) + cross(b, b)));
        for (std::size_t i = 0; i < factors_; ++i) {
            terms_.push_back(cross(b, row[1 + i]) - cross(b, a));
        }
        for (std::size_t i = 0; i < factors_; ++i) {
            std::vector<double> difference = a;
            for (std::size_t r = 0; r < a.size(); ++r) {
                difference[r] -= row[1 + i][r];
            }
            terms_.push_back(0.5 * cross(difference, difference));
        }
        pairs_ = 0;
        for (std::size_t i = 0; i < factors_ && second_order; ++i) {
            for (std::size_t j = i + 1; j < factors_; ++j) {
                terms_.push_back(cross(row[1 + factors_ + i], row[1 + j]) - cross(a, b));
                ++pairs_;
            }
        }
    }

    std::size_t factors_;
    std::size_t rows_;
    std::size_t pairs_ = 0;
    std::size_t count_ = 0;
    double raw_ = 0.0;
    std::vector<double> terms_;  // base point x width
};

// Elementary effects of one factor: trajectory x replicate.
struct Effects {
    std::size_t replicates;
    std::vector<double> sizes;
    std::vector<double> means = {};  // over replicates, by trajectory

    void add(std::span<const double> from, std::span<const double> to, double moved) {
        double sum = 0.0;
        for (std::size_t r = 0; r < replicates; ++r) {
            sizes.push_back((to[r] - from[r]) / moved);
            sum += sizes.back();
        }
        means.push_back(sum / static_cast<double>(replicates));
    }

    // Of the variance of the means, what luck makes: of what is left when each trajectory's mean and each
    // replicate's are taken out. Luck that moves all trajectories alike is in no variance between them.
    double luck() const {
        if (replicates < 2) {
            return no_value;
        }
        const double middle = mean_of(means);
        const std::size_t count = means.size();
        double squares = 0.0;
        for (std::size_t r = 0; r < replicates; ++r) {
            double sum = 0.0;
            for (std::size_t t = 0; t < count; ++t) {
                sum += sizes[t * replicates + r];
            }
            const double of_replicate = sum / static_cast<double>(count);
            for (std::size_t t = 0; t < count; ++t) {
                const double rest = sizes[t * replicates + r] - means[t] - of_replicate + middle;
                squares += rest * rest;
            }
        }
        return squares / static_cast<double>((count - 1) * (replicates - 1) * replicates);
    }
};

std::vector<Effects> effects_of(const DesignPoints& points, const std::vector<Axis>& axes,
                                const Outputs& outputs,
                                const std::vector<std::size_t>& trajectories) {
    const std::size_t k = points.factors;
    std::vector<Effects> effects(k, Effects{outputs.replicates, {}});
    for (const std::size_t t : trajectories) {
        for (std::size_t step = 0; step < k; ++step) {
            const std::size_t point = t * (k + 1) + step;
            for (std::size_t f = 0; f < k; ++f) {
                const double moved = axes[f].moved(points.at(point)[f], points.at(point + 1)[f]);
                if (moved != 0.0) {
                    effects[f].add(outputs.at(point), outputs.at(point + 1), moved);
                }
            }
        }
    }
    if (std::ranges::any_of(effects, [&](const Effects& of_factor) {
            return of_factor.means.size() != trajectories.size();
        })) {
        throw InputError("its points are no trajectories, in which each factor moves once");
    }
    return effects;
}

// Of each factor, weighted by how often each trajectory was drawn.
std::vector<double> mu_stars(const std::vector<Effects>& effects,
                             std::span<const std::uint32_t> times) {
    std::vector<double> mu_star;
    for (const Effects& of_factor : effects) {
        double sum = 0.0;
        for (std::size_t t = 0; t < times.size(); ++t) {
            sum += times[t] * std::abs(of_factor.means[t]);
        }
        mu_star.push_back(sum / static_cast<double>(times.size()));
    }
    return mu_star;
}

// 1.96 standard deviations, of a standard deviation and a variance.
double confidence(double deviation, double variance) {
    return two_sided_95 * std::sqrt(deviation * deviation + variance);
}

}  // namespace

double Axis::moved(double from, double to) const {
    if (values < 2) {
        return to - from;
    }
    const auto count = static_cast<double>(values);
    const auto place = [&](double position) {
        return std::clamp(std::floor(position * count), 0.0, count - 1.0);
    };
    const double places = place(to) - place(from);
    if (words) {
        return places == 0.0 ? 0.0 : std::copysign(1.0, places);
    }
    return places / (count - 1.0);
}

SobolIndices sobol_indices(std::size_t factors, bool second_order, const Outputs& outputs,
                           bool drop, std::uint64_t seed) {
    const std::size_t rows = saltelli_rows(factors, second_order);
    const std::vector<std::size_t> bases = complete_groups(outputs, rows, drop, "base points");
    const SobolTerms terms(factors, second_order, outputs, bases);
    const std::vector<double> value = terms.estimate(std::vector<std::uint32_t>(bases.size(), 1));
    const std::vector<double> spread =
        bootstrap(bases.size(), seed,
                  [&](std::span<const std::uint32_t> times) { return terms.estimate(times); });
    std::vector<double> by_luck(spread.size(), 0.0);
    if (outputs.replicates > 2) {  // products of different replicates take two
        by_luck = jackknife(outputs, [&](const Outputs& left) {
            return SobolTerms(factors, second_order, left, bases)
                .estimate(std::vector<std::uint32_t>(bases.size(), 1));
        });
    }
    SobolIndices indices;
    for (std::size_t i = 0; i < factors; ++i) {
        indices.S1.push_back(value[1 + i]);
        indices.S1_conf.push_back(confidence(spread[1 + i], by_luck[1 + i]));
        const std::size_t total = 1 + factors + i;
        indices.ST.push_back(value[total]);
        indices.ST_conf.push_back(confidence(spread[total], by_luck[total]));
    }
    if (second_order) {
        indices.S2.assign(factors * factors, no_value);
        indices.S2_conf.assign(factors * factors, no_value);
        std::size_t pair = 1 + 2 * factors;
        for (std::size_t i = 0; i < factors; ++i) {
            for (std::size_t j = i + 1; j < factors; ++j, ++pair) {
                indices.S2[i * factors + j] = value[pair];
                indices.S2_conf[i * factors + j] = confidence(spread[pair], by_luck[pair]);
            }
        }
    }
    indices.variance = value[0];
    indices.noise_share = outputs.replicates > 1 ? 1.0 - value[0] / terms.raw_variance() : no_value;
    indices.dropped = outputs.values.size() / (rows * outputs.replicates) - bases.size();
    return indices;
}

MorrisIndices morris_indices(const DesignPoints& points, const std::vector<Axis>& axes,
                             const Outputs& outputs, bool drop, std::uint64_t seed) {
    const std::size_t k = points.factors;
    const std::vector<std::size_t> trajectories =
        complete_groups(outputs, k + 1, drop, "trajectories");
    const std::vector<Effects> effects = effects_of(points, axes, outputs, trajectories);
    const std::vector<std::uint32_t> once(trajectories.size(), 1);
    MorrisIndices indices;
    indices.mu_star = mu_stars(effects, once);
    for (const Effects& of_factor : effects) {
        const double mu = mean_of(of_factor.means);
        double squares = 0.0;
        for (const double effect : of_factor.means) {
            squares += (effect - mu) * (effect - mu);
        }
        indices.mu.push_back(mu);
        indices.sigma.push_back(
            std::sqrt(squares / static_cast<double>(of_factor.means.size() - 1)));
        indices.noise.push_back(std::sqrt(of_factor.luck()));
    }
    const std::vector<double> spread =
        bootstrap(trajectories.size(), seed,
                  [&](std::span<const std::uint32_t> times) { return mu_stars(effects, times); });
    std::vector<double> by_luck(k, 0.0);
    if (outputs.replicates > 1) {
        by_luck = jackknife(outputs, [&](const Outputs& left) {
            return mu_stars(effects_of(points, axes, left, trajectories), once);
        });
    }
    for (std::size_t f = 0; f < k; ++f) {
        indices.mu_star_conf.push_back(confidence(spread[f], by_luck[f]));
    }
    indices.dropped = outputs.values.size() / ((k + 1) * outputs.replicates) - trajectories.size();
    return indices;
}

}  // namespace colead
