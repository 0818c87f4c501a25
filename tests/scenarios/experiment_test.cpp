#include "scenarios/experiment.hpp"

#include <limits>
#include <map>
#include <memory>
#include <tuple>

#include "agents/month.hpp"
#include "agents/state_hash.hpp"
#include "scenarios/generators.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

Program network_development(const std::string& arm) {
    return {arm, "network-development", 100.0, preset_activities("network-development")};
}

// Two arms of the same content between a control and another program.
Prepared four_arms() {
    Scenario scenario = scenario_of(200, 5);
    scenario.run.burn_in = 6;
    scenario.run.months = 12;
    scenario.arms = {
        {"control", "none", 0.0, {}},
        network_development("one"),
        network_development("other"),
        {"leaders", "leader-development", 100.0, preset_activities("leader-development")}};
    return prepare(scenario);
}

using Hashes = std::map<std::tuple<std::size_t, std::uint32_t, std::int64_t>, std::uint64_t>;

void add_hashes(Hashes& hashes, const Prepared& prepared, std::uint32_t replicate,
                int only_arm = -1, int threads = 1) {
    run_replicate(
        prepared, replicate, Workers(threads),
        [&](const Moment& moment, const World& world) {
            REQUIRE(moment.replicate == replicate);
            REQUIRE(
                hashes
                    .emplace(std::tuple(moment.arm, replicate, moment.month), state_hash(world, 0))
                    .second);
        },
        only_arm);
}

}  // namespace

TEST_CASE("arms of the same content are bit-identical at every month") {
    Hashes hashes;
    add_hashes(hashes, four_arms(), 0);
    REQUIRE(hashes.size() == 4 * 13);
    for (std::int64_t month = 0; month <= 12; ++month) {
        REQUIRE(hashes.at({1, 0, month}) == hashes.at({2, 0, month}));
    }
}

TEST_CASE("all arms start from the same burnt-in world, and then differ by their programs") {
    Hashes hashes;
    add_hashes(hashes, four_arms(), 0);
    for (const std::size_t arm : {1U, 2U, 3U}) {
        CHECK(hashes.at({arm, 0, 0}) == hashes.at({0, 0, 0}));
        CHECK(hashes.at({arm, 0, 1}) != hashes.at({0, 0, 1}));
    }
    CHECK(hashes.at({1, 0, 12}) != hashes.at({3, 0, 12}));
}

TEST_CASE("a replicate run alone is the replicate run among others") {
    const Prepared prepared = four_arms();
    Hashes among;
    for (const std::uint32_t replicate : {0U, 1U, 2U}) {
        add_hashes(among, prepared, replicate);
    }
    Hashes alone;
    add_hashes(alone, four_arms(), 2);
    for (const auto& [moment, hash] : alone) {
        REQUIRE(among.at(moment) == hash);
    }
    CHECK(among.at({0, 0, 12}) != among.at({0, 1, 12}));
}

TEST_CASE("running some of the arms does not change them") {
    const Prepared prepared = four_arms();
    Hashes all;
    add_hashes(all, prepared, 0);
    for (const int arm : {0, 2, 3}) {
        Hashes only;
        add_hashes(only, prepared, 0, arm);
        REQUIRE(only.size() == 13);
        for (const auto& [moment, hash] : only) {
            REQUIRE(all.at(moment) == hash);
        }
    }
    Prepared fewer = prepared;
    fewer.scenario.arms.erase(fewer.scenario.arms.begin());
    Hashes left;
    add_hashes(left, fewer, 0);
    CHECK(left.at({2, 0, 12}) == all.at({3, 0, 12}));
}

TEST_CASE("a run has the same bits with any number of threads") {
    Hashes one;
    Hashes seven;
    add_hashes(one, four_arms(), 0, -1, 1);
    add_hashes(seven, four_arms(), 0, -1, 7);
    CHECK(one == seven);
}

