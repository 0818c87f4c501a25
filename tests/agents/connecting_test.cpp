#include "agents/connecting.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Appends what ego proposes this month, and whether there is any, which is practice.
bool connect(World& world, Person ego, const DrawBlock& luck, std::vector<Proposal>& proposals) {
    world.people.practised[ego] = 0;
    Seekers seekers(world, proposals);
    seekers.add(ego, luck);
    seekers.propose();
    return world.people.practised[ego] == made_by(connecting);
}

std::vector<Proposal> proposals_of_all(World& world) {
    std::vector<Proposal> proposals;
    for (Person i = 0; i < world.people.size(); ++i) {
        const std::size_t before = proposals.size();
        const bool proposed = connect(world, i, draw(world, Purpose::connecting, i), proposals);
        REQUIRE(proposed == (proposals.size() > before));
        for (std::size_t n = before; n < proposals.size(); ++n) {
            REQUIRE((proposals[n].pair.low == i || proposals[n].pair.high == i));
        }
    }
    return proposals;
}

World eager_world(double closure, double team, std::int64_t people = 600) {
    Scenario scenario = scenario_of(people);
    scenario.network.degree = 4.0;
    scenario.parameters.ties.closure = closure;
    scenario.parameters.ties.team = team;
    scenario.parameters.ties.rate_connecting = 10.0;
    return world_of(scenario);
}

bool share_a_friend(const World& world, const Pair& pair) {
    const auto friends = world.ties.alters(pair.low);
    return std::any_of(friends.begin(), friends.end(),
                       [&](Person between) { return world.ties.tied(between, pair.high); });
}

}  // namespace

TEST_CASE("nobody proposes to oneself or to an alter") {
    World world = eager_world(0.7, 0.5);
    std::size_t made = 0;
    for (; world.month < 20; ++world.month) {
        for (const Proposal& proposal : proposals_of_all(world)) {
            REQUIRE(proposal.pair.low < proposal.pair.high);
            REQUIRE_FALSE(world.ties.tied(proposal.pair.low, proposal.pair.high));
            REQUIRE(proposal.kinds == made_by(connecting));
            REQUIRE(proposal.trust == static_cast<float>(TieParameters().tau0));
            ++made;
        }
    }
    CHECK(made > 1000);
}

TEST_CASE("with full closure every proposal goes to a friend of a friend") {
    World world = eager_world(1.0, 0.0);
    const std::vector<Proposal> proposals = proposals_of_all(world);
    CHECK(proposals.size() > 100);
    for (const Proposal& proposal : proposals) {
        REQUIRE(share_a_friend(world, proposal.pair));
    }
}

TEST_CASE("without closure a proposal stays in the team or in the organization") {
    const double team = GENERATE(0.0, 1.0);
    World world = eager_world(0.0, team);
    const std::vector<Proposal> proposals = proposals_of_all(world);
    CHECK(proposals.size() > 30);
    bool left_the_team = false;
    for (const auto& [pair, acceptance, trust, kinds] : proposals) {
        REQUIRE(world.people.face[pair.low].organization ==
                world.people.face[pair.high].organization);
        left_the_team =
            left_the_team || world.people.team[pair.low] != world.people.team[pair.high];
    }
    CHECK(left_the_team == (team < 0.5));
}

