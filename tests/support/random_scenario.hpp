// Scenarios for RapidCheck: any number of people, factors and months, parameters within moderate
// ranges of their defaults, and networks generated or drawn person by person.
#pragma once

#include <cmath>
#include <set>
#include <string>

#include "scenarios/experiment.hpp"
#include "scenarios/registry.hpp"
#include "support/property.hpp"
#include "support/small_world.hpp"

namespace colead::test {

/// low .. high in steps of a thousandth of the range.
inline double any_between(double low, double high) {
    return low + (high - low) * *rc::gen::inRange(0, 1001) / 1000.0;
}

/// Every number of a section at 0, 1/2, 1, 1.5, 3 or 10 times its default (0 itself: at .1 or 1 now
/// and then), inside its limits; every choice and switch at any value.
template <class Section>
void any_values(Section& section) {
    for (const auto& row : Section::rows()) {
        const double factor = *rc::gen::element(0.0, 0.5, 1.0, 1.0, 1.0, 1.5, 1.5, 3.0, 10.0);
        const double instead_of_0 = *rc::gen::element(0.0, 0.0, 0.1, 1.0);
        std::visit(
            [&](auto member) {
                using Value = std::decay_t<decltype(section.*member)>;
                if constexpr (std::is_same_v<Value, double>) {
                    const double value =
                        section.*member == 0.0 ? instead_of_0 : section.*member * factor;
                    section.*member = std::clamp(value, row.low, row.high);
                } else if constexpr (std::is_same_v<Value, std::int64_t>) {
                    const double value = static_cast<double>(section.*member) * factor;
                    section.*member = std::llround(std::clamp(value, row.low, row.high));
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

/// The activities of a preset, every second of which takes others, in another scope and rhythm, and
/// introduces and pools as it likes.
inline std::vector<Activity> any_activities(const std::string& preset) {
    std::vector<Activity> activities = preset_activities(preset);
    for (Activity& activity : activities) {
        if (*rc::gen::inRange(0, 2) == 0) {
            continue;
        }
        activity.participants = *rc::gen::inRange(1, 30);
        activity.every = *rc::gen::inRange(1, 4);
        activity.select = *rc::gen::inRange(0, Activity::nominated + 1);
        activity.scope = *rc::gen::inRange(0, Activity::mixed + 1);
        activity.introductions = any_between(0.0, 4.0);
        activity.pooling = any_between(0.0, 1.0);
    }
    return activities;
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
    any_values(scenario.programs_parameters);
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
                     {"program", preset, any_between(0.0, 300.0), any_activities(preset)}};
    return scenario;
}

/// `count` numbers below `circles`, each number taken by someone where there are people enough.
inline std::vector<std::uint32_t> any_circles(std::size_t count, std::uint32_t circles) {
    std::vector<std::uint32_t> circle(count);
    for (std::size_t i = 0; i < count; ++i) {
        circle[i] = i < circles ? static_cast<std::uint32_t>(i)
                                : *rc::gen::inRange<std::uint32_t>(0, circles);
    }
    return circle;
}

/// Everyone's place drawn alone: organizations and teams with all, half or none of the people, any
/// ranks, and none to very many ties, whose ends trust each other differently.
inline NetworkData any_network(std::size_t people, std::int64_t cultures) {
    NetworkData network = people_with(people);
    const auto some = [&] {
        return static_cast<std::uint32_t>(*rc::gen::inRange<std::size_t>(1, people / 4 + 2));
    };
    network.community = any_circles(people, static_cast<std::uint32_t>(std::min<std::size_t>(
                                                people, *rc::gen::inRange<std::size_t>(1, 4))));
    const double affiliated = *rc::gen::element(0.0, 0.5, 1.0);
    const std::vector<std::uint32_t> organization = any_circles(people, some());
    const std::vector<std::uint32_t> team = any_circles(people, some());
    for (std::size_t i = 0; i < people; ++i) {
        if (any_between(0.0, 1.0) < affiliated) {
            network.organization[i] = organization[i];
        }
        if (any_between(0.0, 1.0) < affiliated) {
            network.team[i] = team[i];
        }
        network.culture[i] =
            static_cast<std::uint8_t>(*rc::gen::inRange<int>(0, static_cast<int>(cultures)));
        network.sector[i] = static_cast<std::uint8_t>(*rc::gen::inRange(0, 4));
        network.rank[i] = static_cast<float>(any_between(0.0, 1.0));
    }
    std::set<Pair> pairs;
    const auto wanted = static_cast<std::size_t>(static_cast<double>(people) *
                                                 *rc::gen::element(0.0, 0.5, 2.0, 6.0, 20.0));
    for (std::size_t n = 0; n < wanted; ++n) {
        const auto a = *rc::gen::inRange<Person>(0, static_cast<Person>(people));
        const auto b = *rc::gen::inRange<Person>(0, static_cast<Person>(people));
        if (a != b && pairs.insert(pair_of(a, b)).second) {
            network.ties.push_back({pair_of(a, b), static_cast<float>(any_between(0.0, 1.0)),
                                    static_cast<float>(any_between(0.0, 1.0))});
        }
    }
    std::sort(network.ties.begin(), network.ties.end(),
              [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
    return network;
}

/// Any scenario on a generated network or on one drawn person by person.
inline Prepared any_prepared(std::int64_t people) {
    Scenario scenario = any_scenario(people);
    if (*rc::gen::inRange(0, 2) == 0) {
        return prepare(std::move(scenario));
    }
    const std::int64_t cultures = scenario.network.cultures;
    return prepared_with(std::move(scenario),
                         any_network(static_cast<std::size_t>(people), cultures));
}

/// What `make` draws with this seed: the same in every test, and of any size at once.
template <class Make>
auto drawn_with(std::uint64_t seed, Make&& make) {
    constexpr int full_size = 100;
    return rc::gen::exec(std::forward<Make>(make))(rc::Random(seed), full_size).value();
}

}  // namespace colead::test
