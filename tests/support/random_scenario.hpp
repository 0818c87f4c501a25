// Scenarios for RapidCheck: any number of people, factors and months, and parameters within moderate
// ranges of their defaults.
#pragma once

#include <cmath>
#include <string>

#include "scenarios/experiment.hpp"
#include "scenarios/registry.hpp"
#include "support/property.hpp"

namespace colead::test {

/// low .. high in steps of a thousandth of the range.
inline double any_between(double low, double high) {
    return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

/// Every number of a section at 0, 1/2, 1, 1.5 or 3 times its default, inside its limits; every
/// choice and switch at any value.
template <class Section>
void any_values(Section& section) {
    for (const auto& row : Section::rows()) {
        const double factor = *rc::gen::element(0.0, 0.5, 1.0, 1.0, 1.5, 3.0);
        std::visit(
            [&](auto member) {
                using Value = std::decay_t<decltype(section.*member)>;
                if constexpr (std::is_same_v<Value, double>) {
                    section.*member = std::clamp(section.*member * factor, row.low, row.high);
                } else if constexpr (std::is_same_v<Value, bool>) {
                    section.*member = *rc::gen::arbitrary<bool>();
                } else if constexpr (std::is_same_v<Value, int>) {
                    section.*member = *rc::gen::inRange(0, static_cast<int>(row.choices.size()));
                }
            },
            row.member);
    }
}

/// M factors in any stable system, for `groups` culture groups.
inline IssueSystem any_issues(int factors, int groups) {
    IssueSystem issues;
    for (int k = 0; k < factors; ++k) {
        issues.names.push_back("factor " + std::to_string(k + 1));
        for (int from = 0; from < factors; ++from) {
            // Rows sum to less than 1 in absolute value, so the spectral radius is below 1.
            issues.influence.push_back(any_between(-0.9, 0.9) / factors);
        }
        issues.weights.push_back(1.0 / factors);
    }
    for (int n = 0; n < factors * groups; ++n) {
        issues.baselines.push_back(any_between(0.0, 0.6));
    }
    return issues;
}

/// A scenario of `people` with any parameters and two arms: none, and a program of any preset.
inline Scenario any_scenario(std::int64_t people) {
    Scenario scenario;
    scenario.run.seed = *rc::gen::inRange(1, 1'000'000);
    scenario.network.people = people;
    scenario.network.generator = *rc::gen::inRange(0, 4);
    scenario.network.communities = *rc::gen::inRange(0, 4);
    scenario.network.organization_size = *rc::gen::inRange(2, 40);
    scenario.network.team_size = *rc::gen::inRange(1, 10);
    scenario.network.cultures = *rc::gen::inRange(1, 5);
    scenario.network.sectors = *rc::gen::inRange(1, 5);
    scenario.network.degree = any_between(0.0, 20.0);
    scenario.network.trust = any_between(0.0, 1.0);
    for_each_section(scenario.parameters, [](auto& section) { any_values(section); });
    PersonParameters& person = scenario.parameters.person;
    person.capacity_high = std::max(person.capacity_low, person.capacity_high);
    person.awareness_high = std::max(person.awareness_low, person.awareness_high);
    person.commitment_high = std::max(person.commitment_low, person.commitment_high);
    person.skill_high = std::max(person.skill_low, person.skill_high);
    person.values_culture = std::min(person.values_culture, 1.0 - person.values_community);
    LearningParameters& learning = scenario.parameters.learning;
    learning.reflect_learned = std::min(learning.reflect_learned, 1.0 - learning.reflect);
    scenario.issues =
        any_issues(*rc::gen::inRange(2, 17), static_cast<int>(scenario.network.cultures));
    const auto presets = program_presets();
    const std::string preset(presets[*rc::gen::inRange<std::size_t>(1, presets.size())]);
    scenario.arms = {{"control", "none", 0.0, {}},
                     {"program", preset, any_between(0.0, 300.0), preset_activities(preset)}};
    return scenario;
}

}  // namespace colead::test
