// Attribution: what each channel's share is where it is known, and that shares make up the whole.
#include "analysis/attribution_run.hpp"

#include <unistd.h>

#include <cmath>
#include <filesystem>

#include "analysis/comparison.hpp"
#include "analysis/results_file.hpp"
#include "analysis/results_reader.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using Catch::Matchers::ContainsSubstring;

namespace {

Scenario scenario_with(std::vector<Program> programs, std::int64_t replicates = 3,
                       std::int64_t people = 80) {
    Scenario scenario = test::scenario_of(people);
    scenario.run.months = 5;
    scenario.run.burn_in = 4;
    scenario.run.replicates = replicates;
    scenario.parameters.person.threshold_mean = 0.2;  // so that much happens soon
    scenario.arms = {{"control", "none", 0.0, {}}};
    scenario.arms.insert(scenario.arms.end(), programs.begin(), programs.end());
    return scenario;
}

Program preset(const char* name) { return {name, name, 60.0, preset_activities(name)}; }

AttributionRuns runs_of(const Scenario& scenario, int threads = 1, bool own = false) {
    const std::atomic<bool> stop = false;
    return run_attribution(prepare(scenario), own, threads, stop, [](std::size_t, std::size_t) {});
}

}  // namespace

TEST_CASE(
    "stages are taken at quarters, rounded up, and shares are corrected within their outcome") {
    const AttributionRuns runs = runs_of(scenario_with({preset("hybrid")}, 12, 60));
    const Attribution a = attribute(runs.results, runs.values, false);
    CHECK(a.chain.months == std::vector<std::int64_t>{2, 3, 4, 5});
    bool any_below_1 = false;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        std::vector<double> p;
        for (std::size_t c = 0; c < channel_count; ++c) {
            p.push_back(a.of(a.shares, 0, o, c).p);
        }
        const std::vector<double> corrected = holm(p);
        for (std::size_t c = 0; c < channel_count; ++c) {
            const double found = a.of(a.shares, 0, o, c).p_holm;
            CHECK((found == corrected[c] || (std::isnan(found) && std::isnan(corrected[c]))));
            any_below_1 = any_below_1 || found < 1.0;
        }
    }
    CHECK(any_below_1);
}

TEST_CASE("shares of all channels add up to the comparison's paired difference") {
    const Scenario scenario =
        scenario_with({preset("network-development"), preset("leader-development")});
    const AttributionRuns runs = runs_of(scenario);
    const std::atomic<bool> stop = false;
    const Results compared =
        run_comparison(prepare(scenario), 1, stop, [](std::size_t, std::size_t) {});
    for (std::size_t m = 0; m < measures().size(); ++m) {
        for (std::size_t k = 0; k < compared.values[m].size(); ++k) {
            const double value = runs.results.values[m][k];
            REQUIRE((value == compared.values[m][k] ||
                     (std::isnan(value) && std::isnan(compared.values[m][k]))));
        }
    }
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (std::size_t r = 0; r < 3; ++r) {
            for (std::size_t o = 0; o < outcomes.size(); ++o) {
                CHECK(runs.values.at(arm, r, 0, o) == compared.at(outcomes[o], 0, r, 5));
                CHECK(runs.values.at(arm, r, every_channel, o) ==
                      compared.at(outcomes[o], arm + 1, r, 5));
            }
        }
    }
    const Attribution a = attribute(runs.results, runs.values, false);
    bool moved = false;
    for (std::size_t arm = 0; arm < 2; ++arm) {
        for (std::size_t o = 0; o < outcomes.size(); ++o) {
            double sum = 0.0;
            for (std::size_t c = 0; c < channel_count; ++c) {
                sum += a.of(a.shares, arm, o, c).mean;
                moved = moved || a.of(a.shares, arm, o, c).mean != 0.0;
            }
            CHECK(std::abs(sum - a.whole[arm * outcomes.size() + o].mean) < 1e-14);
        }
    }
    CHECK(moved);
}

TEST_CASE("a program that only teaches leader skill has all of its effect in that channel") {
    Program program{"trainer", "", 60.0, {Activity()}};
    program.activities[0].participants = 5;
    program.activities[0].overhead = 100.0;
    program.activities[0].hours[on_skill] = 200.0;
    const AttributionRuns runs = runs_of(scenario_with({program}, 4));
    const Attribution a = attribute(runs.results, runs.values, false);
    bool moved = false;
    for (std::size_t o = 0; o < outcomes.size(); ++o) {
        const double whole = a.whole[o].mean;
        moved = moved || whole != 0.0;
        for (std::size_t c = 0; c < channel_count; ++c) {
            const bool skill = c == static_cast<std::size_t>(through_skill);
            for (const auto* effects : {&a.shares, &a.alone, &a.last}) {
                const Effect& effect = a.of(*effects, 0, o, c);
                if (skill) {
                    CHECK(std::abs(effect.mean - whole) < 1e-15);
                } else {
                    CHECK(effect.mean == 0.0);
                    CHECK(effect.low == 0.0);
                    CHECK(effect.high == 0.0);
                    CHECK(effect.p_holm == 1.0);
                }
            }
        }
    }
    CHECK(moved);
}

