#include "app/explorer/exported.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/design.hpp"
#include "scenarios/registry.hpp"

namespace colead::explorer {

namespace {

constexpr std::array<const char*, sides> side_names = {"left", "right"};
/// Of fewer months seen, the scenario's own are a better question.
constexpr std::int64_t fewest_months = 12;

Program program_of(const Side& side) {
    const std::vector<Program>& arms = side.scenario().arms;
    return *std::find_if(arms.begin(), arms.end(),
                         [&](const Program& program) { return program.arm == side.arm(); });
}

// Compared with what? A single arm is held against doing nothing, where the scenario has that.
void compare_with_nothing(std::vector<Program>& arms, const Scenario& scenario) {
    for (const Program& program : scenario.arms) {
        if (arms.size() < 2 && program.activities.empty() && program.arm != arms.front().arm) {
            arms.insert(arms.begin(), program);
        }
    }
}

Scenario as_it_is(const TwoWorlds& worlds, std::size_t side) {
    Scenario scenario = worlds.side(side).scenario();
    scenario.run.months = worlds.month() < fewest_months ? worlds.from().months : worlds.month();
    scenario.run.replicates = std::min<std::int64_t>(scenario.run.replicates, 100);
    return scenario;
}

std::string what_was_done(const TwoWorlds& worlds, unsigned on, std::size_t& pushes) {
    const std::vector<std::string>& issues = worlds.side(0).scenario().issues.names;
    std::string lines;
    for (const Event& event : worlds.events()) {
        if ((event.on & on) == 0) {
            continue;
        }
        const std::string when = fmt::format("#   month {}, {}: ", event.month,
                                             event.on == 3 ? "both" : side_names[event.on - 1]);
        if (event.key.empty()) {
            ++pushes;
            lines += fmt::format("{}{} pushed with strength {} for {} months (not in this file)\n",
                                 when, issues[static_cast<std::size_t>(event.factor)],
                                 event.strength, event.months);
        } else {
            lines += fmt::format("{}{} = {}\n", when, event.key, event.value);
        }
    }
    if (lines.empty()) {
        return "";
    }
    return fmt::format(
        "# Parameters hold here from the start of burn-in on; in the explorer, changes came on the "
        "way:\n{}{}",
        lines,
        pushes > 0
            ? "# A scenario cannot say a push by hand: without it these worlds end elsewhere.\n"
            : "");
}

std::vector<Factor> what_differs(const TwoWorlds& worlds) {
    std::vector<Factor> factors;
    for (const ParameterInfo& row : parameter_list()) {
        const auto left = parameter_text(worlds.side(0).scenario(), row.key);
        const auto right = parameter_text(worlds.side(1).scenario(), row.key);
        if (left && right && *left != *right) {
            Factor factor;
            factor.key = row.key;
            factor.values = {*left, *right};
            factors.push_back(factor);
        }
    }
    return factors;
}

}  // namespace

Exported export_side(const TwoWorlds& worlds, std::size_t side) {
    const std::string& arm = worlds.side(side).arm();
    const std::string& other = worlds.side(1 - side).arm();
    Scenario scenario = as_it_is(worlds, side);
    std::vector<std::string> arms = {worlds.side(0).arm()};
    if (arm != other) {
        arms.push_back(worlds.side(1).arm());
    }
    const Scenario whole = scenario;
    keep_arms(scenario, arms);
    compare_with_nothing(scenario.arms, whole);
    Exported made;
    made.file = fmt::format("{}.toml", side_names[side]);
    made.command = "colead compare " + made.file;
    made.text = fmt::format(
        "# Exported by colead explore: the {} world ({}) as it was in month {}.\n#\n#   {}\n#\n"
        "# compares arms that all have the parameters of this world. The {} world is in {}.toml; "
        "both.toml\n"
        "# holds the two against each other.\n",
        side_names[side], arm, worlds.month(), made.command, side_names[1 - side],
        side_names[1 - side]);
    made.text += what_was_done(worlds, 1U << side, made.pushes) + to_toml(scenario);
    return made;
}

Exported export_both(const TwoWorlds& worlds) {
    Scenario scenario = as_it_is(worlds, 0);
    const Program left = program_of(worlds.side(0));
    Program right = program_of(worlds.side(1));
    const bool same_arm = right.arm == left.arm;
    const bool other_budget = same_arm && right.budget != left.budget;
    if (other_budget) {
        right.arm += "-right";
    }
    const Scenario whole = scenario;
    scenario.arms = {left};
    if (!same_arm || other_budget) {
        scenario.arms.push_back(right);
    }
    compare_with_nothing(scenario.arms, whole);

    Exported made;
    made.file = "both.toml";
    made.text = fmt::format(
        "# Exported by colead explore: the left world ({}) and the right world ({}) as they were "
        "in month "
        "{}.\n#\n#   ",
        left.arm, right.arm, worlds.month());
    Design design;
    design.factors = what_differs(worlds);
    std::string told;
    if (design.factors.empty()) {
        made.command = "colead compare both.toml";
        told = same_arm && !other_budget
                   ? "# Nothing that a scenario can say differs between them.\n"
                   : fmt::format("# compares {} (right) with {} (left) in many worlds, paired.\n",
                                 right.arm, left.arm);
    } else {
        made.command = "colead sweep both.toml -o both.h5";
        told = fmt::format(
            "# runs point 0 with the parameters of the left world and point 1 with those of the "
            "right, with "
            "the same\n# luck. On screen were {} of point 0 and {} of point 1. Right minus left, "
            "in "
            "Python:\n#\n"
            "#   result = xarray.open_dataset(\"both.h5\", "
            "engine=\"h5netcdf\")[\"result\"].isel(month=-1)\n"
            "#   apart = result.sel(arm=\"{}\").isel(point=1) - "
            "result.sel(arm=\"{}\").isel(point=0)\n"
            "#   print(float(apart.mean()), float(apart.std() / apart.size**0.5))\n#\n",
            left.arm, right.arm, right.arm, left.arm);
    }
    made.text +=
        made.command + "\n#\n" + told + what_was_done(worlds, 3, made.pushes) + to_toml(scenario);
    if (!design.factors.empty()) {
        design.parameters.kind = DesignParameters::list;
        made.text += "\n" + to_toml(design);
    }
    return made;
}

}  // namespace colead::explorer
