#include "agents/bridging.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

World eager_world(double afar) {
    Scenario scenario = scenario_of(600);
    scenario.network.communities = 3;
    scenario.parameters.ties.afar = afar;
    scenario.parameters.ties.rate_bridging = 10.0;
    return world_of(scenario);
}

std::vector<Proposal> proposals_of_all(const World& world) {
    std::vector<Proposal> proposals;
    for (Person i = 0; i < world.people.size(); ++i) {
        bridge(world, i, draw(world, Purpose::bridging, i), proposals);
    }
    return proposals;
}

}  // namespace

TEST_CASE("bridges are proposed across cultures or sectors, never to oneself or an alter") {
    World world = eager_world(0.0);
    std::size_t made = 0;
    for (; world.month < 10; ++world.month) {
        for (const auto& [pair, acceptance, trust, kinds] : proposals_of_all(world)) {
            REQUIRE(pair.low < pair.high);
            REQUIRE(world.people.across(pair.low, pair.high));
            REQUIRE(world.people.community[pair.low] == world.people.community[pair.high]);
            REQUIRE_FALSE(world.ties.tied(pair.low, pair.high));
            REQUIRE(trust == static_cast<float>(TieParameters().tau0_bridge));
            REQUIRE(kinds == made_by(bridging));
            ++made;
        }
    }
    CHECK(made > 1000);
}

TEST_CASE("all bridges lead afar when asked, and in their share otherwise") {
    for (const auto& [pair, acceptance, trust, kinds] : proposals_of_all(eager_world(1.0))) {
        REQUIRE(pair.low / 200 != pair.high / 200);
    }
    World world = eager_world(0.25);
    fill(world.people.capacity[bridging], 1.0F);
    double left = 0.0;
    double all = 0.0;
    for (; world.month <= 20; ++world.month) {
        for (const Proposal& proposal : proposals_of_all(world)) {
            left += proposal.pair.low / 200 != proposal.pair.high / 200 ? 1.0 : 0.0;
            all += 1.0;
        }
    }
    // Those at home meet an alter now and then and then propose to nobody: up to one in twenty.
    CHECK(left / all > 0.25 - 4.0 * error_of_share(0.25, all));
    CHECK(left / all < 0.25 / 0.95 + 4.0 * error_of_share(0.25, all));
}

TEST_CASE("one proposes a bridge with probability rate x capacity") {
    constexpr std::size_t people = 40'000;
    NetworkData network = people_with(people);
    for (Person i = 0; i < people; ++i) {
        network.culture[i] = static_cast<std::uint8_t>(i % 2);
        network.sector[i] = static_cast<std::uint8_t>(i % 3);
    }
    Parameters parameters;
    parameters.ties.rate_bridging = 0.5;
    World world = world_with(std::move(network), parameters);
    fill(world.people.capacity[bridging], 0.6F);
    const auto share = static_cast<double>(proposals_of_all(world).size()) / people;
    CHECK(std::abs(share - 0.3) < 4.0 * error_of_share(0.3, people));
}

TEST_CASE("where all are alike there is nobody to bridge to") {
    World world = world_with(people_with(50));
    fill(world.people.capacity[bridging], 1.0F);
    for (; world.month < 20; ++world.month) {
        REQUIRE(proposals_of_all(world).empty());
    }
}

TEST_CASE("acceptance of a bridge takes the other's openness and one's own practice") {
    World world = world_with(people_with(2));
    set(world.people.concern_of(0), {0.75F, 0.25F});
    set(world.people.concern_of(1), {0.5F, 0.5F});
    world.people.openness[1] = 0.4F;
    world.people.capacity[bridging][0] = 0.5F;
    CHECK(bridging_acceptance(world, 0, 1) ==
          Approx(0.75 * (0.3 + 0.7 * 0.4) * (0.4 + 0.6 * 0.5)).margin(1e-6));
}
