// What was trained and is not practised goes back to its baseline: the gap shrinks by 1 - fade a
// month, and is halved after ln .5 / ln (1 - fade) months.
#include <fmt/format.h>

#include <cmath>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Person 1 has no tie, so practises nothing by talk; 2 and 3 are there to have one.
World untied_person(const InputFolder& folder, double fade) {
    folder.write("ties.csv", "2,3\n");
    folder.write("people.csv",
                 "id,threshold,skill,skill_baseline,clarity,clarity_baseline,openness,"
                 "openness_baseline,connecting,connecting_baseline,organizing,organizing_baseline,"
                 "systems_thinking,systems_thinking_baseline,bridging,bridging_baseline,learning,"
                 "learning_baseline\n"
                 "1,1,.9,.2,.8,.1,.7,.3,.8,.3,.9,.1,.2,.6,.75,.25,1,0\n"
                 "2,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n"
                 "3,1,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0\n");
    return frozen_world(folder, {fmt::format("learning.fade={}", fade), "learning.lambda=0.05"});
}

void check_gaps(const World& world, double left, double margin) {
    const Population& people = world.people;
    const auto value = [&](const Column<float>& column) { return static_cast<double>(column[0]); };
    CHECK(value(people.capacity[connecting]) == Approx(0.3 + 0.5 * left).margin(margin));
    CHECK(value(people.capacity[organizing]) == Approx(0.1 + 0.8 * left).margin(margin));
    CHECK(value(people.capacity[systems_thinking]) == Approx(0.6 - 0.4 * left).margin(margin));
    CHECK(value(people.capacity[bridging]) == Approx(0.25 + 0.5 * left).margin(margin));
    CHECK(value(people.capacity[learning]) == Approx(left).margin(margin));
    CHECK(static_cast<double>(people.face[0].skill) == Approx(0.2 + 0.7 * left).margin(margin));
    CHECK(value(people.clarity) == Approx(0.1 + 0.7 * left).margin(margin));
    CHECK(value(people.openness) == Approx(0.3 + 0.4 * left).margin(margin));
}

}  // namespace

TEST_CASE("without practice the gap to every baseline shrinks by one minus the fade a month",
          "[verification]") {
    const InputFolder folder;
    World world = untied_person(folder, 0.07);
    for (int month = 1; month <= 36; ++month) {
        advance_by(world, 1);
        check_gaps(world, std::pow(0.93, month), 1e-5);
    }
}

TEST_CASE("at a fade of .067 half of a gain is gone after ten months", "[verification]") {
    const InputFolder folder;
    const double fade = 1.0 - std::pow(0.5, 0.1);
    CHECK(std::log(0.5) / std::log(1.0 - fade) == Approx(10.0));
    World world = untied_person(folder, fade);
    advance_by(world, 10);
    check_gaps(world, 0.5, 1e-5);
}
