// Leverage points: what a small move of each lever does to result and disparity, and what the issue
// system's factors are worth beside what people believe of them and act on.
//
//   elasticity = (Y(x + h) - Y(x - h)) / (2 h) . x / Y(x): how many per cent Y moves with 1% of x. Y(x) is
//   the mean over replicates, the rest is taken replicate by replicate under common random numbers.
//   per money: what one US dollar per resident and month more does to Y when it is spent on this: for a
//   budget dY/db; for contents of an activity (dY/dx) / c + dY/db, c being what one unit costs for as many
//   cohorts, since dY/dx was found at the same budget; for a price -(dY/dp) / c, what a saved dollar does.
// Intervals are those of the comparison (BCa); ranks are by size of the elasticity, with the quantiles of
// ranks over the same resamples of replicates; p is Student's, corrected after Holm over all levers: a
// bootstrap's can be no smaller than one in the number of its resamples.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/leverage_run.hpp"
#include "analysis/levers.hpp"

namespace colead {

/// Of one lever on one measure in one arm. NaN where there is none.
struct LeverEffect {
    Interval elasticity;
    double p_holm;
    Interval rank;  // 1: moves most
    Interval per_money;
};

/// Of all levers of one level.
struct LevelEffect {
    int level;
    std::size_t levers;
    std::size_t certain;    // of which p_holm < .05
    Interval size;          // root mean square elasticity, without what luck adds; jackknife, 95%
    std::size_t strongest;  // lever
};

/// Of one factor of the issue system.
struct FactorLeverage {
    std::string name;
    double long_run;
    double within_horizon;
    double gain;  // what a prototype shows: the positive part of the latter, of sum 1
};

/// What people of one arm hold of the factors at one moment.
struct FactorMinds {
    std::vector<Interval> believed;  // by factor
    std::vector<Interval> acted_on;
    Interval belief_agrees;  // rank correlation with the leverage within the horizon
    Interval action_agrees;
};

struct Leverage {
    std::string title;
    std::vector<std::string> arms;
    std::vector<std::uint32_t> replicates;
    std::int64_t months = 0;
    std::int64_t horizon = 0;
    bool saturated = false;
    std::vector<FactorLeverage> factors;
    std::vector<FactorMinds> first, last;          // by arm
    std::vector<Ends> base;                        // by arm: means
    std::vector<LeverEffect> effects;              // arm x measure x lever
    std::vector<std::vector<LevelEffect>> levels;  // arm x measure, then by level, descending
    std::vector<Interval> depth_and_size;          // arm x measure: rank correlation

    const LeverEffect& at(std::size_t arm, std::size_t measure, std::size_t lever,
                          std::size_t levers) const {
        return effects[(arm * leverage_measures.size() + measure) * levers + lever];
    }
};

/// `runs` has at least one replicate; with one there are no intervals.
Leverage leverage_of(const Prepared& base, const Levers& levers, const LeverageRuns& runs);

/// Tables for people: all levers, or the `most` strongest of each level.
std::string leverage_as_text(const Leverage& leverage, const Levers& levers, std::size_t most);

}  // namespace colead
