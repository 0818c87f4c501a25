#include "agents/learning.hpp"

#include <cmath>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Nobody learns anything: each test sets what it is about.
Parameters idle() {
    Parameters parameters;
    LearningParameters& p = parameters.learning;
    p.lambda = p.lambda_m = p.sigma = p.pool = p.rho = p.fade = p.reflect = p.reflect_learned = 0.0;
    p.need = p.coherence = p.success = p.alone = 0.0;
    return parameters;
}

World idle_world(const Parameters& parameters, std::size_t people = 3) {
    World world = world_with(people_with(people, {tie(0, 1), tie(1, 2)}), parameters, 4);
    for (std::size_t c = 0; c < process_count; ++c) {
        fill(world.people.capacity_baseline[c], 0.2F);
        fill(world.people.capacity[c], 0.2F);
    }
    return world;
}

void months(World& world, int count) {
    for (int month = 0; month < count; ++month) {
        learn(world, Workers(1));
        ++world.month;
    }
}

}  // namespace

TEST_CASE(
    "unpractised gains fade by their share a month: half are gone after ln .5 / ln(1 - fade)") {
    Parameters parameters = idle();
    parameters.learning.fade = 0.07;
    World world = idle_world(parameters);
    fill(world.people.capacity[bridging], 0.8F);
    world.people.skill_baseline[0] = 0.1F;
    world.people.face[0].skill = 0.9F;
    fill(world.people.openness_baseline, 0.3F);
    fill(world.people.openness, 0.7F);
    fill(world.people.clarity_baseline, 0.3F);
    fill(world.people.clarity, 0.1F);
    const double half_life = std::log(0.5) / std::log(1.0 - 0.07);
    for (int month = 1; month <= 24; ++month) {
        months(world, 1);
        const double left = std::pow(0.5, month / half_life);
        REQUIRE(world.people.capacity[bridging][0] == Approx(0.2 + 0.6 * left).margin(1e-5));
        REQUIRE(world.people.face[0].skill == Approx(0.1 + 0.8 * left).margin(1e-5));
        REQUIRE(world.people.openness[0] == Approx(0.3 + 0.4 * left).margin(1e-5));
        REQUIRE(world.people.clarity[0] == Approx(0.3 - 0.2 * left).margin(1e-5));
        REQUIRE(world.people.capacity[connecting][0] == Approx(0.2).margin(1e-6));
    }
}

TEST_CASE("what is practised grows by lambda qL of its distance to 1, and is practised once") {
    Parameters parameters = idle();
    parameters.learning.lambda = 0.5;
    World world = idle_world(parameters);
    world.people.capacity[learning][0] = 0.6F;
    world.people.practise(0, organizing);
    months(world, 1);
    CHECK(world.people.capacity[organizing][0] == Approx(0.2 + 0.5 * 0.6 * 0.8).margin(1e-6));
    CHECK(world.people.capacity[connecting][0] == Approx(0.2).margin(1e-6));
    CHECK(world.people.practised[0] == 0);
}

TEST_CASE("skill is practised by leading") {
    Parameters parameters = idle();
    parameters.learning.lambda = 0.5;
    World world = idle_world(parameters);
    world.people.capacity[learning][0] = 0.6F;
    world.people.role[0] = Role::lead;
    for (const std::size_t i : {0U, 1U}) {
        world.people.face[i].skill = world.people.skill_baseline[i] = 0.2F;
    }
    months(world, 1);
    CHECK(world.people.face[0].skill == Approx(0.2 + 0.5 * 0.6 * 0.8).margin(1e-6));
    CHECK(world.people.face[1].skill == 0.2F);
}

