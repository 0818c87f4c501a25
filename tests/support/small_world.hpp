// Small worlds to test behaviours on: from a scenario with a generated network, or from people and
// ties given by hand.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <vector>

#include "agents/world.hpp"
#include "scenarios/experiment.hpp"

namespace colead::test {

/// Everything at its default but the number of people and the seed; no arms, no files.
Scenario scenario_of(std::int64_t people, std::int64_t seed = 1);

/// Factors that do not influence each other, with the same baseline in all culture groups.
IssueSystem separate_issues(int factors, int groups = 1, double baseline = 0.3);

/// The issue system of docs/model.md's reference numbers: five factors, weights 1, one group whose
/// baselines let every factor rest at .5.
IssueSystem reference_issues();

/// A tie with the same trust at either end.
NewTie tie(Person a, Person b, float trust = 0.5F);

/// People of one community, culture and sector, of rank 0, in no organization or team, and their ties
/// in any order. What differs can be set in the columns afterwards.
NetworkData people_with(std::size_t people, std::vector<NewTie> ties = {});

/// The scenario on this network: communities, groups, organizations and teams are counted from the
/// columns. Without issues of its own the scenario gets two separate ones.
Prepared prepared_with(Scenario scenario, NetworkData network);

/// The world of replicate 0 on this network.
World world_with(NetworkData network, const Parameters& parameters = {}, int factors = 2);

/// The world of a generated network before burn-in.
World world_of(const Scenario& scenario, std::uint32_t replicate = 0);

/// Parameters under which people neither explore, begin, stay nor hesitate: Granovetter's limit.
Parameters plain_thresholds();

inline void fill(Column<float>& column, float value) {
    std::fill(column.begin(), column.end(), value);
}
inline void set(float* vector, std::initializer_list<float> values) {
    std::copy(values.begin(), values.end(), vector);
}

/// The concern that dialogue has just written, which the month reads from organizing on.
inline const float* next_concern(const World& world, Person i) {
    return world.scratch.next_voice.data() +
           2 * static_cast<std::size_t>(i) * static_cast<std::size_t>(world.people.stride());
}

/// Standard error of a share of `draws` when the true share is `share`.
double error_of_share(double share, double draws);

}  // namespace colead::test
