// Replicates by need: when a point has enough of them. Decisions are made at a few numbers of replicates
// that are fixed beforehand, and from all replicates up to there: they depend on nothing but results, so
// that the same worlds are run whoever runs them, in whatever order, cut off or not.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "analysis/comparison.hpp"
#include "scenarios/scenario.hpp"

namespace colead {

struct StoppingRule {
    /// An interval of the mean of n >= 2 paired differences.
    using IntervalOf = std::function<Interval(std::span<const double> differences)>;
    using ArmPair = std::pair<std::size_t, std::size_t>;

    double half_width = 0.0;  // 0: all replicates are run
    std::size_t measure = 0;
    std::size_t pilot = 0;
    std::size_t most = 0;            // replicates
    std::vector<ArmPair> contrasts;  // arm, against
    IntervalOf interval;

    bool active() const { return half_width > 0.0; }
    /// The numbers of replicates at which it is decided: the pilot, then always a quarter more, and at
    /// least half the pilot.
    std::size_t first_look() const { return active() ? std::min(pilot, most) : most; }
    std::size_t look_after(std::size_t replicates) const;
    /// Half the width of the widest interval over the contrasts; infinite where one has fewer than two
    /// pairs. `values`: replicate x arm, NaN where there is none.
    double widest(std::span<const double> values, std::size_t arms) const;
};

/// The rule of [until]. Throws InputError for a measure or an arm that is unknown, a measure of several
/// values, or a comparison that has nothing to compare.
StoppingRule stopping_rule(const Scenario& scenario, StoppingRule::IntervalOf interval);

}  // namespace colead
