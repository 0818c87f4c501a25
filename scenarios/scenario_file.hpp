// Scenario files (TOML) in and out. Every key is a parameter's row or one of the few tables of data
// ([network] files, [issue_system] data, [[program]]); everything else is refused with file, line,
// key, value, range and the nearest known name.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/scenario.hpp"

namespace colead {

/// `key=value` of --set: the key as in a scenario, dotted (`dialogue.mu=0.4`, `months=12`,
/// `program.leader-development.budget=40`), the value as TOML, or a bare word for a choice or path.
struct Setting {
    std::string key;
    std::string value;
    /// What messages name as its place; empty: `--set key=value`.
    std::string place = {};
};

/// Splits "key=value"; throws InputError when there is no '='.
Setting parse_setting(std::string_view text);

/// Reads a file, or a preset when `name` is one's name, applies `settings` in order, and validates.
/// Throws InputError, or FileError when the file cannot be read.
Scenario load_scenario(const std::string& name, const std::vector<Setting>& settings);

/// The text of a file or preset, what to call it in messages, and where its relative paths start.
struct ScenarioText {
    std::string text;
    std::string origin;
    std::string folder;
};

/// Throws InputError when `name` is neither a file nor a preset, FileError when it cannot be read.
ScenarioText scenario_text(const std::string& name);

/// The same from text; `origin` stands for the file name in messages, `folder` is where relative
/// paths start.
Scenario parse_scenario(std::string_view text, const std::string& origin, const std::string& folder,
                        const std::vector<Setting>& settings);

/// The resolved scenario as TOML: every parameter with its value, every program with its
/// activities, paths absolute. parse_scenario of it gives an equal scenario.
std::string to_toml(const Scenario& scenario);

/// The parameter table for people (text), for docs (markdown) and for programs (json): section, key,
/// default, unit, range, help, source, leverage level.
std::string parameters_as_text();
std::string parameters_as_markdown();
std::string parameters_as_json();

/// Names and titles of the embedded presets.
std::vector<std::pair<std::string, std::string>> preset_titles();

}  // namespace colead
