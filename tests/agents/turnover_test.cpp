#include "agents/turnover.hpp"

#include <cmath>
#include <set>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

World world_with_hazard(double hazard, std::int64_t people = 3000) {
    Scenario scenario = scenario_of(people);
    scenario.parameters.turnover.hazard = hazard;
    World world = world_of(scenario);
    // Whoever is there from the start is known by having been trained.
    std::fill(world.people.trained.begin(), world.people.trained.end(), 0);
    return world;
}

bool is_new(const World& world, Person i) { return world.people.trained[i] == never_trained; }

}  // namespace

TEST_CASE("people leave with the hazard") {
    const double hazard = GENERATE(0.0, 0.012, 0.3, 1.0);
    World world = world_with_hazard(hazard, 20'000);
    turn_over(world, Workers(2));
    double left = 0.0;
    for (Person i = 0; i < world.people.size(); ++i) {
        left += is_new(world, i) ? 1.0 : 0.0;
    }
    CHECK(std::abs(left / 20'000 - hazard) <= 4.0 * error_of_share(hazard, 20'000));
}

TEST_CASE("a newcomer starts with one to three ties in the team, at the trust of new ties") {
    World world = world_with_hazard(0.02);
    turn_over(world, Workers(1));
    std::set<std::uint32_t> degrees;
    for (Person i = 0; i < world.people.size(); ++i) {
        if (!is_new(world, i)) {
            continue;
        }
        std::uint32_t own = 0;
        for (std::size_t t = 0; t < world.ties.degree(i); ++t) {
            const Person alter = world.ties.alters(i)[t];
            REQUIRE(world.people.team[alter] == world.people.team[i]);
            REQUIRE(std::as_const(world.ties).trust(i)[t] ==
                    static_cast<float>(TieParameters().tau0));
            // A tie between two newcomers may be the other's.
            own += is_new(world, alter) ? 0 : 1;
        }
        REQUIRE(world.ties.degree(i) >= 1);
        REQUIRE(own <= 3);
        degrees.insert(own);
    }
    CHECK(degrees.count(1) + degrees.count(2) + degrees.count(3) == 3);
}

TEST_CASE("a newcomer draws one, two or three colleagues with the same probability") {
    // One leaves a team of thousands, where the same colleague is hardly ever drawn twice.
    NetworkData network = people_with(30'000);
    for (std::size_t i = 0; i < network.people(); ++i) {
        network.team[i] = network.organization[i] = static_cast<std::uint32_t>(i / 3000);
    }
    Parameters parameters;
    parameters.turnover.hazard = 0.05;
    World world = world_with(std::move(network), parameters);
    turn_over(world, Workers(1));
    double newcomers = 0.0;
    for (Person i = 0; i < world.people.size(); ++i) {
        newcomers +=
            draw(world.draws, world.month, Purpose::turnover, i)[0] < 0.05 * 0x1p32 ? 1 : 0;
    }
    // Mean 2, variance 2/3.
    CHECK(std::abs(static_cast<double>(world.ties.ties()) / newcomers - 2.0) <
          4.0 * std::sqrt(2.0 / 3.0 / newcomers) + 0.01);
}

TEST_CASE("a newcomer keeps the position and draws personal state anew") {
    World world = world_with_hazard(0.1);
    const World before = world;
    turn_over(world, Workers(1));
    std::size_t others = 0;
    for (Person i = 0; i < world.people.size(); ++i) {
        const Face& now = world.people.face[i];
        const Face& then = before.people.face[i];
        REQUIRE(now.organization == then.organization);
        REQUIRE(now.rank == then.rank);
        REQUIRE(now.culture == then.culture);
        REQUIRE(now.sector == then.sector);
        REQUIRE(world.people.team[i] == before.people.team[i]);
        REQUIRE(world.people.community[i] == before.people.community[i]);
        const bool same_state = world.people.threshold[i] == before.people.threshold[i] &&
                                now.skill == then.skill &&
                                world.people.commitment[i] == before.people.commitment[i];
        REQUIRE(same_state == !is_new(world, i));
        others += is_new(world, i) ? 0 : 1;
    }
    CHECK(others > 2500);
    CHECK(world.organizations.capacity == before.organizations.capacity);
}

TEST_CASE("what was trained and done in the leaver is lost") {
    World world = world_with_hazard(1.0, 300);
    for (Person i = 0; i < 300; ++i) {
        world.people.capacity[organizing][i] = 1.0F;
        world.people.face[i].acting = 0;
        world.people.practised[i] = 31;
    }
    turn_over(world, Workers(1));
    for (Person i = 0; i < 300; ++i) {
        REQUIRE(world.people.capacity[organizing][i] ==
                world.people.capacity_baseline[organizing][i]);
        REQUIRE(world.people.capacity[organizing][i] <=
                static_cast<float>(PersonParameters().capacity_high));
        REQUIRE_FALSE(world.people.acting(i));
        REQUIRE(world.people.practised[i] == 0);
    }
}

TEST_CASE("ties among those who stay are left alone") {
    World world = world_with_hazard(0.1);
    const World before = world;
    turn_over(world, Workers(1));
    for (Person i = 0; i < world.people.size(); ++i) {
        for (const Person alter : before.ties.alters(i)) {
            if (!is_new(world, i) && !is_new(world, alter)) {
                REQUIRE(world.ties.tied(i, alter));
            }
        }
    }
}

TEST_CASE(
    "who is alone in the team starts in the organization, and who has none, in the community") {
    NetworkData network = people_with(6);
    network.organization = {0, 0, 0, unaffiliated, unaffiliated, unaffiliated};
    network.team = {0, 1, 1, unaffiliated, unaffiliated, unaffiliated};
    Parameters parameters;
    parameters.turnover.hazard = 1.0;
    World world = world_with(std::move(network), parameters);
    turn_over(world, Workers(1));
    for (Person i = 0; i < 6; ++i) {
        REQUIRE(world.ties.degree(i) >= 1);
    }
    CHECK((world.ties.tied(0, 1) || world.ties.tied(0, 2)));
    CHECK(world.ties.tied(1, 2));
}
