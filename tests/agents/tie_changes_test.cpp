#include "agents/tie_changes.hpp"

#include <cmath>
#include <set>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

constexpr std::uint8_t by_connecting = made_by(connecting);
constexpr std::uint8_t by_bridging = made_by(bridging);

// Which of these proposals, put in by two blocks, form.
TieChanges settled(const World& world, const std::vector<Proposal>& first,
                   const std::vector<Proposal>& second, std::uint32_t salt = 0) {
    TieChanges changes;
    changes.clear(2);
    changes.proposals_of_block[0] = first;
    changes.proposals_of_block[1] = second;
    settle(world, changes, salt, Workers(2));
    return changes;
}

std::set<Pair> pairs_of(const TieChanges& changes) {
    std::set<Pair> pairs;
    for (const NewTie& addition : changes.additions) {
        pairs.insert(addition.pair);
    }
    return pairs;
}

constexpr Person many = 40'000;

// Everyone i of the first half to i + many / 2, with this acceptance.
std::vector<Proposal> proposals_with(float acceptance) {
    std::vector<Proposal> proposals;
    for (Person i = 0; i < many / 2; ++i) {
        proposals.push_back({{i, i + many / 2}, acceptance, 0.25F, by_connecting});
    }
    return proposals;
}

}  // namespace

TEST_CASE("a pair proposed from both ends forms once, with the higher trust and both kinds") {
    const World world = world_with(people_with(4));
    const TieChanges changes =
        settled(world, {{{1, 2}, 1.0F, 0.25F, by_connecting}},
                {{{1, 2}, 0.5F, 0.5F, by_bridging}, {{0, 3}, 1.0F, 0.1F, 1}});
    REQUIRE(changes.additions.size() == 2);
    CHECK(changes.additions[0].pair == Pair{0, 3});
    CHECK(changes.additions[1].pair == Pair{1, 2});
    CHECK(changes.additions[1].trust_low == 0.5F);
    CHECK(changes.additions[1].trust_high == 0.5F);
    CHECK(changes.kinds[1] == (by_connecting | by_bridging));
}

TEST_CASE("a pair has one draw: asking twice makes the larger acceptance count and no more") {
    const World world = world_with(people_with(many));
    const auto once = pairs_of(settled(world, proposals_with(0.3F), {}));
    const auto twice = pairs_of(settled(world, proposals_with(0.3F), proposals_with(0.2F)));
    CHECK(once == twice);
    const double share = static_cast<double>(once.size()) / (many / 2);
    CHECK(std::abs(share - 0.3) < 4.0 * error_of_share(0.3, many / 2));
}

TEST_CASE("it does not matter who proposed first") {
    const World world = world_with(people_with(many));
    const TieChanges one = settled(world, proposals_with(0.3F), proposals_with(0.6F));
    const TieChanges other = settled(world, proposals_with(0.6F), proposals_with(0.3F));
    CHECK(pairs_of(one) == pairs_of(other));
}

TEST_CASE("occasions of a month have draws of their own") {
    const World world = world_with(people_with(many));
    const auto one = pairs_of(settled(world, proposals_with(0.5F), {}, 0));
    const auto other = pairs_of(settled(world, proposals_with(0.5F), {}, 1));
    double both = 0.0;
    for (const Pair& pair : one) {
        both += static_cast<double>(other.count(pair));
    }
    CHECK(std::abs(both / (many / 2) - 0.25) < 4.0 * error_of_share(0.25, many / 2));
}

TEST_CASE("what forms is listed in ascending order, whatever block it was proposed in") {
    const World world = world_with(people_with(2000));
    const auto sure = [](Person low, Person high) {
        return Proposal{{low, high}, 1.0F, 0.25F, by_connecting};
    };
    const TieChanges changes =
        settled(world, {sure(2, 3), sure(1998, 1999), sure(0, 1), sure(2, 4)},
                {sure(700, 900), sure(0, 1), sure(1, 3)});
    std::vector<Pair> formed;
    for (const NewTie& addition : changes.additions) {
        formed.push_back(addition.pair);
    }
    CHECK(formed == std::vector<Pair>{{0, 1}, {1, 3}, {2, 3}, {2, 4}, {700, 900}, {1998, 1999}});
}

TEST_CASE("removals of all blocks come together, and none of an earlier month stays") {
    TieChanges changes;
    changes.clear(2);
    changes.removals_of_block[0] = {{2, 3}, {0, 1}};
    changes.removals_of_block[1] = {{0, 1}};
    changes.join_removals();
    CHECK(changes.removals == Column<Pair>{{2, 3}, {0, 1}, {0, 1}});
    changes.clear(1);
    changes.join_removals();
    CHECK(changes.removals.empty());
}

TEST_CASE("who proposed and who accepted a tie have both practised it") {
    NetworkData network = people_with(3);
    network.organization = network.team = {0, 0, unaffiliated};
    Parameters parameters;
    parameters.ties.closure = 0.0;
    parameters.ties.rate_bridging = 0.0;
    World world = world_with(std::move(network), parameters);
    for (Person i = 0; i < 3; ++i) {
        set(world.people.concern_of(i), {1.0F, 0.0F});
    }
    fill(world.people.capacity[connecting], 0.0F);
    world.people.capacity[connecting][0] = 1.0F;
    change_ties(world, Workers(1));
    CHECK(world.ties.tied(0, 1));
    CHECK(world.ties.trust(0)[0] == static_cast<float>(TieParameters().tau0));
    CHECK(world.people.has_practised(0, connecting));
    CHECK(world.people.has_practised(1, connecting));
    CHECK_FALSE(world.people.has_practised(2, connecting));
    CHECK_FALSE(world.people.has_practised(1, bridging));
}

TEST_CASE("a month without rates and hazard leaves all ties as they are") {
    Scenario scenario = scenario_of(300);
    scenario.parameters.ties.rate_connecting = 0.0;
    scenario.parameters.ties.rate_bridging = 0.0;
    scenario.parameters.ties.hazard = 0.0;
    World world = world_of(scenario);
    const std::size_t before = world.ties.ties();
    change_ties(world, Workers(2));
    CHECK(world.ties.ties() == before);
}
