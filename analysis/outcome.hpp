// What a world comes to: its result, that of its culture groups, and how far these lie apart.
#pragma once

#include <vector>

#include "agents/world.hpp"

namespace colead {

struct SystemOutcome {
    double result;                        // R over all communities, by population
    double disparity;                     // largest minus smallest result of groups of 5 or more
    std::vector<double> result_of_group;  // NaN for a group without people
    std::vector<double> people_of_group;
};

/// Disparity is NaN with fewer than two groups of five people.
SystemOutcome outcome_of(const World& world);

}  // namespace colead
