#include "scenarios/program_run.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "agents/month.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// An hour of skill for each of `participants`, at `price` a head.
Activity hour_of_skill(std::int64_t participants, double price, int scope = Activity::individual) {
    Activity activity;
    activity.participants = participants;
    activity.scope = scope;
    activity.hours[on_skill] = 1.0;
    activity.overhead = price;
    return activity;
}

Program program_of(std::vector<Activity> activities, double budget) {
    return {"arm", "", budget, std::move(activities)};
}

std::vector<Person> trained_in(const World& world, std::int64_t month) {
    std::vector<Person> people;
    for (Person i = 0; i < world.people.size(); ++i) {
        if (world.people.trained[i] == month) {
            people.push_back(i);
        }
    }
    return people;
}

// Runs a program for some months in which nothing else happens; visit(month) after each.
template <class Visit>
void run(World& world, const Program& program, int months, Visit visit) {
    const ProgramParameters parameters;
    ProgramRun at_work(program, parameters);
    for (int month = 1; month <= months; ++month) {
        at_work.touch(world, month, Workers(1));
        visit(at_work);
        ++world.month;
    }
}

}  // namespace

TEST_CASE("money is never overspent, is carried over, and is spent to within one cohort") {
    World world = world_of(scenario_of(60));
    // 7 dollars a resident and month are 420; a cohort of 3 costs 300.
    const Program program = program_of({hour_of_skill(3, 100.0)}, 7.0);
    double income = 0.0;
    run(world, program, 12, [&](const ProgramRun& at_work) {
        income += 420.0;
        REQUIRE(at_work.spent() <= income + 1e-6);
        REQUIRE(income - at_work.spent() < 300.0);
        REQUIRE(std::fmod(at_work.spent(), 300.0) == Approx(0.0).margin(1e-6));
    });
}

TEST_CASE("what is too dear for a month is saved for") {
    World world = world_of(scenario_of(60));
    const Program program = program_of({hour_of_skill(1, 150.0)}, 1.0);
    std::vector<double> spent;
    run(world, program, 6, [&](const ProgramRun& at_work) { spent.push_back(at_work.spent()); });
    CHECK(spent == std::vector<double>{0.0, 0.0, 150.0, 150.0, 300.0, 300.0});
}

TEST_CASE("money is shared out by the activities' shares") {
    World world = world_of(scenario_of(60));
    Program program = program_of({hour_of_skill(1, 10.0), hour_of_skill(1, 10.0)}, 1.0);
    program.activities[0].share = 0.25;
    program.activities[1].share = 0.75;
    program.activities[1].hours = {};
    program.activities[1].hours[on_clarity] = 1.0;
    const Population before = world.people;
    run(world, program, 4, [](const ProgramRun&) {});
    int clearer = 0;
    int more_skilled = 0;
    for (std::size_t i = 0; i < 60; ++i) {
        clearer += world.people.clarity[i] > before.clarity[i] ? 1 : 0;
        more_skilled += world.people.face[i].skill > before.face[i].skill ? 1 : 0;
    }
    CHECK(clearer == 18);
    CHECK(more_skilled == 6);
}

TEST_CASE("a program that asks for nothing spends nothing and changes nothing") {
    World world = world_of(scenario_of(60));
    const World before = world;
    run(world, program_of({}, 100.0), 3,
        [](const ProgramRun& at_work) { REQUIRE(at_work.spent() == 0.0); });
    CHECK(world.people.capacity == before.people.capacity);
    CHECK(world.people.trained == before.people.trained);
}

TEST_CASE("an activity takes place every so many months") {
    World world = world_of(scenario_of(60));
    Program program = program_of({hour_of_skill(1, 60.0)}, 1.0);
    program.activities[0].every = 3;
    std::vector<double> spent;
    run(world, program, 6, [&](const ProgramRun& at_work) { spent.push_back(at_work.spent()); });
    CHECK(spent == std::vector<double>{0.0, 0.0, 180.0, 180.0, 180.0, 360.0});
}

TEST_CASE("hours move what they go to by a dose of 1 - exp(-hours / h0) of its distance to 1") {
    World world = world_of(scenario_of(60));
    const World before = world;
    Activity activity = hour_of_skill(1, 10.0);
    activity.hours = {10.0, 0.0, 20.0, 0.0, 0.0, 55.0, 110.0, 0.0, 5.0};
    std::vector<Proposal> introductions;
    hold(world, activity, 110.0, {7}, 0, introductions);
    const auto raised = [](float from, double hours) {
        return 1.0 - (1.0 - static_cast<double>(from)) * std::exp(-hours / 110.0);
    };
    const Population& now = world.people;
    const Population& then = before.people;
    CHECK(now.capacity[connecting][7] == Approx(raised(then.capacity[connecting][7], 10)));
    CHECK(now.capacity[organizing][7] == then.capacity[organizing][7]);
    CHECK(now.capacity[systems_thinking][7] ==
          Approx(raised(then.capacity[systems_thinking][7], 20)));
    CHECK(now.face[7].skill == Approx(raised(then.face[7].skill, 55)));
    CHECK(now.clarity[7] == Approx(raised(then.clarity[7], 110)));
    CHECK(now.openness[7] == then.openness[7]);
    CHECK(now.commitment[7] == Approx(raised(then.commitment[7], 5)));
    CHECK(now.capacity[connecting][8] == then.capacity[connecting][8]);
    CHECK(now.practised[7] == (1U << connecting | 1U << systems_thinking));
    CHECK(now.trained[7] == static_cast<std::int32_t>(world.month));
    CHECK(introductions.empty());
}

