#include "scenarios/selection.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/karate_club.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

Activity activity_of(int select, std::int64_t participants = 1, int scope = Activity::individual) {
    Activity activity;
    activity.select = select;
    activity.scope = scope;
    activity.participants = participants;
    return activity;
}

using Months = std::vector<std::int32_t>;
Months nobody_yet(const World& world) { return Months(world.people.size(), never_trained); }

// The order in which all are taken, one by one; `last_taken`: when each was taken before.
std::vector<Person> order_of(const World& world, int select, const Months& last_taken) {
    const Activity activity = activity_of(select);
    const ProgramParameters parameters;
    Queue queue(world, activity, 0, parameters, last_taken);
    std::vector<Person> order;
    for (auto cohort = queue.next_cohort(); !cohort.empty(); cohort = queue.next_cohort()) {
        REQUIRE(cohort.size() == 1);
        order.push_back(cohort[0]);
    }
    return order;
}

std::vector<Person> order_of(const World& world, int select) {
    return order_of(world, select, nobody_yet(world));
}

// All cohorts of an activity.
std::vector<std::vector<Person>> cohorts_of(const World& world, const Activity& activity) {
    const ProgramParameters parameters;
    const Months last_taken = nobody_yet(world);
    Queue queue(world, activity, 0, parameters, last_taken);
    std::vector<std::vector<Person>> cohorts;
    for (auto cohort = queue.next_cohort(); !cohort.empty(); cohort = queue.next_cohort()) {
        cohorts.push_back(cohort);
    }
    return cohorts;
}

void require_everyone_once(const std::vector<std::vector<Person>>& cohorts, std::size_t people,
                           std::size_t participants) {
    std::set<Person> taken;
    for (const auto& cohort : cohorts) {
        REQUIRE(cohort.size() <= participants);
        for (const Person i : cohort) {
            REQUIRE(taken.insert(i).second);
        }
    }
    REQUIRE(taken.size() == people);
}

template <class Circle>
std::size_t circles_in(const std::vector<Person>& cohort, Circle circle) {
    std::set<std::uint32_t> circles;
    for (const Person i : cohort) {
        circles.insert(circle(i));
    }
    return circles.size();
}

}  // namespace

TEST_CASE("betweenness from all sources is the published one of the karate club") {
    const World world = world_with(people_with(karate_people, karate_ties()));
    const std::vector<double> score = sampled_betweenness(world, 1000, 0);
    // Freeman's betweenness, each pair counted once (Brandes 2001's algorithm in networkx).
    CHECK(score[0] == Approx(231.071429).margin(1e-5));
    CHECK(score[33] == Approx(160.551587).margin(1e-5));
    CHECK(score[32] == Approx(76.690476).margin(1e-5));
    CHECK(score[11] == 0.0);
}

TEST_CASE("betweenness from sampled sources is right on average") {
    World world = world_with(people_with(karate_people, karate_ties()));
    double mean = 0.0;
    double square = 0.0;
    constexpr int samples = 2000;
    for (std::uint32_t n = 0; n < samples; ++n) {
        const double score = sampled_betweenness(world, 8, n)[0];
        mean += score / samples;
        square += score * score / samples;
    }
    CHECK(std::abs(mean - 231.071429) < 4.0 * std::sqrt((square - mean * mean) / samples));
}

TEST_CASE("by position the highest rank comes first, equals in no order of their numbers") {
    const World world = world_of(scenario_of(300));
    const std::vector<Person> order = order_of(world, Activity::by_position);
    CHECK(order.size() == 300);
    for (std::size_t n = 1; n < order.size(); ++n) {
        REQUIRE(world.people.face[order[n]].rank <= world.people.face[order[n - 1]].rank);
    }
    CHECK_FALSE(std::is_sorted(order.begin() + 60, order.end()));
}

TEST_CASE("by degree and by betweenness the best connected come first, volunteers by commitment") {
    World world = world_with(people_with(karate_people, karate_ties()));
    CHECK(order_of(world, Activity::by_degree)[0] == 33);
    CHECK(order_of(world, Activity::by_degree)[1] == 0);
    CHECK(order_of(world, Activity::by_betweenness)[0] == 0);
    CHECK(order_of(world, Activity::by_betweenness)[1] == 33);
    world.people.commitment[17] = 0.9F;
    world.people.commitment[4] = 0.8F;
    CHECK(order_of(world, Activity::volunteers)[0] == 17);
    CHECK(order_of(world, Activity::volunteers)[1] == 4);
}

TEST_CASE("the nominated are those whom colleagues of their organization trust most") {
    NetworkData network = people_with(6, {{{0, 1}, 0.9F, 0.1F},
                                          {{0, 2}, 0.2F, 0.3F},
                                          {{1, 2}, 0.4F, 0.4F},
                                          {{3, 4}, 0.1F, 0.1F},
                                          {{4, 5}, 0.0F, 1.0F},
                                          {{0, 4}, 1.0F, 1.0F}});
    network.organization = {0, 0, 0, 1, 1, unaffiliated};
    const World world = world_with(std::move(network));
    // Received inside: 0: .1 + .3; 1: .9 + .4; 2: .2 + .4; 3, 4: .1; 5: no colleagues.
    const std::vector<Person> order = order_of(world, Activity::nominated);
    CHECK(std::vector<Person>(order.begin(), order.begin() + 3) == std::vector<Person>{1, 2, 0});
    CHECK(order.back() == 5);
}

