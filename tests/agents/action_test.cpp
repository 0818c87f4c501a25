#include "agents/action.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// The reference system, of one community of four people; nobody acts until told.
World reference_world(double gamma = 0.04) {
    Scenario scenario;
    scenario.issues = reference_issues();
    scenario.parameters.action = {.gamma = gamma, .half_pressure = 0.05, .universal = 1.0};
    return make_world(prepared_with(scenario, people_with(4)), 0);
}

// A coalition of these people whose output is `output`, set without their having formed one.
void add_coalition(World& world, const std::vector<Person>& members, std::uint8_t target,
                   float output) {
    Coalition coalition;
    coalition.label = members.front();
    coalition.community = world.people.community[members.front()];
    coalition.size = static_cast<std::uint32_t>(members.size());
    coalition.first = static_cast<std::uint32_t>(world.coalitions.members.size());
    coalition.target = target;
    coalition.output = output;
    for (const Person i : members) {
        coalition.effort += effort_of(world.people.commitment[i], world.people.face[i]);
        world.coalitions.members.push_back(i);
    }
    world.coalitions.list.push_back(coalition);
}

void run(World& world, int months) {
    for (int month = 0; month < months; ++month) {
        act_on_the_system(world, Workers(1));
    }
}

double pressure(const World& world, std::size_t group, std::size_t target) {
    return from_fixed(world.scratch.pressure[group * 2 + target]);
}

// Seven people of the first culture, three of the second, two issues.
World two_cultures(double universal) {
    NetworkData network = people_with(10);
    network.culture = {0, 0, 0, 0, 0, 0, 0, 1, 1, 1};
    Parameters parameters;
    parameters.action.universal = universal;
    World world = world_with(std::move(network), parameters);
    fill(world.people.commitment, 0.5F);
    for (Face& face : world.people.face) {
        face.skill = 0.5F;
    }
    return world;
}

}  // namespace

TEST_CASE("without pressure the issue system stays at its fixed point") {
    World world = reference_world();
    for (std::size_t k = 0; k < 5; ++k) {
        REQUIRE(world.communities.factor[k] == Approx(0.5).margin(1e-9));
    }
    run(world, 50);
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(world.communities.factor[k] == Approx(0.5).margin(1e-9));
    }
    CHECK(world.communities.result[0] == Approx(2.5).margin(1e-9));
}

TEST_CASE("under lasting pressure the issue system comes to rest at fixed_point()") {
    World world = reference_world();
    // Output per resident of half_pressure on every factor: half of gamma each.
    for (std::uint8_t k = 0; k < 5; ++k) {
        add_coalition(world, {0}, k, 4.0F * 0.05F);
    }
    run(world, 600);
    const std::vector<double> expected = fixed_point(world.frame->issues, 0, 0.02);
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(world.communities.factor[k] == Approx(expected[k]).margin(1e-6));
    }
    CHECK(expected[0] > 0.5);
}

TEST_CASE("a year of pressure on one factor moves the result by its leverage within the year") {
    const auto k = static_cast<std::uint8_t>(GENERATE(0, 1, 2, 3, 4));
    World world = reference_world();
    add_coalition(world, {0}, k, 4.0F * 0.05F);
    const double before = world.communities.result[0];
    run(world, 12);
    CHECK((world.communities.result[0] - before) / 0.02 ==
          Approx(world.frame->analysis.leverage_within_horizon[k]).margin(1e-5));
}

TEST_CASE("pressure rises as the square of output over its half, per resident") {
    const auto rise_at = [](float output) {
        World world = reference_world(0.06);
        add_coalition(world, {0}, 2, 4.0F * output);
        run(world, 1);
        return (world.communities.factor[2] - 0.5) * 6.0 / 0.06;
    };
    CHECK(rise_at(0.0F) == Approx(0.0).margin(1e-6));
    CHECK(rise_at(0.05F) == Approx(0.5).margin(1e-6));
    CHECK(rise_at(0.1F) == Approx(0.8).margin(1e-6));
    CHECK(rise_at(0.15F) == Approx(0.9).margin(1e-6));
}

