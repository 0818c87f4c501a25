// A number that is none ends the run, and is told with phase, person and month.
#include "agents/sound.hpp"

#include <cmath>
#include <limits>

#include "agents/month.hpp"
#include "agents/state_hash.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr float not_a_number = std::numeric_limits<float>::quiet_NaN();

// What require_sound finds, as "state of person".
std::string found(const World& world, int threads = 1) {
    try {
        require_sound(world, Workers(threads), "a test");
    } catch (const Unsound& fault) {
        return fault.state + " of " +
               (fault.person == nobody ? "nobody" : std::to_string(fault.person));
    }
    return "sound";
}

World world_with_fault(const std::function<void(World&)>& spoil) {
    World world = world_of(scenario_of(1500));
    spoil(world);
    return world;
}

}  // namespace

TEST_CASE("a world that has no fault is sound") {
    World world = world_of(scenario_of(1500));
    CHECK(found(world) == "sound");
    advance(world, Workers(2));
    CHECK(found(world, 2) == "sound");
}

TEST_CASE("NaN and either infinity are found in every column, at its first and last value") {
    const World whole = world_of(scenario_of(1030));
    World world = whole;
    Population& people = world.people;
    std::vector<Column<float>*> columns = {&people.voice,
                                           &people.intention,
                                           &people.mental_model,
                                           &people.clarity,
                                           &people.openness,
                                           &people.commitment,
                                           &people.threshold,
                                           &people.skill_baseline,
                                           &people.support,
                                           &people.clarity_baseline,
                                           &people.openness_baseline,
                                           &people.coherence,
                                           &world.scratch.shares_or_models};
    for (std::size_t c = 0; c < process_count; ++c) {
        columns.push_back(&people.capacity[c]);
        columns.push_back(&people.capacity_baseline[c]);
    }
    for (Column<float>* column : columns) {
        for (const float value : {not_a_number, std::numeric_limits<float>::infinity(),
                                  -std::numeric_limits<float>::infinity()}) {
            for (float* place : {&column->front(), &column->back()}) {
                const float before = *place;
                *place = value;
                CHECK(found(world, 2) != "sound");
                CHECK_THAT(found(world),
                           ContainsSubstring(place == &column->front() ? " of 0" : " of 1029"));
                *place = before;
            }
        }
    }
    CHECK(found(world) == "sound");
    people.face[77].skill = not_a_number;
    CHECK(found(world) == "skill or rank of 77");
}

TEST_CASE("the largest and the smallest numbers are sound") {
    World world = world_of(scenario_of(100));
    world.people.clarity[3] = std::numeric_limits<float>::max();
    world.people.clarity[4] = std::numeric_limits<float>::denorm_min();
    world.people.clarity[5] = -0.0F;
    CHECK(found(world) == "sound");
}

TEST_CASE("faults in trust, organizations and communities are found") {
    CHECK(found(world_with_fault([](World& w) { w.ties.trust(1400)[0] = not_a_number; })) ==
          "trust of 1400");
    CHECK(found(world_with_fault([](World& w) { w.organizations.capacity[2] = not_a_number; })) ==
          "capacity or output of organization 3 of nobody");
    CHECK(found(world_with_fault([](World& w) { w.organizations.output[0][11] = not_a_number; })) ==
          "capacity or output of organization 1 of nobody");
    CHECK(found(world_with_fault([](World& w) {
              w.communities.factor.back() = std::numeric_limits<double>::infinity();
          })) == "factors or result of community 2 of nobody");
    CHECK(found(world_with_fault([](World& w) { w.communities.narrative[0] = not_a_number; })) ==
          "narrative of community 1 of nobody");
}

TEST_CASE("a month that leaves a number that is none does not end, and its phase is named") {
    World world = world_of(scenario_of(200));
    world.people.commitment[20] = not_a_number;
    World watched = world;
    CHECK_THROWS_AS(advance(world, Workers(1)), Unsound);
    try {
        advance_watched(watched, Workers(1));
        FAIL("it goes on");
    } catch (const Unsound& fault) {
        CHECK(fault.phase == "story");
        CHECK(fault.person == 20);
        CHECK(fault.month == 1);
    }
}

TEST_CASE("looking after every phase changes no bit") {
    World world = world_of(scenario_of(300));
    World watched = world;
    advance(world, Workers(1));
    advance_watched(watched, Workers(1));
    CHECK(state_hash(world, 0) == state_hash(watched, 0));
}

TEST_CASE("a run with a number that is none ends with phase, person and month") {
    Scenario scenario = scenario_of(60);
    scenario.run.burn_in = 1;
    scenario.run.months = 5;
    scenario.arms = {{"control", "none", 0.0, {}}};
    // As a fault of ours would leave it: no scenario that is read can.
    scenario.parameters.learning.fade = std::nan("");
    const Prepared prepared = prepare(scenario);
    CHECK_THROWS_WITH(
        run_replicate(prepared, 0, Workers(1), [](const Moment&, const World&) {}),
        ContainsSubstring("month 1 of burn-in of replicate 0, after the phase learning, "
                          "of person 0"));
}
