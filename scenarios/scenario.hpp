// A scenario: everything that decides a comparison. The resolved text of a scenario, run again,
// gives the same bits.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "agents/parameters.hpp"
#include "scenarios/network_data.hpp"
#include "scenarios/program.hpp"

namespace colead {

/// Keys at the top of a scenario.
struct RunParameters {
    std::int64_t months = 60;
    std::int64_t burn_in = 120;
    std::int64_t replicates = 100;
    std::int64_t seed = 1;

    static constexpr std::string_view section = "";
    static std::span<const Parameter<RunParameters>> rows();
};

/// [measures]: what is recorded, and how often what is costly.
struct MeasureParameters {
    std::int64_t network_every = 12;
    bool by_community = true;
    double mobilized_at = 0.25;

    static constexpr std::string_view section = "measures";
    static std::span<const Parameter<MeasureParameters>> rows();
};

/// [until]: how many replicates are run, where that is decided by what they show.
struct UntilParameters {
    double ci = 0.0;
    std::int64_t pilot = 20;
    std::string measure = "result";
    std::string contrast;  // "arm,against"; empty: all

    static constexpr std::string_view section = "until";
    static std::span<const Parameter<UntilParameters>> rows();
};

struct Scenario {
    std::string title;
    RunParameters run;
    NetworkParameters network;
    NetworkFiles files;
    Parameters parameters;
    ProgramParameters programs_parameters;
    MeasureParameters measures;
    UntilParameters until;
    /// The data of [issue_system]; empty names: IssueSystem::standard for the groups there are.
    IssueSystem issues;
    /// The arms, in order; the first is what the others are held against. When a scenario lists no
    /// arm named "control", one without activities comes first.
    std::vector<Program> arms;
    /// Where each key was given: "dialogue.mu" -> "lawrence.toml:14"; for messages only.
    std::map<std::string, std::string> places;

    /// "lawrence.toml:14: " for a key that was given, else "".
    std::string said(const std::string& key) const {
        const auto place = places.find(key);
        return place == places.end() ? "" : place->second + ": ";
    }
};

/// The value of organizations.takes, the assumption on which a comparison of programs hangs most: "best".
std::string_view taken_up(const Scenario& scenario);

/// Keeps the arms of these names, in this order; all when there are none. Throws InputError for an arm
/// that is unknown or named twice.
void keep_arms(Scenario& scenario, const std::vector<std::string>& names);

/// Calls visit(section) for every section with rows, in the order a scenario shows them.
template <class AnyScenario, class Visit>
void for_each_scenario_section(AnyScenario& scenario, Visit&& visit) {
    visit(scenario.run);
    visit(scenario.network);
    for_each_section(scenario.parameters, visit);
    visit(scenario.programs_parameters);
    visit(scenario.measures);
    visit(scenario.until);
}

}  // namespace colead