TEST_CASE("an hour teaches the same however it is sold") {
    World once = world_of(scenario_of(60));
    World twice = once;
    Activity activity = hour_of_skill(1, 10.0);
    std::vector<Proposal> introductions;
    activity.hours[on_skill] = 30.0;
    hold(once, activity, 110.0, {7}, 0, introductions);
    activity.hours[on_skill] = 15.0;
    hold(twice, activity, 110.0, {7}, 0, introductions);
    hold(twice, activity, 110.0, {7}, 1, introductions);
    CHECK(once.people.face[7].skill == Approx(twice.people.face[7].skill).margin(1e-6));
}

TEST_CASE("nobody is taken twice within two years while others are left") {
    World world = world_of(scenario_of(60));
    const int select = GENERATE(static_cast<int>(Activity::by_position), Activity::at_random);
    Program program = program_of({hour_of_skill(4, 15.0)}, 1.0);
    program.activities[0].select = select;
    std::set<Person> taken;
    run(world, program, 15, [&](const ProgramRun&) {
        for (const Person i : trained_in(world, world.month)) {
            REQUIRE(taken.insert(i).second);
        }
    });
    CHECK(taken.size() == 60);
    run(world, program, 1, [](const ProgramRun&) {});
    CHECK(trained_in(world, world.month - 1).size() == 4);
}

TEST_CASE("who is taken into one activity may be taken into another") {
    World world = world_of(scenario_of(60));
    Program program = program_of({hour_of_skill(60, 0.5), hour_of_skill(60, 0.5)}, 1.0);
    for (Activity& activity : program.activities) {
        activity.share = 0.5;
    }
    const float before = world.people.face[11].skill;
    run(world, program, 1, [](const ProgramRun& at_work) { CHECK(at_work.spent() == 60.0); });
    const double twice = 1.0 - (1.0 - static_cast<double>(before)) * std::exp(-2.0 / 110.0);
    CHECK(world.people.face[11].skill == Approx(twice).margin(1e-6));
}

TEST_CASE("pooling moves mental models to the cohort's mean, which stays") {
    World world = world_of(scenario_of(60));
    const World before = world;
    Activity activity = hour_of_skill(3, 10.0);
    activity.pooling = 0.25;
    std::vector<Proposal> introductions;
    hold(world, activity, 110.0, {5, 20, 40}, 0, introductions);
    for (int k = 0; k < 8; ++k) {
        const double mean =
            (before.people.mental_model_of(5)[k] + before.people.mental_model_of(20)[k] +
             before.people.mental_model_of(40)[k]) /
            3.0;
        for (const Person i : {5U, 20U, 40U}) {
            REQUIRE(world.people.mental_model_of(i)[k] ==
                    Approx(0.75 * before.people.mental_model_of(i)[k] + 0.25 * mean).margin(1e-6));
        }
        REQUIRE(world.people.mental_model_of(6)[k] == before.people.mental_model_of(6)[k]);
    }
    CHECK(world.people.has_practised(5, systems_thinking));
    CHECK_FALSE(world.people.has_practised(6, systems_thinking));
}

TEST_CASE("those introduced propose ties within the cohort and practise that") {
    World world = world_of(scenario_of(300));
    const std::vector<Person> cohort = {3, 60, 100, 150, 200, 250, 290};
    Activity activity = hour_of_skill(7, 10.0);
    activity.introductions = 2.5;
    std::vector<Proposal> introductions;
    hold(world, activity, 110.0, cohort, 0, introductions);
    CHECK(introductions.size() > 7);
    CHECK(introductions.size() <= 21);
    for (const auto& [pair, acceptance, trust, kinds] : introductions) {
        REQUIRE(pair.low < pair.high);
        REQUIRE(std::count(cohort.begin(), cohort.end(), pair.low) == 1);
        REQUIRE(std::count(cohort.begin(), cohort.end(), pair.high) == 1);
        REQUIRE_FALSE(world.ties.tied(pair.low, pair.high));
        const bool across = world.people.across(pair.low, pair.high);
        REQUIRE(kinds == made_by(across ? bridging : connecting));
        REQUIRE(trust ==
                static_cast<float>(across ? TieParameters().tau0_bridge : TieParameters().tau0));
        REQUIRE((world.people.practised[pair.low] | world.people.practised[pair.high]) != 0);
    }
}

TEST_CASE("introductions that are accepted become ties, which both ends have practised") {
    World world = world_of(scenario_of(300));
    const World before = world;
    Activity activity = hour_of_skill(30, 1.0, Activity::mixed);
    activity.introductions = 3.0;
    run(world, program_of({activity}, 1.0), 1, [](const ProgramRun&) {});
    CHECK(world.ties.ties() > before.ties.ties());
    for (Person i = 0; i < 300; ++i) {
        for (const Person alter : world.ties.alters(i)) {
            if (!before.ties.tied(i, alter)) {
                REQUIRE(world.people.practised[i] != 0);
            }
        }
    }
}