TEST_CASE("outputs of several coalitions on one factor add up") {
    World world = reference_world(0.06);
    add_coalition(world, {0}, 2, 4.0F * 0.02F);
    add_coalition(world, {1, 2}, 2, 4.0F * 0.03F);
    run(world, 1);
    CHECK((world.communities.factor[2] - 0.5) * 6.0 / 0.06 == Approx(0.5).margin(1e-6));
}

TEST_CASE("the factors stay in 0 .. 1 however hard they are pressed") {
    World world = reference_world(1.0);
    for (std::uint8_t k = 0; k < 5; ++k) {
        add_coalition(world, {0}, k, 1000.0F);
    }
    run(world, 200);
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(world.communities.factor[k] <= 1.0);
        CHECK(world.communities.factor[k] >= 0.0);
    }
}

TEST_CASE("the rise of the result is remembered for a month, and a fall counts as none") {
    World world = reference_world();
    add_coalition(world, {0}, 0, 1.0F);
    run(world, 1);
    const float rise = world.communities.rise[0];
    CHECK(rise > 0.0F);
    CHECK(world.communities.rise_before[0] == 0.0F);
    world.communities.factor.assign(5, 0.9);
    take_stock(world);
    run(world, 1);
    CHECK(world.communities.rise_before[0] == rise);
    CHECK(world.communities.rise[0] == 0.0F);
}

TEST_CASE("who is at the table decides who gains: a group's part by hand") {
    World world = two_cultures(0.25);
    add_coalition(world, {0, 1, 7}, 1, 10.0F * 0.06F);
    run(world, 1);
    // Parts of the effort 2/3 and 1/3 over .7 and .3: .952 and 1.111, which weigh to 1 already.
    CHECK(pressure(world, 0, 1) == Approx(0.06 * (0.25 + 0.75 * (2.0 / 3) / 0.7)).margin(1e-6));
    CHECK(pressure(world, 1, 1) == Approx(0.06 * (0.25 + 0.75 * (1.0 / 3) / 0.3)).margin(1e-6));
    CHECK(pressure(world, 0, 0) == 0.0);
}

TEST_CASE("what a coalition gains is shared out over the groups, never more nor less") {
    const double universal = GENERATE(0.0, 0.5, 1.0);
    const std::vector<Person> members =
        GENERATE(std::vector<Person>{0}, std::vector<Person>{8, 9}, std::vector<Person>{1, 2, 9});
    World world = two_cultures(universal);
    add_coalition(world, members, 0, 10.0F * 0.06F);
    run(world, 1);
    CHECK(0.7 * pressure(world, 0, 0) + 0.3 * pressure(world, 1, 0) == Approx(0.06).margin(1e-6));
}

TEST_CASE("a group that is not at the table gains the universal part only") {
    World world = two_cultures(0.5);
    add_coalition(world, {8, 9}, 0, 10.0F * 0.06F);
    run(world, 1);
    CHECK(pressure(world, 0, 0) == Approx(0.03).margin(1e-6));
    CHECK(pressure(world, 1, 0) == Approx(0.03 + 0.03 / 0.3).margin(1e-6));
}

TEST_CASE("noise shakes each factor by its standard deviation, the same for equal keys") {
    Scenario scenario;
    scenario.issues = separate_issues(2, 1, 0.5);
    scenario.parameters.issue_system.noise = 0.01;
    NetworkData network = people_with(2000);
    for (Person i = 0; i < 2000; ++i) {
        network.community[i] = i;
    }
    const Prepared prepared = prepared_with(scenario, network);
    World world = make_world(prepared, 0);
    run(world, 1);
    double square = 0.0;
    for (const double z : world.communities.factor) {
        square += (z - 0.5) * (z - 0.5);
    }
    CHECK(square / 4000 / 1e-4 == Approx(1.0).margin(4.0 * std::sqrt(2.0 / 4000)));
    World again = make_world(prepared, 0);
    run(again, 1);
    CHECK(again.communities.factor == world.communities.factor);
}