TEST_CASE("longer runs go on where shorter ones end") {
    Prepared prepared = four_arms();
    Hashes longer;
    add_hashes(longer, prepared, 0);
    prepared.scenario.run.months = 5;
    Hashes shorter;
    add_hashes(shorter, prepared, 0);
    for (const auto& [moment, hash] : shorter) {
        REQUIRE(longer.at(moment) == hash);
    }
    CHECK(shorter.size() == 4 * 6);
}

TEST_CASE("activities that take the place of a preset's are told") {
    Scenario scenario = scenario_of(200, 5);
    scenario.arms = {network_development("own"), network_development("as it is")};
    scenario.arms.front().activities.resize(1);
    scenario.arms.front().activities.front().name = "dinner";
    scenario.arms.front().activities.front().share = 1.0;
    const Prepared prepared = prepare(scenario);
    REQUIRE(prepared.notes.size() == 1);
    CHECK(prepared.notes.front() ==
          "program own: its own activities take the place of those of the preset "
          "network-development");
}

TEST_CASE("an intention from a file is the first concern, unless that is given too") {
    Prepared prepared = prepare(scenario_of(20, 5));
    auto network = std::make_shared<NetworkData>(
        generate_network(prepared.scenario.network, Draws(1, 0), Workers(1)));
    const int factors = prepared.scenario.issues.factors();
    for (int k = 1; k <= factors; ++k) {
        network->state.push_back(
            {"intention_" + std::to_string(k), std::vector<float>(20, k == 2 ? 1.0F : 0.0F)});
        std::vector<float> concern(20, std::numeric_limits<float>::quiet_NaN());
        concern[7] = k == 1 ? 1.0F : 0.0F;
        network->state.push_back({"concern_" + std::to_string(k), concern});
    }
    prepared.network = network;
    const World world = make_world(prepared, 0);
    for (Person i = 0; i < 20; ++i) {
        CHECK(world.people.intention_of(i)[1] == 1.0F);
        CHECK(world.people.concern_of(i)[1] == (i == 7 ? 0.0F : 1.0F));
        CHECK(world.people.concern_of(i)[0] == (i == 7 ? 1.0F : 0.0F));
    }
}

TEST_CASE("a state that is given without its baseline is its own baseline") {
    Prepared prepared = prepare(scenario_of(20, 5));
    auto network = std::make_shared<NetworkData>(
        generate_network(prepared.scenario.network, Draws(1, 0), Workers(1)));
    for (const char* name : {"clarity", "openness", "skill", "connecting", "organizing",
                             "systems_thinking", "bridging", "learning"}) {
        network->state.push_back({name, std::vector<float>(20, 0.875F)});
    }
    prepared.network = network;
    const World world = make_world(prepared, 0);
    const Population& people = world.people;
    for (Person i = 0; i < 20; ++i) {
        CHECK(people.clarity_baseline[i] == 0.875F);
        CHECK(people.openness_baseline[i] == 0.875F);
        CHECK(people.skill_baseline[i] == 0.875F);
        for (std::size_t c = 0; c < process_count; ++c) {
            CHECK(people.capacity_baseline[c][i] == 0.875F);
        }
    }
}

TEST_CASE("burn-in is so many months without any program") {
    const Prepared prepared = four_arms();
    World world = make_world(prepared, 0);
    for (int month = 0; month < 6; ++month) {
        advance(world, Workers(1));
    }
    Hashes hashes;
    add_hashes(hashes, prepared, 0, 0);
    CHECK(hashes.at({0, 0, 0}) == state_hash(world, 0));
    advance(world, Workers(1));
    CHECK(hashes.at({0, 0, 1}) == state_hash(world, 0));
}

TEST_CASE("every program spends what it was given to within a cohort, and the control nothing") {
    const Prepared prepared = four_arms();
    run_replicate(prepared, 0, Workers(1), [&](const Moment& moment, const World&) {
        const double income = 200.0 * 100.0 * static_cast<double>(moment.month);
        REQUIRE(moment.spent <= income + 1e-6);
        if (moment.arm == 0) {
            REQUIRE(moment.spent == 0.0);
        } else if (moment.arm == 3) {
            REQUIRE(income - moment.spent < 10'000.0);
        }
    });
}