TEST_CASE("capacities stay in 0 .. 1 at the ends of every range") {
    Parameters parameters = idle();
    parameters.learning.lambda = 1.0;
    parameters.learning.fade = 1.0;
    World world = idle_world(parameters);
    for (std::size_t c = 0; c < process_count; ++c) {
        fill(world.people.capacity[c], 1.0F);
        fill(world.people.capacity_baseline[c], c % 2 == 0 ? 1.0F : 0.0F);
    }
    for (int month = 0; month < 5; ++month) {
        world.people.practised[0] = 31;
        months(world, 1);
        for (std::size_t c = 0; c < process_count; ++c) {
            REQUIRE(world.people.capacity[c][0] >= 0.0F);
            REQUIRE(world.people.capacity[c][0] <= 1.0F);
        }
    }
}

TEST_CASE("a prototype moves the belief in one's factor toward its gain") {
    Parameters parameters = idle();
    parameters.learning.lambda_m = 0.5;
    World world = idle_world(parameters);
    world.people.capacity[learning][0] = 0.4F;
    world.people.face[0].acting = 2;
    set(world.people.mental_model_of(0), {0.2F, 0.2F, 0.5F, 0.1F});
    months(world, 1);
    // All four gains are .25: m goes .2 of the way from .5, then the whole is scaled to 1.
    const double moved = 0.5 + 0.2 * (0.25 - 0.5);
    CHECK(world.people.mental_model_of(0)[2] == Approx(moved / (0.5 + moved)).margin(1e-6));
    CHECK(world.people.mental_model_of(0)[0] == Approx(0.2 / (0.5 + moved)).margin(1e-6));
}

TEST_CASE("what a prototype shows is right on average, and exact to who thinks in systems") {
    constexpr std::size_t people = 20'000;
    Parameters parameters = idle();
    parameters.learning.lambda_m = 1.0;
    parameters.learning.sigma = 0.5;
    const float systemic = GENERATE(0.0F, 1.0F);
    World world = idle_world(parameters, people);
    fill(world.people.capacity[learning], 1.0F);
    fill(world.people.capacity[systems_thinking], systemic);
    double sum = 0.0;
    double square = 0.0;
    for (Person i = 0; i < people; ++i) {
        world.people.face[i].acting = 1;
        set(world.people.mental_model_of(i), {0.5F, 0.0F, 0.25F, 0.25F});
    }
    months(world, 1);
    for (Person i = 0; i < people; ++i) {
        const double m = static_cast<double>(world.people.mental_model_of(i)[1]);
        const double sample = m / (1.0 - m) / 0.25;  // over the gain, .25
        sum += sample / people;
        square += sample * sample / people;
    }
    const double variance = systemic > 0.5F ? 0.0 : std::exp(0.25) - 1.0;
    CHECK(std::abs(sum - 1.0) <= 4.0 * std::sqrt(variance / people) + 1e-5);
    CHECK(square - sum * sum == Approx(variance).margin(0.02));
}

TEST_CASE("pooling moves the whole model toward an alter's by pool x systems thinking x trust") {
    Parameters parameters = idle();
    parameters.learning.pool = 0.5;
    World world = idle_world(parameters);
    fill(world.people.capacity[systems_thinking], 1.0F);
    set(world.people.mental_model_of(0), {1.0F, 0.0F, 0.0F, 0.0F});
    set(world.people.mental_model_of(1), {0.0F, 1.0F, 0.0F, 0.0F});
    set(world.people.mental_model_of(2), {1.0F, 0.0F, 0.0F, 0.0F});
    months(world, 1);
    // Everybody speaks with last month's models, whoever is first.
    CHECK(world.people.mental_model_of(0)[1] == Approx(0.25).margin(1e-6));
    CHECK(world.people.mental_model_of(1)[1] == Approx(0.75).margin(1e-6));
}