TEST_CASE("the underrepresented come first: those of whose culture the least share acts") {
    NetworkData network = people_with(8);
    network.culture = {0, 0, 0, 0, 1, 1, 1, 1};
    World world = world_with(std::move(network));
    for (const Person i : {0U, 4U, 5U}) {
        world.people.face[i].acting = 0;
    }
    const std::vector<Person> order = order_of(world, Activity::underrepresented);
    for (std::size_t n = 0; n < 8; ++n) {
        CHECK((order[n] < 4) == (n < 4));
    }
}

TEST_CASE("at random everyone has the same chance of being first") {
    World world = world_of(scenario_of(20));
    std::vector<double> first(20);
    constexpr int months = 20'000;
    const Activity activity = activity_of(Activity::at_random);
    const ProgramParameters parameters;
    const Months last_taken = nobody_yet(world);
    for (int n = 0; n < months; ++n) {
        ++first[Queue(world, activity, 0, parameters, last_taken).next_cohort()[0]];
        ++world.month;
    }
    for (const double count : first) {
        CHECK(std::abs(count / months - 0.05) < 4.0 * error_of_share(0.05, months));
    }
}

TEST_CASE("those taken within two years come behind all others, longest ago first") {
    World world = world_of(scenario_of(300));
    world.month = 30;
    Months last_taken = nobody_yet(world);
    for (const auto& [person, month] : {std::pair(0, 12), std::pair(1, 7), std::pair(30, 9)}) {
        last_taken[static_cast<std::size_t>(person)] = month;
        world.people.trained[static_cast<std::size_t>(person)] = month;
    }
    std::vector<Person> order = order_of(world, Activity::by_position, last_taken);
    CHECK(std::vector<Person>(order.end() - 3, order.end()) == std::vector<Person>{1, 30, 0});
    // Two years after the month it is as if it had not been.
    ++world.month;
    order = order_of(world, Activity::by_position, last_taken);
    CHECK(std::vector<Person>(order.end() - 2, order.end()) == std::vector<Person>{30, 0});
    last_taken[1] = nobody_yet(world)[1];
    CHECK(order_of(world, Activity::by_position, last_taken) == order);
}

TEST_CASE("a newcomer does not wait for what the predecessor was taken into") {
    World world = world_of(scenario_of(300));
    world.month = 30;
    Months last_taken = nobody_yet(world);
    last_taken[0] = 28;
    world.people.joined[0] = 28;  // at the end of the month in which the predecessor was taken
    const std::vector<Person> order = order_of(world, Activity::by_position, last_taken);
    CHECK(std::find(order.begin(), order.begin() + 10, 0U) != order.begin() + 10);
}

TEST_CASE("a newcomer whom another activity has taken does not wait for the predecessor either") {
    World world = world_of(scenario_of(300));
    world.month = 30;
    Months last_taken = nobody_yet(world);
    last_taken[0] = 20;  // the predecessor, into this activity
    world.people.joined[0] = 25;
    world.people.trained[0] = 28;  // the newcomer, into another
    const std::vector<Person> order = order_of(world, Activity::by_position, last_taken);
    CHECK(std::find(order.begin(), order.begin() + 10, 0U) != order.begin() + 10);
}

TEST_CASE("cohorts keep to their scope, and take everyone once") {
    Scenario scenario = scenario_of(360);
    scenario.network.communities = 2;
    const World world = world_of(scenario);
    const Population& people = world.people;
    const int scope = GENERATE(static_cast<int>(Activity::individual), Activity::team,
                               Activity::organization, Activity::community, Activity::mixed);
    const std::int64_t participants = GENERATE(1, 5, 45);
    const auto cohorts = cohorts_of(world, activity_of(Activity::at_random, participants, scope));
    require_everyone_once(cohorts, 360, static_cast<std::size_t>(participants));
    for (const auto& cohort : cohorts) {
        if (scope == Activity::team) {
            REQUIRE(circles_in(cohort, [&](Person i) { return people.team[i]; }) == 1);
        } else if (scope == Activity::organization) {
            REQUIRE(circles_in(cohort, [&](Person i) { return people.face[i].organization; }) == 1);
        } else if (scope == Activity::community) {
            REQUIRE(circles_in(cohort, [&](Person i) { return people.community[i]; }) == 1);
        }
    }
}

TEST_CASE(
    "a mixed cohort comes from as many organizations as it has people, while there are such") {
    const World world = world_of(scenario_of(600));
    const auto cohorts = cohorts_of(world, activity_of(Activity::at_random, 8, Activity::mixed));
    for (std::size_t n = 0; n < 30; ++n) {
        REQUIRE(circles_in(cohorts[n],
                           [&](Person i) { return world.people.face[i].organization; }) == 8);
    }
}
