#include "analysis/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <span>
#include <string>
#include <vector>

#include "agents/population.hpp"
#include "scenarios/scenario_file.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

// A scenario with a program that teaches ten people a cohort.
Prepared with_school(const std::string& scenario) {
    return prepare(parse_scenario(scenario + R"([[program]]
arm = "school"
budget = 100.0
[[program.activity]]
name = "course"
share = 1
participants = 10
select = "random"
hours = { connecting = 30, skill = 20 }
overhead = 600
)",
                                  "school.toml", "", {}));
}

double value_of(const RunSeries& run, std::string_view name, std::size_t month) {
    return run.values[measure_index(name)][month];
}

// The following are plain loops over a world, which share nothing with the recorder.

constexpr std::size_t people_in_all = 300;

// Of coalitions: alignment, cultures of those of two and more, share of the best gain.
struct OfCoalitions {
    double alignment = 0.0;
    double cultures = 0.0;
    double leverage = 0.0;
};

OfCoalitions of_coalitions(const World& world) {
    std::vector<double> effort(3);
    double in_all = 0.0;
    for (const Coalition& c : world.coalitions.list) {
        effort[c.community] += static_cast<double>(c.effort);
        in_all += static_cast<double>(c.effort);
    }
    OfCoalitions found;
    const auto& gains = world.frame->analysis.gain;
    const double best = *std::max_element(gains.begin(), gains.end());
    double several = 0.0;
    for (const Coalition& c : world.coalitions.list) {
        const auto size = static_cast<double>(c.effort);
        found.alignment += size / in_all * size / effort[c.community];
        found.leverage += size / in_all * gains[static_cast<std::size_t>(c.target)] / best;
        if (c.size >= 2) {
            several += 1.0;
            found.cultures += static_cast<double>(c.cultures);
        }
    }
    found.cultures /= several;
    return found;
}

// Of pairs of a team in which both act, the share in one coalition.
double together(const World& world) {
    const std::span<const Person> coalition = world.people.coalition;
    double pairs = 0.0;
    double same = 0.0;
    for (std::size_t t = 0; t < world.frame->teams.count(); ++t) {
        const auto members = world.frame->teams.members(static_cast<std::uint32_t>(t));
        for (std::size_t a = 0; a < members.size(); ++a) {
            for (std::size_t b = a + 1; b < members.size(); ++b) {
                const Person one = coalition[members[a]];
                const Person other = coalition[members[b]];
                if (one != nobody && other != nobody) {
                    pairs += 1.0;
                    same += one == other ? 1.0 : 0.0;
                }
            }
        }
    }
    return same / pairs;
}

// Skill above its baseline, in standard deviations of baselines, of the trained or of everyone.
double skill_above(const World& world, bool of_trained) {
    const Population& people = world.people;
    double gain = 0.0;
    double count = 0.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::size_t i = 0; i < people_in_all; ++i) {
        const auto base = static_cast<double>(people.skill_baseline[i]);
        sum += base;
        squares += base * base;
        if (!of_trained || people.trained[i] != never_trained) {
            gain += static_cast<double>(people.face[i].skill) - base;
            count += 1.0;
        }
    }
    const double mean = sum / people_in_all;
    return gain / count / std::sqrt(squares / people_in_all - mean * mean);
}

double output_of_a_year(const World& world) {
    double output = 0.0;
    for (std::size_t i = 0; i < people_in_all; ++i) {
        for (const float month : world.organizations.output[world.people.face[i].organization]) {
            output += static_cast<double>(month) / people_in_all;
        }
    }
    return output;
}

struct Expected {
    OfCoalitions coalitions;
    double team_alignment = 0.0;
    double role_turnover = 0.0;
    double performance = 0.0;
    double skill_gain = 0.0;
};

}  // namespace

