#include "analysis/recorder.hpp"

#include <cmath>
#include <vector>

#include "agents/population.hpp"
#include "scenarios/scenario_file.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

double value_of(const RunSeries& run, std::string_view name, std::size_t month) {
    return run.values[measure_index(name)][month];
}

}  // namespace

TEST_CASE(
    "what the trained gained is what stands above their baselines, less what all did before") {
    // Ten of 60 are taught, and in the month itself nobody practises, forgets or leaves.
    const Prepared prepared = prepare(parse_scenario(R"(
months = 1
burn_in = 6
[network]
people = 60
[turnover]
hazard = 0
[[program]]
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
