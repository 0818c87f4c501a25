// 1,000 years of 1,000 people: rounding does not carry any state out of its range.
#include "agents/month.hpp"
#include "scenarios/program_run.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"
#include "support/state_ranges.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("over 12,000 months no sum, trust or factor drifts out of its range", "[slow]") {
    Scenario scenario = scenario_of(1000);
    scenario.arms = {{"program", "hybrid", 60.0, preset_activities("hybrid")}};
    const Prepared prepared = prepare(scenario);
    const Workers workers(1);
    World world = make_world(prepared, 0, workers);
    ProgramRun program(prepared.scenario.arms[0], prepared.scenario.programs_parameters);
    for (int month = 1; month <= 12'000; ++month) {
        program.touch(world, month, workers);
        advance(world, workers);
        if (month % 100 == 0) {
            INFO("month " << month);
            // As close as after the first month: what drifted would not be.
            REQUIRE(out_of_range(world, 1e-5) == "");
        }
    }
    CHECK(world.month == 12'001);  // months are numbered from 1
}
