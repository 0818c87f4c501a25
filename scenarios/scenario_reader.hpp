// The parts of reading a scenario, for scenario_file.hpp and for study files, which hold a scenario
// and more.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scenarios/scenario.hpp"
#include "scenarios/toml_source.hpp"

namespace colead {

/// Where each key that was given was given last: "dialogue.mu" -> "lawrence.toml:14", and
/// "program.<arm>" for a program as a whole. Checks across keys name these places.
using Places = std::map<std::string, std::string>;

/// Reads one document and then settings into a scenario. A copy goes on by itself, so that many
/// scenarios can be made of one document. Passes over [design] and [calibrate], which belong to
/// studies.
class ScenarioReader {
public:
    explicit ScenarioReader(TomlSource source) : source_(std::move(source)) {}

    /// Both throw InputError.
    void read(const toml::table& document);
    void apply(const Setting& setting);
    /// The scenario as it is by now. Throws InputError when its keys do not go together.
    Scenario finish() const;

private:
    [[noreturn]] void refuse(std::string_view key, const toml::node& node,
                             const std::vector<std::string>& known) const;
    bool set(const std::string& key, const Given& given, const std::string& folder);
    bool set_entry(std::string_view key, const Given& given);
    void read_section(std::string_view section, const toml::table& table);
    void read_entries(const std::string& name, const toml::table& table);

    TomlSource source_;
    Scenario scenario_;
    Places places_;
};

/// The data of [issue_system]: factors, influence, baselines (one row, or one per culture group) and
/// weights; empty when the table has none of them. Throws InputError.
IssueSystem read_issue_system(const toml::table& table, const TomlSource& source);
bool is_issue_data(std::string_view key);

/// The [[program]] tables; a control without activities comes first when none is an arm "control".
/// Throws InputError.
std::vector<Program> read_programs(const toml::node& node, const TomlSource& source,
                                   Places& places);
/// The budget of every arm with activities, so that budgets stay equal.
inline constexpr std::string_view budget_of_all = "program.*.budget";

/// Applies program.<arm>.budget, program.<arm>.<activity>.<row>, program.<arm>.<activity>.hours.<subject>, or
/// budget_of_all; false when there is no such key. Throws InputError.
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
