// What is said of programs before and beside their results.
#include "scenarios/cautions.hpp"

#include "scenarios/experiment.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

using Catch::Matchers::ContainsSubstring;

Activity activity(const char* name, double share, std::int64_t every, double price) {
    Activity one;
    one.name = name;
    one.share = share;
    one.every = every;
    one.participants = 10;
    one.overhead = price / 10.0;
    one.select = Activity::at_random;
    return one;
}

Scenario with(std::vector<Program> programs) {
    Scenario scenario;
    scenario.run.months = 48;
    scenario.network.people = 100;
    scenario.arms = std::move(programs);
    return scenario;
}

std::vector<std::string> told(const Scenario& scenario) { return caution_texts(scenario, 100); }

}  // namespace

TEST_CASE("a program that never pays for a cohort is told, and one that pays for one is not") {
    const Activity dear = activity("dinner", 1.0, 1, 1000.0);
    const auto cautions = told(with({{"control", "", 0.0, {}},
                                     {"poor", "", 0.01, {dear}},
                                     {"able", "", 0.01, {activity("tea", 1.0, 1, 40.0)}}}));
    REQUIRE(cautions.size() == 1);
    CHECK(cautions.front() ==
          "program poor buys nothing: 0.01 a month for each of 100 people make 48 US dollars in 48 "
          "months, and its cheapest cohort, dinner, costs 1000");
}

TEST_CASE("activities that are never due are told, by program where it has no others") {
    const Activity often = activity("tea", 0.5, 1, 40.0);
    const Activity late = activity("feast", 0.5, 49, 40.0);
    const auto cautions =
        told(with({{"late", "", 10.0, {late}}, {"half", "", 10.0, {often, late}}}));
    REQUIRE(cautions.size() == 2);
    CHECK_THAT(cautions[0], ContainsSubstring("program late buys nothing: 48 months pass"));
    CHECK(cautions[1] == "program half never holds feast: it is due every 49 months, and 48 pass");
}

TEST_CASE("an activity for which others leave no money is told, as the run bears out") {
    // A thousand a month: circles take nine hundred of it, and what is left by month 24 is no 21,800.
    Scenario scenario =
        with({{"control", "", 0.0, {}},
              {"weavers",
               "",
               10.0,
               {activity("circles", 0.6, 1, 900.0), activity("retreat", 0.4, 24, 21'800.0)}}});
    scenario.run.burn_in = 2;
    const auto cautions = told(scenario);
    REQUIRE(cautions.size() == 1);
    CHECK_THAT(cautions.front(), ContainsSubstring("program weavers may never hold retreat"));
    CHECK_THAT(cautions.front(), ContainsSubstring("21800 US dollars"));
    const auto held = [](const Scenario& of) {
        const Prepared prepared = prepare(of);
        Cohorts cohorts;
        ProgramRun run(prepared.scenario.arms[1], prepared.scenario.programs_parameters);
        run.record(cohorts);
        const Workers alone(1);
        run_arm(prepared, burnt_in_world(prepared, 0, alone), run, 1, alone,
                [](const Moment&, const World&) {});
        return std::ranges::count(cohorts, std::size_t{1}, &Cohort::activity);
    };
    CHECK(held(scenario) == 0);
    // With a retreat that the others leave enough for, nothing is said, and it is held.
    scenario.arms[1].activities[1].overhead = 100.0;
    CHECK(told(scenario).empty());
    CHECK(held(scenario) > 0);
}

TEST_CASE("what buys nothing is told by what is due, and up to the month in which it is") {
    // 720 US dollars by month 12, 780 by the end.
    Scenario scenario = with(
        {{"yearly", "", 0.6, {activity("dinner", 1.0, 12, 750.0)}},
         {"dear", "", 0.6, {activity("feast", 0.5, 1, 9'000.0), activity("tea", 0.5, 49, 1.0)}}});
    scenario.run.months = 13;
    const auto cautions = told(scenario);
    REQUIRE(cautions.size() == 2);
    CHECK(
        cautions[0] ==
        "program yearly buys nothing: 0.6 a month for each of 100 people make 720 US dollars in 12 "
        "months, and its cheapest cohort, dinner, costs 750");
    CHECK_THAT(cautions[1], ContainsSubstring("program dear buys nothing"));
    CHECK_THAT(cautions[1],
               ContainsSubstring("780 US dollars in 13 months, and its cheapest cohort, feast"));
}

TEST_CASE("different budgets are told, and control's counts for none") {
    const Activity tea = activity("tea", 1.0, 1, 40.0);
    const Program control{"control", "", 0.0, {}};
    CHECK(told(with({control, {"a", "", 10.0, {tea}}, {"b", "", 10.0, {tea}}})).empty());
    const auto cautions = told(with({control, {"a", "", 10.0, {tea}}, {"b", "", 20.0, {tea}}}));
    REQUIRE(cautions.size() == 1);
    CHECK_THAT(cautions.front(), ContainsSubstring("not compared at equal budget"));
}

}  // namespace colead
