// A program is data: a budget and activities with prices. Nothing here or below knows which arm it
// serves; an hour teaches the same in every program.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/population.hpp"
#include "sim/parameter.hpp"

namespace colead {

/// What hours can be spent on: the five capacities, in the order of Process, then the rest.
enum Subject : int { on_skill = process_count, on_clarity, on_openness, on_commitment };
inline constexpr int subject_count = 9;
inline constexpr std::array<std::string_view, subject_count> subject_names = {
    "connecting", "organizing", "systems_thinking", "bridging",  "learning",
    "skill",      "clarity",    "openness",         "commitment"};

struct Activity {
    enum Select : int {
        by_position,
        by_degree,
        by_betweenness,
        at_random,
        volunteers,
        underrepresented,
        nominated
    };
    enum Scope : int { individual, team, organization, community, mixed };

    std::string name;
    double share = 1.0;
    std::int64_t participants = 1;
    std::int64_t every = 1;
    int select = at_random;
    int scope = mixed;
    double introductions = 0.0;
    double pooling = 0.0;
    double price_per_hour = 0.0;
    double price_per_introduction = 0.0;
    double price_per_pooling = 0.0;
    double overhead = 0.0;
    /// Hours per participant on each Subject: the [hours] table of the activity.
    std::array<double, subject_count> hours{};

    static constexpr std::string_view section = "activity";
    static std::span<const Parameter<Activity>> rows();

    double hours_in_all() const;
    /// US dollars for one cohort of `participants`.
    double price() const;
};

/// One arm of a comparison.
struct Program {
    std::string arm;
    std::string preset;   // what it was made from, for the record; may be empty
    double budget = 0.0;  // US dollars per resident and month
    std::vector<Activity> activities;
};

/// [programs]: what holds for every program.
struct ProgramParameters {
    double h0 = 110.0;
    std::int64_t again_after = 24;
    std::int64_t betweenness_sources = 256;

    static constexpr std::string_view section = "programs";
    static std::span<const Parameter<ProgramParameters>> rows();
};

/// Names of the program presets: none, leader-development, team-, organization-, community-,
/// network-development, hybrid.
std::span<const std::string_view> program_presets();
/// The activities of a preset; throws InputError with the nearest name when there is none.
std::vector<Activity> preset_activities(std::string_view preset);

}  // namespace colead