TEST_CASE(
    "what the trained gained is what stands above their baselines, less what all did before") {
    // Ten of 60 are taught, and in the month itself nobody practises, forgets or leaves.
    const Prepared prepared =
        with_school("months = 1\nburn_in = 6\n[network]\npeople = 60\n[turnover]\nhazard = 0\n");
    Recorder recorder(prepared, 2);
    std::vector<double> above_before;
    double expected_capacity = 0.0;
    double expected_skill = 0.0;
    run_replicate(
        prepared, 0, Workers(1),
        [&](const Moment& moment, const World& world) {
            recorder(moment, world);
            const Population& people = world.people;
            double capacity_before = 0.0;
            double capacity_of_trained = 0.0;
            double skill = 0.0;
            double trained = 0.0;
            const auto deviation = [&](const Column<float>& baseline) {
                double sum = 0.0;
                double squares = 0.0;
                for (const float base : baseline) {
                    sum += static_cast<double>(base) / 60.0;
                    squares += static_cast<double>(base) * static_cast<double>(base) / 60.0;
                }
                return std::sqrt(squares - sum * sum);
            };
            for (Person i = 0; i < 60; ++i) {
                const double there = people.trained[i] == never_trained ? 0.0 : 1.0;
                trained += there;
                for (std::size_t c = 0; c < process_count; ++c) {
                    const double above = static_cast<double>(people.capacity[c][i] -
                                                             people.capacity_baseline[c][i]) /
                                         deviation(people.capacity_baseline[c]) / process_count;
                    capacity_before += above / 60.0;
                    capacity_of_trained += there * above;
                }
                skill += (moment.month == 0 ? 1.0 / 60.0 : there / 10.0) *
                         static_cast<double>(people.face[i].skill - people.skill_baseline[i]) /
                         deviation(people.skill_baseline);
            }
            if (moment.month == 0) {
                expected_capacity = -capacity_before;
                expected_skill = -skill;
            } else {
                REQUIRE(trained == 10.0);
                expected_capacity += capacity_of_trained / 10.0;
                expected_skill += skill;
            }
        },
        1);
    const RunSeries run = recorder.take()[1];
    CHECK(std::isnan(value_of(run, "trained_skill_gain", 0)));
    CHECK(value_of(run, "trained_capacity_gain", 1) == Approx(expected_capacity).margin(1e-6));
    CHECK(value_of(run, "trained_skill_gain", 1) == Approx(expected_skill).margin(1e-6));
    CHECK(expected_skill > 1.0);
}

TEST_CASE("Measures of people, teams, coalitions and organizations are what plain loops count") {
    const Prepared prepared = with_school(
        "months = 8\nburn_in = 30\n[network]\npeople = 300\ncommunities = 3\n[person]\n"
        "threshold_mean = 0.2\n[measures]\nnetwork_every = 3\n");
    Recorder recorder(prepared, 2);
    std::vector<Role> role;
    std::vector<Person> coalition;
    std::vector<Expected> expected;
    double skill_at_fork = 0.0;
    run_replicate(
        prepared, 0, Workers(1),
        [&](const Moment& moment, const World& world) {
            recorder(moment, world);
            const Population& people = world.people;
            double twice = 0.0;
            double changed = 0.0;
            for (std::size_t i = 0; moment.month > 0 && i < people_in_all; ++i) {
                if (people.coalition[i] != nobody && coalition[i] != nobody) {
                    twice += 1.0;
                    changed += people.role[i] != role[i] ? 1.0 : 0.0;
                }
            }
            role.assign(people.role.begin(), people.role.end());
            coalition.assign(people.coalition.begin(), people.coalition.end());
            if (moment.month == 0) {
                skill_at_fork = skill_above(world, false);
            }
            expected.push_back({of_coalitions(world), together(world), changed / twice,
                                output_of_a_year(world), skill_above(world, true) - skill_at_fork});
        },
        1);
    const RunSeries run = recorder.take()[1];
    REQUIRE(skill_at_fork != 0.0);
    for (std::size_t month = 1; month <= 8; ++month) {
        CAPTURE(month);
        const Expected& found = expected[month];
        CHECK(value_of(run, "alignment", month) == Approx(found.coalitions.alignment));
        CHECK(value_of(run, "coalition_cultures", month) == Approx(found.coalitions.cultures));
        CHECK(value_of(run, "leverage_taken", month) == Approx(found.coalitions.leverage));
        CHECK(value_of(run, "team_alignment", month) == Approx(found.team_alignment));
        CHECK(value_of(run, "role_turnover", month) == Approx(found.role_turnover));
        CHECK(value_of(run, "organization_performance", month) == Approx(found.performance));
        CHECK(value_of(run, "trained_skill_gain", month) == Approx(found.skill_gain).margin(1e-6));
        // Measures of the network come every third month, and at the last.
        CHECK(std::isfinite(value_of(run, "trust", month)) == (month % 3 == 0 || month == 8));
    }
}

TEST_CASE("Where all voice the same, direction is 1 also beyond what chance gives") {
    const Prepared prepared = prepare(
        parse_scenario("months = 1\nburn_in = 0\n[network]\npeople = 60\n", "town.toml", "", {}));
    Recorder recorder(prepared, 1);
    run_replicate(
        prepared, 0, Workers(1),
        [&](const Moment& moment, const World& world) {
            World same = world;
            for (Person i = 0; moment.month == 1 && i < 60; ++i) {
                std::copy_n(world.people.concern_of(0), world.people.stride(),
                            same.people.concern_of(i));
            }
            recorder(moment, same);
        },
        0);
    const RunSeries run = recorder.take()[0];
    CHECK(value_of(run, "direction_rescaled", 1) == Approx(1.0).margin(1e-5));
}
