#include "agents/organizations.hpp"

#include "agents/coalitions.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Three in the first organization, one in the second, one in none.
World two_organizations(const Parameters& parameters = {}) {
    NetworkData network = people_with(5, {tie(0, 1)});
    network.organization = {0, 0, 0, 1, unaffiliated};
    network.rank = {1.0F, 0.0F, 0.0F, 0.0F, 1.0F};
    World world = world_with(std::move(network), parameters);
    for (std::size_t i = 0; i < 5; ++i) {
        world.people.face[i].skill = 0.1F;
        world.people.capacity[organizing][i] = 0.3F + 0.1F * static_cast<float>(i);
    }
    world.organizations.capacity = {0.16F, 0.9F};
    return world;
}

}  // namespace

TEST_CASE("an organization starts at its members' mean capacity for organizing") {
    const World world = world_of(scenario_of(60));
    double mean = 0.0;
    for (Person i = 30; i < 60; ++i) {
        mean += static_cast<double>(world.people.capacity[organizing][i]) / 30.0;
    }
    CHECK(world.organizations.capacity[1] == Approx(mean).margin(1e-6));
}

TEST_CASE("an organization builds up a twelfth of the way to its members' mean a month") {
    World world = two_organizations();
    build_organizations(world, Workers(1));
    CHECK(world.organizations.capacity[0] == Approx(0.16 + (0.4 - 0.16) / 12).margin(1e-6));
    CHECK(world.organizations.capacity[1] == Approx(0.9 + (0.6 - 0.9) / 12).margin(1e-6));
}

TEST_CASE("an organization follows its best lead where that is more than its members' mean") {
    World world = two_organizations();
    world.people.face[0].skill = 0.7F;
    build_organizations(world, Workers(1));
    CHECK(world.organizations.capacity[0] == Approx(0.16 + (0.7 - 0.16) / 12).margin(1e-6));
}

TEST_CASE("an organization may follow its mean lead, or its members' capacity alone") {
    Parameters parameters;
    parameters.organizations.takes = OrganizationParameters::mean;
    World mean = two_organizations(parameters);
    parameters.organizations.takes = OrganizationParameters::members;
    World members = two_organizations(parameters);
    for (World* world : {&mean, &members}) {
        for (const Person i : {0U, 1U, 2U}) {
            world->people.face[i].skill = 0.9F;
        }
        world->people.face[1].rank = 0.5F;
        build_organizations(*world, Workers(1));
    }
    const double lead = 0.9 * (1.0 + 0.7 + 0.4) / 3;
    CHECK(mean.organizations.capacity[0] == Approx(0.16 + (lead - 0.16) / 12).margin(1e-6));
    CHECK(members.organizations.capacity[0] == Approx(0.16 + (0.4 - 0.16) / 12).margin(1e-6));
}

TEST_CASE("an organization's performance is its members' credited output per head, this month's") {
    World world = two_organizations();
    for (const Person i : {0U, 1U, 4U}) {
        world.people.face[i].acting = 0;
    }
    world.organizations.output[0].fill(9.0F);
    world.organizations.output[1].fill(9.0F);
    world.month = 27;
    form_coalitions(world, Workers(1));
    build_organizations(world, Workers(1));
    CHECK(world.organizations.output[0][3] ==
          Approx(static_cast<double>(world.coalitions.list[0].output) / 3.0).margin(1e-6));
    CHECK(world.organizations.output[0][2] == 9.0F);
    CHECK(world.organizations.output[1][3] == 0.0F);
}

TEST_CASE("one works together as far as oneself or one's organization can organize") {
    World world = two_organizations();
    world.organizations.capacity = {0.35F, 0.9F};
    CHECK(world.organizing_of(0) == 0.35F);
    CHECK(world.organizing_of(1) == 0.4F);
    CHECK(world.organizing_of(3) == 0.9F);
    CHECK(world.organizing_of(4) == world.people.capacity[organizing][4]);
}

TEST_CASE("in the other reading one works together where either oneself or the organization can") {
    Parameters parameters;
    parameters.organizing.structure = OrganizingParameters::either;
    World world = two_organizations(parameters);
    world.organizations.capacity = {0.35F, 0.9F};
    CHECK(world.organizing_of(0) == Approx(1.0 - 0.7 * 0.65).margin(1e-6));
    CHECK(world.organizing_of(4) == world.people.capacity[organizing][4]);
}
