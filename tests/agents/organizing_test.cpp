#include "agents/organizing.hpp"

#include <cmath>

#include "agents/dialogue.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Ego 0, bent on factor 0, with four equally trusted alters of whom the first acts on factor 0.
World star(const Parameters& parameters) {
    World world =
        world_with(people_with(5, {tie(0, 1), tie(0, 2), tie(0, 3), tie(0, 4)}), parameters);
    for (Person i = 0; i < 5; ++i) {
        set(world.people.concern_of(i), {1.0F, 0.0F});
        set(world.people.strategy_of(i), {1.0F, 0.0F});
        set(world.people.intention_of(i), {1.0F, 0.0F});
        world.people.target[i] = 0;
    }
    set(world.communities.narrative.data(), {1.0F, 0.0F});
    for (auto& capacity : world.people.capacity) {
        fill(capacity, 0.0F);
    }
    fill(world.people.commitment, 0.0F);
    fill(world.people.threshold, 0.25F);
    world.people.face[1].acting = 0;
    return world;
}

bool acts(World& world, Person i = 0) {
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    return world.people.acting(i);
}

// The target ego 0 takes who worked on factor 0 and now weighs the two factors so.
int target_with(double inertia, float first, float second) {
    Parameters parameters = plain_thresholds();
    parameters.organizing.inertia = inertia;
    World world = star(parameters);
    set(world.scratch.next_voice.data(), {first, second, 0, 0, 0, 0, 0, 0});
    set(world.scratch.next_voice.data() + 8, {0, 0, 0, 0, 0, 0, 0, 0});
    organize(world, Workers(1));
    return world.people.target[0];
}

}  // namespace

TEST_CASE("one acts when the share acting exactly meets the threshold, and not just below") {
    World met = star(plain_thresholds());
    CHECK(acts(met));
    CHECK(met.people.support[0] == 0.25F);
    CHECK(met.people.role[0] == Role::follower);
    CHECK(met.people.has_practised(0, organizing));
    World missed = star(plain_thresholds());
    missed.people.threshold[0] = std::nextafter(0.25F, 1.0F);
    CHECK_FALSE(acts(missed));
    CHECK(missed.people.role[0] == Role::none);
    CHECK_FALSE(missed.people.has_practised(0, organizing));
}

TEST_CASE("commitment lowers the threshold in proportion") {
    World world = star(plain_thresholds());
    world.people.threshold[0] = 0.5F;
    CHECK_FALSE(acts(world));
    world = star(plain_thresholds());
    world.people.threshold[0] = 0.5F;
    world.people.commitment[0] = 0.5F;
    CHECK(acts(world));
}

TEST_CASE("alters who act on something else give no support") {
    World world = star(plain_thresholds());
    world.people.face[1].acting = 1;
    CHECK_FALSE(acts(world));
    CHECK(world.people.support[0] == 0.0F);
}

TEST_CASE("support is weighed by trust") {
    World world = star(plain_thresholds());
    world.ties.trust(0)[0] = 0.25F;
    CHECK_FALSE(acts(world));
    CHECK(world.people.support[0] == Approx(0.25 / 1.75).margin(1e-6));
}

TEST_CASE("who acted last month stays at a lower threshold") {
    Parameters parameters = plain_thresholds();
    parameters.organizing.stay = 0.25;
    World world = star(parameters);
    world.people.threshold[0] = 0.5F;
    CHECK_FALSE(acts(world));
    world = star(parameters);
    world.people.threshold[0] = 0.5F;
    world.people.face[0].acting = 0;
    CHECK(acts(world));
}

TEST_CASE("a target changes only for a gain above inertia") {
    CHECK(target_with(0.25, 0.375F, 0.625F) == 0);
    CHECK(target_with(0.25, 0.25F, 0.75F) == 1);
    CHECK(target_with(0.0, 0.5F, 0.5F) == 0);
    CHECK(target_with(0.0, 0.49F, 0.51F) == 1);
}

