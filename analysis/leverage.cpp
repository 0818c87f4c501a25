#include "analysis/leverage.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "analysis/ranks.hpp"

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr Interval no_interval{no_value, no_value, no_value};
constexpr double two_sided_95 = 1.96;
constexpr double certain_at = 0.05;

using Column = std::vector<double>;

double mean_of(const Column& values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool complete(const Column& values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

// Mean and interval of those that have a value.
Interval interval_of(const Column& values, std::uint64_t seed) {
    Column there;
    std::copy_if(values.begin(), values.end(), std::back_inserter(there),
                 [](double v) { return std::isfinite(v); });
    if (there.size() >= 2) {
        return bca_interval(there, seed);
    }
    return there.empty() ? no_interval : Interval{there.front(), no_value, no_value};
}

// What the levers do to one measure in one arm.
class Effects {
public:
    Effects(const Levers& levers, const LeverageRuns& runs, std::size_t arm, std::size_t measure,
            std::size_t arms, std::uint64_t seed)
        : levers_(levers.list), arm_(arm), seed_(seed), replicates_(runs.worlds.size()) {
        Column base;
        for (const LeverageWorld& world : runs.worlds) {
            base.push_back(world.base[arm][measure]);
        }
        for (std::size_t l = 0; l < levers_.size(); ++l) {
            const Lever& lever = levers_[l];
            Column slope;
            for (const LeverageWorld& world : runs.worlds) {
                slope.push_back(
                    (world.upper[l * arms + arm][measure] - world.lower[l * arms + arm][measure]) /
                    (lever.raised - lever.lowered));
            }
            slopes_.push_back(std::move(slope));
            const double unit = lever.scale / mean_of(base);
            Column elasticity = slopes_.back();
            for (double& value : elasticity) {
                value *= unit;
            }
            elasticities_.push_back(std::move(elasticity));
        }
        estimate();
    }

    std::vector<LeverEffect> take_effects() { return std::move(effects_); }
    Interval depth_and_size() const { return depth_and_size_; }

    std::vector<LevelEffect> levels() const {
        std::vector<LevelEffect> levels;
        for (int level = 12; level >= 1; --level) {
            std::vector<std::size_t> members;
            for (std::size_t l = 0; l < levers_.size(); ++l) {
                if (levers_[l].level == level && moves(l) && complete(elasticities_[l])) {
                    members.push_back(l);
                }
            }
            if (!members.empty()) {
                levels.push_back(level_of(level, members));
            }
        }
        return levels;
    }

private:
    // A number of another arm's program moves nothing here.
    bool moves(std::size_t l) const { return levers_[l].arm.value_or(arm_) == arm_; }

    void estimate() {
        std::vector<std::span<const double>> columns;
        std::vector<std::size_t> with_values;
        for (std::size_t l = 0; l < levers_.size(); ++l) {
            effects_.push_back({no_interval, no_value, no_interval, per_money(l)});
            if (!moves(l)) {
                effects_[l].elasticity = {0.0, 0.0, 0.0};
            } else if (complete(elasticities_[l])) {
                effects_[l].elasticity.mean = mean_of(elasticities_[l]);
                with_values.push_back(l);
                columns.emplace_back(elasticities_[l]);
            }
        }
        std::vector<Column> means;
        if (replicates_ >= 2 && !columns.empty()) {
            means = resampled_means(columns, seed_);
        }
        rank(with_values, means);
        std::vector<double> p(levers_.size(), no_value);
        for (std::size_t k = 0; k < means.size(); ++k) {
            const Estimate of_mean = estimate_of_mean(columns[k], std::move(means[k]));
            effects_[with_values[k]].elasticity = of_mean.interval;
            // A bootstrap's p is never under one in its resamples: over a hundred levers none would be left.
            p[with_values[k]] = student_estimate(columns[k]).p;
        }
        const std::vector<double> corrected = holm(p);
        for (std::size_t l = 0; l < levers_.size(); ++l) {
            effects_[l].p_holm = corrected[l];
        }
    }

    // Ranks by size in the sample and in each resample, and how ranks go with depth there.
    void rank(const std::vector<std::size_t>& with_values, const std::vector<Column>& means) {
        Column depth;
        Column sizes;
        for (const std::size_t l : with_values) {
            depth.push_back(12.0 - levers_[l].level);
            sizes.push_back(std::abs(effects_[l].elasticity.mean));
        }
        const Column ranks = ranks_of(sizes);
        depth_and_size_ = {rank_correlation(depth, sizes), no_value, no_value};
        for (std::size_t k = 0; k < with_values.size(); ++k) {
            effects_[with_values[k]].rank.mean = ranks[k];
        }
        if (means.empty()) {
            return;
        }
        const std::size_t resamples = means.front().size();
        std::vector<Column> resampled(with_values.size(), Column(resamples));
        Column correlations;
        for (std::size_t b = 0; b < resamples; ++b) {
            for (std::size_t k = 0; k < means.size(); ++k) {
                sizes[k] = std::abs(means[k][b]);
            }
            const Column ranks_here = ranks_of(sizes);
            for (std::size_t k = 0; k < means.size(); ++k) {
                resampled[k][b] = ranks_here[k];
            }
            correlations.push_back(rank_correlation(depth, sizes));
        }
        for (std::size_t k = 0; k < with_values.size(); ++k) {
            set_ends(effects_[with_values[k]].rank, std::move(resampled[k]));
        }
        if (complete(correlations)) {
            set_ends(depth_and_size_, std::move(correlations));
        }
    }

    static void set_ends(Interval& interval, Column resampled) {
        std::sort(resampled.begin(), resampled.end());
        interval.low = quantile_of_sorted(resampled, 0.025);
        interval.high = quantile_of_sorted(resampled, 0.975);
    }

    Interval per_money(std::size_t l) const {
        const Lever& lever = levers_[l];
        if (lever.money == Lever::no_price || !moves(l) || !complete(slopes_[l])) {
            return no_interval;
        }
        Column column = slopes_[l];
        const double sign = lever.money == Lever::is_price ? -1.0 : 1.0;
        for (double& value : column) {
            value *= sign / lever.price;
        }
        if (lever.money == Lever::is_content) {
            const auto budget = std::find_if(levers_.begin(), levers_.end(), [&](const Lever& b) {
                return b.money == Lever::is_budget && b.arm == lever.arm;
            });
            if (budget == levers_.end()) {
                return no_interval;
            }
            const Column& of_budget = slopes_[static_cast<std::size_t>(budget - levers_.begin())];
            for (std::size_t r = 0; r < column.size(); ++r) {
                column[r] += of_budget[r];
            }
        }
        return interval_of(column, seed_);
    }

    // The mean over levers of e_r e_s, r and s different replicates: its expectation is the mean square
    // of the true elasticities, to which luck adds nothing. With all replicates, and without each.
    std::pair<double, Column> mean_squares(const std::vector<std::size_t>& members) const {
        const auto n = static_cast<double>(replicates_);
        double whole = 0.0;
        Column without(replicates_, 0.0);
        for (const std::size_t l : members) {
            const Column& e = elasticities_[l];
            const double total = std::accumulate(e.begin(), e.end(), 0.0);
            const double squares = std::inner_product(e.begin(), e.end(), e.begin(), 0.0);
            whole += replicates_ > 1 ? (total * total - squares) / (n * (n - 1.0)) : squares;
            for (std::size_t r = 0; r < replicates_ && replicates_ > 2; ++r) {
                const double rest = total - e[r];
                without[r] += (rest * rest - (squares - e[r] * e[r])) / ((n - 1.0) * (n - 2.0));
            }
        }
        const auto count = static_cast<double>(members.size());
        for (double& part : without) {
            part /= count;
        }
        return {whole / count, std::move(without)};
    }

    LevelEffect level_of(int level, const std::vector<std::size_t>& members) const {
        LevelEffect of_level{level, members.size(), 0, no_interval, members.front()};
        for (const std::size_t l : members) {
            of_level.certain += effects_[l].p_holm < certain_at ? 1 : 0;
            if (std::abs(effects_[l].elasticity.mean) >
                std::abs(effects_[of_level.strongest].elasticity.mean)) {
                of_level.strongest = l;
            }
        }
        const auto root = [](double square) { return std::sqrt(std::max(0.0, square)); };
        const auto [whole, parts] = mean_squares(members);
        of_level.size.mean = root(whole);
        if (replicates_ < 3) {
            return of_level;
        }
        const double center = mean_of(parts);
        double squares = 0.0;
        for (const double part : parts) {
            squares += (part - center) * (part - center);
        }
        const auto n = static_cast<double>(replicates_);
        const double error = std::sqrt(squares * (n - 1.0) / n);
        of_level.size.low = root(whole - two_sided_95 * error);
        // A mean square below 0 is chance: what it leaves possible begins at 0.
        of_level.size.high = root(std::max(0.0, whole) + two_sided_95 * error);
        return of_level;
    }

    const std::vector<Lever>& levers_;
    std::size_t arm_;
    std::uint64_t seed_;
    std::size_t replicates_;
    std::vector<Column> slopes_;  // by lever, then replicate
    std::vector<Column> elasticities_;
    std::vector<LeverEffect> effects_;
    Interval depth_and_size_{};
};

using Moments = std::vector<Minds> LeverageWorld::*;

FactorMinds minds_of(const LeverageRuns& runs, std::size_t arm, Moments moment,
                     const std::vector<double>& leverage, std::uint64_t seed) {
    FactorMinds minds;
    const auto column = [&](auto&& value) {
        Column values;
        for (const LeverageWorld& world : runs.worlds) {
            values.push_back(value((world.*moment)[arm]));
        }
        return values;
    };
    for (std::size_t k = 0; k < leverage.size(); ++k) {
        minds.believed.push_back(
            interval_of(column([k](const Minds& m) { return m.believed[k]; }), seed));
        minds.acted_on.push_back(
            interval_of(column([k](const Minds& m) { return m.acted_on[k]; }), seed));
    }
    minds.belief_agrees = interval_of(
        column([&](const Minds& m) { return rank_correlation(m.believed, leverage); }), seed);
    minds.action_agrees = interval_of(
        column([&](const Minds& m) { return rank_correlation(m.acted_on, leverage); }), seed);
    return minds;
}

}  // namespace

Leverage leverage_of(const Prepared& base, const Levers& levers, const LeverageRuns& runs) {
    const Scenario& scenario = base.scenario;
    const auto seed = static_cast<std::uint64_t>(scenario.run.seed);
    const SystemAnalysis analysis = analyse(scenario.issues, scenario.parameters.issue_system,
                                            scenario.parameters.action.gamma);
    Leverage leverage;
    leverage.title = scenario.title;
    leverage.replicates = runs.replicates;
    leverage.months = scenario.run.months;
    leverage.horizon = scenario.parameters.issue_system.horizon;
    leverage.saturated = analysis.saturated;
    for (std::size_t k = 0; k < scenario.issues.names.size(); ++k) {
        leverage.factors.push_back({scenario.issues.names[k], analysis.leverage[k],
                                    analysis.leverage_within_horizon[k], analysis.gain[k]});
    }
    const std::size_t arms = scenario.arms.size();
    for (std::size_t arm = 0; arm < arms; ++arm) {
        leverage.arms.push_back(scenario.arms[arm].arm);
        const std::vector<double>& truth = analysis.leverage_within_horizon;
        leverage.first.push_back(minds_of(runs, arm, &LeverageWorld::first, truth, seed));
        leverage.last.push_back(minds_of(runs, arm, &LeverageWorld::last, truth, seed));
        Ends means{};
        for (std::size_t m = 0; m < leverage_measures.size(); ++m) {
            for (const LeverageWorld& world : runs.worlds) {
                means[m] += world.base[arm][m] / static_cast<double>(runs.worlds.size());
            }
            Effects effects(levers, runs, arm, m, arms, seed);
            leverage.levels.push_back(effects.levels());
            leverage.depth_and_size.push_back(effects.depth_and_size());
            for (const LeverEffect& effect : effects.take_effects()) {
                leverage.effects.push_back(effect);
            }
        }
        leverage.base.push_back(means);
    }
    return leverage;
}

}  // namespace colead
