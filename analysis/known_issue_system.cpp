// Leverage points of a given issue system: the long-run rise of the result per unit of lasting
// pressure on a factor, (I - A)^-T w. The third factor has the largest out-strength and a negative
// leverage.
#include <fmt/format.h>

#include <array>
#include <string>

#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"

namespace colead::known {

namespace {

constexpr std::array<double, 5> leverages = {4.105744, 3.642298, -1.063969, 3.864230, 2.728460};

// Rows are affected by columns. With these baselines every factor rests at .5, clear of the limits 0
// and 1. Weights of 1 are scaled to .2 each.
constexpr const char* five_factors = R"(delay = 2
factors = ["a", "b", "c", "d", "e"]
influence = [
    [0.5, 0.2,  0.0, 0.0, 0.0],
    [0.0, 0.5, -0.3, 0.0, 0.1],
    [0.1, 0.0,  0.4, 0.0, 0.0],
    [0.3, 0.0,  0.0, 0.6, 0.0],
    [0.0, 0.0, -0.2, 0.2, 0.5],
]
baselines = [0.15, 0.35, 0.25, 0.05, 0.25]
weights = [1, 1, 1, 1, 1]
)";

// Two people who act on factor `target` (from 1) for good, with a pressure of `gamma` in all but a
// millionth: output is large against half_pressure.
Prepared pressed(const InputFolder& folder, std::size_t target, double gamma) {
    folder.write("ties.csv", "1,2\n");
    std::string concern;
    for (std::size_t k = 1; k <= leverages.size(); ++k) {
        concern += k == target ? ",1" : ",0";
    }
    folder.write("people.csv",
                 fmt::format("id,threshold,commitment,target,concern_1,concern_2,concern_3,"
                             "concern_4,concern_5\n1,0,1,{0}{1}\n2,0,1,{0}{1}\n",
                             target, concern));
    return prepare(parse_scenario(
        frozen_text(five_factors) + from_files(), "five.toml", folder.path(),
        {{"action.gamma", fmt::format("{}", gamma)}, {"action.half_pressure", "0.000001"}}));
}

std::string leverage_of(std::size_t factor) {
    return fmt::format("leverage of factor {}", factor + 1);
}

}  // namespace

std::vector<KnownValue> five_factors_analysed() {
    const InputFolder folder;
    const Prepared prepared = pressed(folder, 1, 0.0);
    const Parameters& parameters = prepared.scenario.parameters;
    const SystemAnalysis analysis =
        analyse(prepared.scenario.issues, parameters.issue_system, parameters.action.gamma);
    std::vector<KnownValue> found = {{"spectral radius", analysis.spectral_radius, 0.694578, 5e-7}};
    for (std::size_t k = 0; k < leverages.size(); ++k) {
        found.push_back({leverage_of(k), 5.0 * analysis.leverage[k], leverages[k], 5e-7});
    }
    return found;
}

std::vector<KnownValue> five_factors_pressed() {
    constexpr double gamma = 0.02;
    std::vector<KnownValue> found;
    for (std::size_t k = 0; k < leverages.size(); ++k) {
        const InputFolder folder;
        World world = make_world(pressed(folder, k + 1, gamma), 0);
        const double before = world.communities.result[0];
        found.push_back({"result without pressure", before, 0.5, 1e-9});
        advance_by(world, 200);
        const double rise = world.communities.result[0] - before;
        found.push_back({leverage_of(k) + ", as pressed", 5.0 * rise / gamma, leverages[k], 5e-6});
    }
    return found;
}

}  // namespace colead::known
