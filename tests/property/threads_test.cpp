// A world has the same bits for any number of threads.
#include "agents/month.hpp"
#include "agents/state_hash.hpp"
#include "scenarios/program_run.hpp"
#include "support/random_scenario.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// The hash after each month of the program's arm.
std::vector<std::uint64_t> hashes_of(const Prepared& prepared, int months, int threads) {
    const Workers workers(threads);
    World world = make_world(prepared, 0);
    ProgramRun at_work(prepared.scenario.arms[1], prepared.scenario.programs_parameters);
    std::vector<std::uint64_t> hashes = {state_hash(world, 0)};
    for (int month = 1; month <= months; ++month) {
        at_work.touch(world, month, workers);
        advance(world, workers);
        hashes.push_back(state_hash(world, 0));
    }
    return hashes;
}

}  // namespace

TEST_CASE("a small world of any parameters has the same bits with 1, 2 and 7 threads") {
    check_property("the same bits", [] {
        const Prepared prepared = any_prepared(*rc::gen::inRange(2, 201));
        const int months = *rc::gen::inRange(1, 7);
        const auto one = hashes_of(prepared, months, 1);
        RC_ASSERT(hashes_of(prepared, months, 2) == one);
        RC_ASSERT(hashes_of(prepared, months, 7) == one);
    });
}

TEST_CASE("a world of several blocks has the same bits with 1, 2 and 7 threads") {
    const std::uint32_t seed = GENERATE(1U, 2U, 3U);
    Scenario scenario = scenario_of(3000, seed);
    // Much happens to many: coalitions across blocks, shared sums, ties and newcomers in all rows.
    scenario.parameters.person.threshold_mean = 0.1;
    scenario.parameters.turnover.hazard = 0.05;
    scenario.parameters.ties.rate_bridging = 1.0;
    scenario.network.communities = seed == 3 ? 1 : 0;
    scenario.arms = {{"control", "none", 0.0, {}},
                     {"program", "hybrid", 60.0, preset_activities("hybrid")}};
    const Prepared prepared = prepare(scenario);
    const auto one = hashes_of(prepared, 12, 1);
    CHECK(hashes_of(prepared, 12, 2) == one);
    CHECK(hashes_of(prepared, 12, 7) == one);
    World world = make_world(prepared, 0);
    for (int month = 0; month < 12; ++month) {
        advance(world, Workers(2));
    }
    CHECK(world.coalitions.members.size() > 1000);
}

TEST_CASE("the hash tells worlds apart by one trust, one person's state and one tie") {
    World world = world_of(scenario_of(100));
    const std::uint64_t before = state_hash(world, 0);
    CHECK(state_hash(world, 0) == before);
    CHECK(state_hash(world, 1) != before);
    World other = world;
    other.ties.trust(40)[0] += 0.001F;
    CHECK(state_hash(other, 0) != before);
    other = world;
    other.people.clarity[99] += 0.001F;
    CHECK(state_hash(other, 0) != before);
    other = world;
    const Pair pair = pair_of(40, other.ties.alters(40)[0]);
    other.ties.commit(std::vector<Pair>{pair}, {}, Workers(1));
    CHECK(state_hash(other, 0) != before);
}

TEST_CASE("a world without organizations and ties has a hash too") {
    const World world = world_with(people_with(3));
    CHECK(world.organizations.capacity.empty());
    CHECK(state_hash(world, 0) == state_hash(world_with(people_with(3)), 0));
    CHECK(state_hash(world, 0) != state_hash(world_with(people_with(4)), 0));
}
