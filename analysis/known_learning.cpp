// What was trained and is not practised goes back to its baseline: the gap shrinks by 1 - fade a
// month, and is halved after ln .5 / ln (1 - fade) months.
#include <fmt/format.h>

#include <cmath>

#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"

namespace colead::known {

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

// Baselines and gaps of person 1, of which `left` is left after `month` months.
void add_gaps(const World& world, int month, double left, std::vector<KnownValue>& found) {
    const Population& people = world.people;
    const auto add = [&](const char* what, float value, double baseline, double gap) {
        found.push_back({fmt::format("{} in month {}", what, month), static_cast<double>(value),
                         baseline + gap * left, 1e-5});
    };
    add("connecting", people.capacity[connecting][0], 0.3, 0.5);
    add("organizing", people.capacity[organizing][0], 0.1, 0.8);
    add("systems thinking", people.capacity[systems_thinking][0], 0.6, -0.4);
    add("bridging", people.capacity[bridging][0], 0.25, 0.5);
    add("learning", people.capacity[learning][0], 0.0, 1.0);
    add("skill", people.face[0].skill, 0.2, 0.7);
    add("clarity", people.clarity[0], 0.1, 0.7);
    add("openness", people.openness[0], 0.3, 0.4);
}

}  // namespace

std::vector<KnownValue> gains_fade() {
    const InputFolder folder;
    World world = untied_person(folder, 0.07);
    std::vector<KnownValue> found;
    for (int month = 1; month <= 36; ++month) {
        advance_by(world, 1);
        add_gaps(world, month, std::pow(0.93, month), found);
    }
    return found;
}

std::vector<KnownValue> half_of_a_gain() {
    const InputFolder folder;
    const double fade = 1.0 - std::pow(0.5, 0.1);
    World world = untied_person(folder, fade);
    advance_by(world, 10);
    std::vector<KnownValue> found = {
        {"half-life at a fade of .067, months", std::log(0.5) / std::log(1.0 - fade), 10.0, 1e-9}};
    add_gaps(world, 10, 0.5, found);
    return found;
}

}  // namespace colead::known
