#include "agents/dialogue.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

World two_communities() {
    NetworkData network = people_with(5);
    network.community = {0, 0, 0, 1, 1};
    network.rank = {1.0F, 0.0F, 0.5F, 0.0F, 0.0F};
    World world = world_with(std::move(network));
    set(world.people.concern_of(0), {1.0F, 0.0F});
    set(world.people.concern_of(1), {0.0F, 1.0F});
    set(world.people.concern_of(2), {0.5F, 0.5F});
    set(world.people.concern_of(3), {0.2F, 0.8F});
    set(world.people.concern_of(4), {0.4F, 0.6F});
    set(world.communities.narrative.data(), {0.3F, 0.7F});
    set(world.communities.narrative.data() + 8, {0.6F, 0.4F});
    return world;
}

}  // namespace

TEST_CASE("the story moves a twentieth toward what residents voice, the ranked heard most") {
    World world = two_communities();
    tell_the_story(world, Workers(1));
    const double voiced = (1.05 * 1.0 + 0.05 * 0.0 + 0.55 * 0.5) / 1.65;
    CHECK(world.communities.narrative[0] == Approx(0.95 * 0.3 + 0.05 * voiced).margin(1e-6));
    CHECK(world.communities.narrative[1] ==
          Approx(0.95 * 0.7 + 0.05 * (1.0 - voiced)).margin(1e-6));
}

TEST_CASE("each community tells its own story") {
    World world = two_communities();
    tell_the_story(world, Workers(1));
    CHECK(world.communities.narrative[8] == Approx(0.95 * 0.6 + 0.05 * 0.3).margin(1e-6));
}

TEST_CASE("at the start the story is the plain mean of what residents voice") {
    const World world = world_of(scenario_of(60));
    double mean = 0.0;
    for (Person i = 0; i < 60; ++i) {
        mean += static_cast<double>(world.people.concern_of(i)[2]) / 60.0;
    }
    CHECK(world.communities.narrative[2] == Approx(mean).margin(1e-6));
}

TEST_CASE("the story has the same bits with any number of threads") {
    World one = world_of(scenario_of(3000));
    World seven = one;
    tell_the_story(one, Workers(1));
    tell_the_story(seven, Workers(7));
    CHECK(one.communities.narrative == seven.communities.narrative);
}
