// One loop over the rows of any section: set a value from what a user gave, print it, list the keys.
// Knows no file format: what was given arrives as a Given, from a scenario file or from --set.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "scenarios/scenario.hpp"
#include "sim/parameter.hpp"

namespace colead {

/// A value as a user gave it.
struct Given {
    std::string place;  // "lawrence.toml:14" or "--set dialogue.mu=2"
    std::string shown;  // as messages show it: 2, "x", [...]
    /// Nothing when it is a table, an array or a date.
    std::variant<std::monostate, bool, std::int64_t, double, std::string> value;
    /// From --set: the words as typed, which a key that takes text takes as they are.
    std::optional<std::string> typed;
};

/// What a row allows.
struct Limits {
    double low;
    double high;
    std::span<const std::string_view> choices = {};
};

/// Each stores the given value, or throws InputError `place: key = value is ...` when its type is
/// wrong, it is not finite, or it is outside the limits.
void read_into(double& target, std::string_view key, const Limits& limits, const Given& given);
void read_into(std::int64_t& target, std::string_view key, const Limits& limits,
               const Given& given);
void read_into(bool& target, std::string_view key, const Limits& limits, const Given& given);
void read_into(int& choice, std::string_view key, const Limits& limits, const Given& given);

/// The given text. Throws InputError when it is none.
std::string read_text(std::string_view key, const Given& given);
/// The given text, or number as text. Throws InputError when it is neither.
std::string read_text_or_number(std::string_view key, const Given& given);

/// Throws InputError `place: unknown key dialogue.mew; did you mean dialogue.mu?`; `what` is "key" or
/// "table".
[[noreturn]] void refuse_unknown(const std::string& place, std::string_view what,
                                 std::string_view key, const std::vector<std::string>& known);

/// "section.name", or "name" in the section "".
std::string dotted(std::string_view section, std::string_view name);

template <class Section>
std::string key_of(const Parameter<Section>& row) {
    return dotted(Section::section, row.name);
}

/// Sets a row from what was given for `key`; throws InputError as read_into.
template <class Section>
void set_row(Section& section, const Parameter<Section>& row, std::string_view key,
             const Given& given) {
    const Limits limits{row.low, row.high, row.choices};
    std::visit([&](auto member) { read_into(section.*member, key, limits, given); }, row.member);
}

/// The row of this name, or null.
template <class Section>
const Parameter<Section>* find_row(std::string_view name) {
    for (const Parameter<Section>& row : Section::rows()) {
        if (row.name == name) {
            return &row;
        }
    }
    return nullptr;
}

/// TOML text of a value; reads back exactly.
std::string value_text(double value);
std::string value_text(std::int64_t value);
std::string value_text(bool value);
/// A TOML (and JSON) string in quotes.
std::string in_quotes(std::string_view text);

template <class Section>
std::string value_text(const Section& section, const Parameter<Section>& row) {
    if (const auto* choice = std::get_if<int Section::*>(&row.member)) {
        return in_quotes(row.choices[static_cast<std::size_t>(section.**choice)]);
    }
    return std::visit(
        [&](auto member) {
            if constexpr (std::is_same_v<decltype(member), int Section::*>) {
                return std::string();
            } else {
                return value_text(section.*member);
            }
        },
        row.member);
}

/// Calls visit(section, row) for every row of every section of a scenario (const or not).
template <class AnyScenario, class Visit>
void for_each_row(AnyScenario& scenario, Visit&& visit) {
    for_each_scenario_section(scenario, [&](auto& section) {
        for (const auto& row : section.rows()) {
            visit(section, row);
        }
    });
}

/// Sets the parameter of this dotted key; false when no section has it. Throws InputError as
/// read_into.
bool set_parameter(Scenario& scenario, std::string_view key, const Given& given);

/// Value of the parameter of this dotted key, as TOML; nothing when no section has it.
std::optional<std::string> parameter_text(const Scenario& scenario, std::string_view key);

/// A row with its section's type taken away.
struct ParameterInfo {
    std::string key;      // dotted
    std::string section;  // "" for keys at the top
    std::string type;     // "number", "whole number", "switch", "choice"
    std::string initial;  // default, as TOML
    std::string unit;
    double low;
    double high;
    std::vector<std::string> choices;
    std::string help;
    std::string source;
    int leverage;
};

/// Every row of every section, in the order of a scenario, and at the end those of an activity
/// (section "program.activity") and of a study's [design] and [calibrate].
std::vector<ParameterInfo> parameter_list();

}  // namespace colead