TEST_CASE("an attribution has the same bits on any number of threads") {
    const Scenario scenario = scenario_with({preset("hybrid")}, 4);
    const AttributionRuns one = runs_of(scenario, 1);
    CHECK(runs_of(scenario, 2).values.values == one.values.values);
    CHECK(runs_of(scenario, 7).values.values == one.values.values);
}

TEST_CASE("subsets that choose for themselves begin and end where the others do") {
    const Scenario scenario = scenario_with({preset("network-development")});
    const SubsetValues whole = runs_of(scenario).values;
    const SubsetValues own = runs_of(scenario, 1, true).values;
    bool different = false;
    for (std::size_t r = 0; r < 3; ++r) {
        for (std::size_t o = 0; o < outcomes.size(); ++o) {
            CHECK(own.at(0, r, 0, o) == whole.at(0, r, 0, o));
            CHECK(own.at(0, r, every_channel, o) == whole.at(0, r, every_channel, o));
            for (std::size_t s = 0; s < channel_subsets; ++s) {
                different = different || own.at(0, r, s, o) != whole.at(0, r, s, o);
            }
        }
    }
    CHECK(different);
}

TEST_CASE("an attribution that is stopped keeps the replicates that are complete") {
    const Prepared prepared = prepare(scenario_with({preset("leader-development")}));
    std::atomic<bool> stop = false;
    const AttributionRuns runs =
        run_attribution(prepared, false, 1, stop, [&](std::size_t done, std::size_t all) {
            CHECK(all == 3 * 65);
            stop = done >= 65 + 10;  // in the second replicate
        });
    CHECK(runs.results.replicates == std::vector<std::uint32_t>{0});
    CHECK(runs.values.replicates == 1);
    const SubsetValues complete = runs_of(scenario_with({preset("leader-development")})).values;
    CHECK(runs.values.values ==
          std::vector<double>(complete.values.begin(), complete.values.begin() + 64 * 6));
}

TEST_CASE("a replicate without a value in some subset counts for the other outcomes alone") {
    AttributionRuns runs = runs_of(scenario_with({preset("team-development")}, 4));
    runs.values.at(0, 2, 17, 1) = std::nan("");
    const Attribution a = attribute(runs.results, runs.values, false);
    CHECK(a.whole[0].n == 4);
    CHECK(a.whole[1].n == 3);
    CHECK(a.of(a.shares, 0, 1, 5).n == 3);
}

TEST_CASE("an attribution is read back as it was written") {
    const AttributionRuns runs = runs_of(scenario_with({preset("hybrid")}, 22, 30));
    const Attribution written = attribute(runs.results, runs.values, true);
    const std::string path = (std::filesystem::temp_directory_path() /
                              ("colead-attribution-" + std::to_string(::getpid()) + ".h5"))
                                 .string();
    {
        ResultsFile file(path, true);
        file.add([&](hdf5::Group& root) {
            write_attribution(root, written, runs.values, runs.results.replicates);
        });
        file.finish(runs.results, compare_arms(runs.results), {});
    }
    const Attribution read = read_attribution(open_results(path));
    std::filesystem::remove(path);
    CHECK(attribution_as_text(read) == attribution_as_text(written));
    CHECK(read.own_cohorts);
    REQUIRE(read.last.size() == written.last.size());
    for (std::size_t k = 0; k < read.last.size(); ++k) {
        CHECK(read.last[k].mean == written.last[k].mean);
        CHECK(read.alone[k].high == written.alone[k].high);
    }
    // The ways along the chain make up the difference in its last stage.
    double sum = 0.0;
    for (const Effect& effect : read.chain.effects) {
        sum += effect.mean;
    }
    CHECK(sum == Approx(read.chain.differences.back().mean).margin(1e-12));
    CHECK_THAT(attribution_as_text(read),
               ContainsSubstring("program -> capacities -> DAC -> action -> result"));
}

TEST_CASE("an attribution needs a control and a program") {
    Scenario both = scenario_with({preset("hybrid"), preset("leader-development")});
    keep_attributed(both, {"leader-development"});
    CHECK(both.arms.size() == 2);
    CHECK(both.arms[1].arm == "leader-development");
    Scenario none = scenario_with({});
    CHECK_THROWS_AS(keep_attributed(none, {}), InputError);
    Scenario no_control = scenario_with({preset("hybrid")});
    no_control.arms.erase(no_control.arms.begin());
    CHECK_THROWS_AS(keep_attributed(no_control, {}), InputError);
    Scenario of_control = scenario_with({preset("hybrid")});
    CHECK_THROWS_WITH(keep_attributed(of_control, {"control"}), ContainsSubstring("no program"));
    CHECK_THROWS_AS(keep_attributed(of_control, {"hybird"}), InputError);
}