TEST_CASE("one proposes with probability rate x capacity, to each colleague alike") {
    constexpr std::size_t people = 40'000;
    NetworkData network = people_with(people);
    for (Person i = 0; i < people; ++i) {
        network.organization[i] = network.team[i] = i / 5;
    }
    Parameters parameters;
    parameters.ties.closure = 0.0;
    parameters.ties.rate_connecting = 0.5;
    World world = world_with(std::move(network), parameters);
    fill(world.people.capacity[connecting], 0.8F);
    std::vector<double> met(25);
    double proposed = 0.0;
    for (Person i = 0; i < people; ++i) {
        std::vector<Proposal> proposals;
        if (connect(world, i, draw(world, Purpose::connecting, i), proposals)) {
            REQUIRE(proposals.size() == 1);
            const Pair pair = proposals[0].pair;
            const Person other = pair.low == i ? pair.high : pair.low;
            ++met[i % 5 * 5 + other % 5];
            ++proposed;
        }
    }
    CHECK(std::abs(proposed / people - 0.4) < 4.0 * error_of_share(0.4, people));
    for (std::size_t seat = 0; seat < 5; ++seat) {
        CHECK(met[seat * 5 + seat] == 0.0);
        for (std::size_t other = 0; other < 5; ++other) {
            if (other != seat) {
                CHECK(std::abs(met[seat * 5 + other] / 8000 - 0.1) <
                      4.0 * error_of_share(0.1, 8000));
            }
        }
    }
}

TEST_CASE("the whole part of the rate is proposed for certain, and the rest by chance") {
    constexpr std::size_t people = 2000;
    Parameters parameters;
    parameters.ties.closure = 0.0;
    parameters.ties.rate_connecting = 4.0;
    World world = world_with(people_with(people), parameters);
    fill(world.people.capacity[connecting], 0.6F);
    std::vector<double> ego_with(5);
    for (Person i = 0; i < people; ++i) {
        std::vector<Proposal> proposals;
        connect(world, i, draw(world, Purpose::connecting, i), proposals);
        REQUIRE(proposals.size() < 5);
        ++ego_with[proposals.size()];
    }
    CHECK(ego_with[2] + ego_with[3] == people);
    CHECK(std::abs(ego_with[3] / people - 0.4) < 4.0 * error_of_share(0.4, people));
}

TEST_CASE("someone alone in the team looks to the organization, and then to the community") {
    NetworkData network = people_with(6);
    network.organization = {0, 0, 1, 2, 2, unaffiliated};
    network.team = {0, 1, 2, 3, 3, unaffiliated};
    Parameters parameters;
    parameters.ties.closure = 0.0;
    parameters.ties.team = 1.0;
    World world = world_with(std::move(network), parameters);
    fill(world.people.capacity[connecting], 1.0F);
    for (; world.month < 20; ++world.month) {
        std::vector<Proposal> proposals;
        REQUIRE(connect(world, 0, draw(world, Purpose::connecting, 0), proposals));
        REQUIRE(proposals.back().pair == Pair{0, 1});
        REQUIRE(connect(world, 2, draw(world, Purpose::connecting, 2), proposals));
        REQUIRE(connect(world, 5, draw(world, Purpose::connecting, 5), proposals));
    }
}

TEST_CASE("someone alone proposes to nobody") {
    NetworkData network = people_with(2);
    network.community = {0, 1};
    network.organization = {0, unaffiliated};
    network.team = {0, unaffiliated};
    World world = world_with(std::move(network));
    fill(world.people.capacity[connecting], 1.0F);
    CHECK(proposals_of_all(world).empty());
}

TEST_CASE("acceptance is shared concern, less across cultures where the other is closed") {
    NetworkData network = people_with(3);
    network.culture = {0, 0, 1};
    Parameters parameters;
    parameters.ties.chi = 0.7;
    World world = world_with(std::move(network), parameters);
    set(world.people.concern_of(0), {0.75F, 0.25F});
    set(world.people.concern_of(1), {0.5F, 0.5F});
    set(world.people.concern_of(2), {0.5F, 0.5F});
    fill(world.people.openness, 0.4F);
    CHECK(connecting_acceptance(world, 0, 1) == Approx(0.75).margin(1e-6));
    CHECK(connecting_acceptance(world, 0, 2) == Approx(0.75 * (1.0 - 0.7 * 0.6)).margin(1e-6));
    world.people.openness[2] = 1.0F;
    CHECK(connecting_acceptance(world, 0, 2) == Approx(0.75).margin(1e-6));
    CHECK(connecting_acceptance(world, 2, 0) == Approx(0.75 * (1.0 - 0.7 * 0.6)).margin(1e-6));
}
