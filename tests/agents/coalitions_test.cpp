#include "agents/coalitions.hpp"

#include <array>
#include <cmath>
#include <set>
#include <vector>

#include "support/catch.hpp"
#include "support/plain_coalitions.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Everyone acts on factor 0 with commitment and skill .5, organizing capacity .3.
World acting_world(NetworkData network, const Parameters& parameters = {}) {
    World world = world_with(std::move(network), parameters);
    for (Face& face : world.people.face) {
        face.acting = 0;
        face.skill = 0.5F;
    }
    fill(world.people.commitment, 0.5F);
    fill(world.people.capacity[organizing], 0.3F);
    return world;
}

using Labels = std::vector<Person>;
Labels labels(World& world) {
    form_coalitions(world, Workers(1));
    return {world.people.coalition.begin(), world.people.coalition.end()};
}

}  // namespace

TEST_CASE("a coalition is whoever acts on one target along trusted ties, named by the smallest") {
    World world = acting_world(people_with(6, {tie(1, 4), tie(4, 2), tie(3, 5), tie(0, 3)}));
    world.people.face[0].acting = not_acting;
    CHECK(labels(world) == Labels{nobody, 1, 1, 3, 1, 3});
    REQUIRE(world.coalitions.list.size() == 2);
    CHECK(world.coalitions.list[0].label == 1);
    CHECK(world.coalitions.list[0].size == 3);
    CHECK(world.coalitions.list[1].label == 3);
    CHECK(world.coalitions.list[1].size == 2);
}

TEST_CASE("trust at either end is enough to act together") {
    const auto ends = [](float low, float high) {
        World world = acting_world(people_with(2, {{{0, 1}, low, high}}));
        return labels(world)[1];
    };
    CHECK(ends(0.2F, 0.0F) == 0);
    CHECK(ends(0.0F, 0.2F) == 0);
    CHECK(ends(0.19F, 0.19F) == 1);
}

TEST_CASE("people of other communities or with other targets are in other coalitions") {
    NetworkData network = people_with(3, {tie(0, 1), tie(1, 2)});
    network.community = {0, 1, 1};
    World world = acting_world(std::move(network));
    CHECK(labels(world) == Labels{0, 1, 1});
    world.people.face[2].acting = 1;
    CHECK(labels(world) == Labels{0, 1, 2});
    CHECK(world.coalitions.list[2].target == 1);
    CHECK(world.coalitions.list[1].community == 1);
}

TEST_CASE("coalitions of random worlds are those a plain search finds, with any threads") {
    const std::uint32_t replicate = GENERATE(range(0U, 20U));
    Scenario scenario = scenario_of(700);
    scenario.network.communities = 2;
    scenario.network.degree = 4.0;
    World world = world_of(scenario, replicate);
    DrawStream luck(world.draws, 0, 200, 0);
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        world.people.face[n].acting =
            luck.uniform() < 0.3F ? not_acting : static_cast<std::uint8_t>(luck.below(3));
        for (float& trust : world.ties.trust(static_cast<Person>(n))) {
            trust = luck.uniform(0.0F, 0.4F);
        }
    }
    form_coalitions(world, Workers(replicate % 2 == 0 ? 1 : 7));
    const std::vector<Person> expected = plain_coalitions(world);
    CHECK(std::equal(expected.begin(), expected.end(), world.people.coalition.begin()));
    CHECK(std::set<Person>(expected.begin(), expected.end()).size() ==
          world.coalitions.list.size() + 1);
}

TEST_CASE("every leader covers as many people as the span, until all are covered") {
    const std::array<Leading, 3> leads = {{{0.9F, 0}, {0.5F, 1}, {0.1F, 2}}};
    CHECK(cover_of(leads, 3, 2.0) == Approx((0.9 * 2 + 0.5 * 1) / 3));
    CHECK(cover_of(leads, 3, 1.0) == Approx(0.5));
    CHECK(cover_of(leads, 3, 12.0) == Approx(0.9));
    CHECK(cover_of(leads, 10, 2.5) == Approx((0.9 + 0.5 + 0.1) * 2.5 / 10));
}

TEST_CASE("a single leader covers one span, however many could lead") {
    const std::array<Leading, 1> foremost = {{{0.9F, 0}}};
    CHECK(cover_of(foremost, 3, 2.0) == Approx(0.9 * 2 / 3));
    CHECK(cover_of(foremost, 3, 12.0) == Approx(0.9));
    CHECK(cover_of(foremost, 10, 2.5) == Approx(0.9 * 2.5 / 10));
    CHECK(cover_of({}, 0, 12.0) == 0.0F);
}

TEST_CASE("output is effort less what coordination does not save") {
    World world = acting_world(people_with(5, {tie(0, 1), tie(1, 2), tie(2, 3)}));
    form_coalitions(world, Workers(1));
    const double effort = 0.5 * (0.7 + 0.3 * 0.5);
    const Coalition& four = world.coalitions.list[0];
    // Leads are .5 * .4 = .2, so cover is .2; coordination 1 - .7 * .8; process loss over log2 4.
    CHECK(four.effort == Approx(4.0 * effort).margin(1e-6));
    CHECK(four.cover == Approx(0.2).margin(1e-6));
    CHECK(four.coordination == Approx(0.44).margin(1e-6));
    CHECK(four.output == Approx(4.0 * effort / (1.0 + 0.56 * 2.0)).margin(1e-6));
    const Coalition& alone = world.coalitions.list[1];
    CHECK(alone.size == 1);
    CHECK(alone.output == Approx(effort).margin(1e-6));
}

TEST_CASE("members stand in order and share the output by their effort") {
    NetworkData network = people_with(3, {tie(0, 1), tie(1, 2)});
    network.rank = {0.0F, 0.0F, 1.0F};
    World world = acting_world(std::move(network));
    world.people.commitment[0] = 0.25F;
    form_coalitions(world, Workers(1));
    const Coalition& coalition = world.coalitions.list[0];
    CHECK(world.coalitions.members == Column<Person>{0, 1, 2});
    CHECK(coalition.cover == Approx(0.5).margin(1e-6));
    CHECK(world.coalitions.credit[0] == Approx(coalition.output * 0.2).margin(1e-6));
    CHECK(world.coalitions.credit[1] == Approx(coalition.output * 0.4).margin(1e-6));
    CHECK(world.coalitions.credit[2] == Approx(coalition.output * 0.4).margin(1e-6));
    CHECK(world.people.role[2] == Role::lead);
}

TEST_CASE("two do not have a leader, and a coalition counts its cultures") {
    NetworkData network = people_with(5, {tie(0, 1), tie(2, 3), tie(3, 4)});
    network.culture = {0, 0, 0, 2, 1};
    World world = acting_world(std::move(network));
    form_coalitions(world, Workers(1));
    CHECK(world.people.role[0] != Role::lead);
    CHECK(world.people.role[2] == Role::lead);
    CHECK(world.coalitions.list[0].cultures == 1);
    CHECK(world.coalitions.list[1].cultures == 3);
}
