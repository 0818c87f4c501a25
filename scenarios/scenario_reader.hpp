// The parts of reading a scenario, for scenario_file.hpp and for study files, which hold a scenario
// and more.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/scenario.hpp"
#include "scenarios/toml_source.hpp"

namespace colead {

/// Where each key that was given was given last: "dialogue.mu" -> "lawrence.toml:14", and
/// "program.<arm>" for a program as a whole. Checks across keys name these places.
using Places = std::map<std::string, std::string>;

/// The scenario a document holds, with `settings` applied in order. Throws InputError.
Scenario read_scenario(const toml::table& document, const TomlSource& source,
                       const std::vector<Setting>& settings);

/// The data of [issue_system]: factors, influence, baselines (one row, or one per culture group) and
/// weights; empty when the table has none of them. Throws InputError.
IssueSystem read_issue_system(const toml::table& table, const TomlSource& source);
bool is_issue_data(std::string_view key);

/// The [[program]] tables; a control without activities comes first when none is an arm "control".
/// Throws InputError.
std::vector<Program> read_programs(const toml::node& node, const TomlSource& source,
                                   Places& places);
/// Applies program.<arm>.budget, program.<arm>.<activity>.<row> or
/// program.<arm>.<activity>.hours.<subject>; false when there is no such key. Throws InputError.
bool set_in_programs(std::vector<Program>& programs, std::string_view key, const Given& given,
                     Places& places);
/// The keys that set_in_programs knows.
std::vector<std::string> program_keys(const std::vector<Program>& programs);

/// Checks across keys, and scales the shares of a program's activities to sum 1. Throws InputError.
void check_and_normalize(Scenario& scenario, const TomlSource& source, const Places& places);

/// Scales to sum 1, and leaves alone what has that sum but for rounding: what was written reads back
/// with the same bits.
void scale_to_one(std::vector<double>& values);

}  // namespace colead