TEST_CASE("without initiative nobody acts below the threshold") {
    World world = star(plain_thresholds());
    world.people.face[1].acting = not_acting;
    world.people.clarity[0] = 1.0F;
    world.people.commitment[0] = 0.9F;
    for (int month = 0; month < 100; ++month) {
        REQUIRE_FALSE(acts(world));
        ++world.month;
    }
}

TEST_CASE("initiative begins with probability initiative x commitment x clarity") {
    constexpr double people = 40'000;
    Parameters parameters = plain_thresholds();
    parameters.organizing.initiative = 0.5;
    World world = world_with(people_with(static_cast<std::size_t>(people)), parameters);
    fill(world.people.threshold, 0.5F);
    fill(world.people.commitment, 0.6F);
    fill(world.people.clarity, 0.4F);
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    double began = 0.0;
    for (Person i = 0; i < world.people.size(); ++i) {
        began += world.people.role[i] == Role::initiator && world.people.acting(i) ? 1.0 : 0.0;
    }
    CHECK(std::abs(began / people - 0.12) < 4.0 * error_of_share(0.12, people));
}

TEST_CASE("who thinks in systems follows the mental model, who does not, the concern") {
    World world = star(plain_thresholds());
    world.people.capacity[systems_thinking][0] = 0.75F;
    set(world.people.mental_model_of(0), {0.0F, 1.0F});
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    CHECK(world.people.strategy_of(0)[0] == Approx(0.25).margin(1e-6));
    CHECK(world.people.strategy_of(0)[1] == Approx(0.75).margin(1e-6));
    CHECK(world.people.target[0] == 1);
    CHECK(world.people.target[2] == 0);
}

TEST_CASE("who organizes works on what alters would work on") {
    const float capacity = GENERATE(0.25F, 0.75F);
    World world = star(plain_thresholds());
    world.people.capacity[organizing][0] = capacity;
    for (Person alter = 1; alter < 5; ++alter) {
        set(world.people.strategy_of(alter), {0.0F, 1.0F});
    }
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    // plan = (1 - O, O); what one would work on oneself stays the own.
    CHECK(world.people.target[0] == (capacity > 0.5F ? 1 : 0));
    CHECK(world.people.strategy_of(0)[0] == 1.0F);
}

TEST_CASE("an organization's structure organizes those who could not themselves") {
    NetworkData network = people_with(3, {tie(0, 1), tie(0, 2)});
    network.organization = {0, unaffiliated, unaffiliated};
    World world = world_with(std::move(network), plain_thresholds());
    for (Person i = 0; i < 3; ++i) {
        set(world.people.concern_of(i), {1.0F, 0.0F});
        set(world.people.intention_of(i), {1.0F, 0.0F});
        set(world.people.strategy_of(i), {0.0F, 1.0F});
        world.people.target[i] = 0;
    }
    set(world.communities.narrative.data(), {1.0F, 0.0F});
    for (auto& capacity : world.people.capacity) {
        fill(capacity, 0.0F);
    }
    world.organizations.capacity[0] = 0.75F;
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    CHECK(world.people.target[0] == 1);
    CHECK(world.people.target[1] == 0);
}

TEST_CASE("exploring takes a random target with probability explore x systems thinking") {
    constexpr double people = 40'000;
    Parameters parameters = plain_thresholds();
    parameters.organizing.explore = 0.5;
    World world = world_with(people_with(static_cast<std::size_t>(people)), parameters);
    fill(world.people.capacity[systems_thinking], 0.4F);
    for (Person i = 0; i < world.people.size(); ++i) {
        for (float* vector : {world.people.concern_of(i), world.people.mental_model_of(i),
                              world.people.intention_of(i)}) {
            set(vector, {1.0F, 0.0F});
        }
        world.people.target[i] = 0;
    }
    set(world.communities.narrative.data(), {1.0F, 0.0F});
    dialogue(world, Workers(1));
    organize(world, Workers(1));
    double strayed = 0.0;
    for (Person i = 0; i < world.people.size(); ++i) {
        strayed += world.people.target[i] == 1 ? 1.0 : 0.0;
    }
    // Half of those who explore find the old target again.
    CHECK(std::abs(strayed / people - 0.1) < 4.0 * error_of_share(0.1, people));
}