TEST_CASE("one pools with probability systems thinking") {
    constexpr std::size_t people = 20'000;
    Parameters parameters = idle();
    parameters.learning.pool = 1.0;
    std::vector<NewTie> pairs;
    for (Person i = 0; i < people; i += 2) {
        pairs.push_back(tie(i, i + 1));
    }
    World world = world_with(people_with(people, pairs), parameters);
    fill(world.people.capacity[systems_thinking], 0.3F);
    for (Person i = 0; i < people; ++i) {
        set(world.people.mental_model_of(i), {i % 2 == 0 ? 1.0F : 0.0F, i % 2 == 0 ? 0.0F : 1.0F});
    }
    months(world, 1);
    double pooled = 0.0;
    for (Person i = 0; i < people; ++i) {
        pooled += world.people.mental_model_of(i)[i % 2] < 1.0F ? 1.0 : 0.0;
    }
    CHECK(std::abs(pooled / people - 0.3) < 4.0 * error_of_share(0.3, people));
}

TEST_CASE("reflection raises openness and clarity and turns intention to what the group lacks") {
    Parameters parameters = idle();
    parameters.learning.reflect = 1.0;
    parameters.learning.rho = 0.2;
    parameters.learning.need = 0.5;
    World world = idle_world(parameters);
    world.people.capacity[learning][0] = 0.5F;
    world.people.openness[0] = world.people.openness_baseline[0] = 0.4F;
    world.people.clarity[0] = world.people.clarity_baseline[0] = 0.6F;
    set(world.people.intention_of(0), {1.0F, 0.0F, 0.0F, 0.0F});
    world.communities.factor = {1.0, 0.5, 0.5, 0.0};
    months(world, 1);
    CHECK(world.people.openness[0] == Approx(0.4 + 0.1 * 0.6).margin(1e-6));
    CHECK(world.people.clarity[0] == Approx(0.6 + 0.1 * 0.4).margin(1e-6));
    CHECK(world.people.intention_of(0)[0] == Approx(0.75).margin(1e-6));
    CHECK(world.people.intention_of(0)[3] == Approx(0.25 * 0.5).margin(1e-6));
}

TEST_CASE("one reflects with probability reflect + reflect_learned qL") {
    constexpr std::size_t people = 20'000;
    Parameters parameters = idle();
    parameters.learning.reflect = 0.3;
    parameters.learning.reflect_learned = 0.5;
    parameters.learning.rho = 0.2;
    World world = world_with(people_with(people), parameters);
    fill(world.people.capacity[learning], 0.4F);
    const Column<float> before = world.people.clarity;
    months(world, 1);
    double reflected = 0.0;
    for (std::size_t i = 0; i < people; ++i) {
        reflected += world.people.clarity[i] > before[i] ? 1.0 : 0.0;
    }
    CHECK(std::abs(reflected / people - 0.5) < 4.0 * error_of_share(0.5, people));
}

TEST_CASE("commitment follows shared concern and clarity, success and support by hand") {
    Parameters parameters = idle();
    parameters.learning.coherence = 0.05;
    parameters.learning.success = 0.1;
    parameters.learning.alone = 0.03;
    World world = idle_world(parameters);
    fill(world.people.commitment, 0.4F);
    fill(world.people.coherence, 0.9F);
    fill(world.people.clarity, 0.5F);
    fill(world.people.clarity_baseline, 0.5F);
    fill(world.people.support, 0.25F);
    world.people.face[0].acting = 0;
    world.communities.rise_before[0] = 0.005F;
    months(world, 1);
    const double resting = 0.4 + 0.05 * (0.45 - 0.4);
    CHECK(world.people.commitment[1] == Approx(resting).margin(1e-6));
    CHECK(world.people.commitment[0] ==
          Approx(resting + 0.1 * 0.5 * 0.6 - 0.03 * 0.75 * 0.4).margin(1e-6));
    world.people.commitment[0] = 0.4F;
    world.communities.rise_before[0] = 0.5F;
    months(world, 1);
    CHECK(world.people.commitment[0] ==
          Approx(resting + 0.1 * 0.6 - 0.03 * 0.75 * 0.4).margin(1e-6));
}
