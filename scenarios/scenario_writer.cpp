// Writing a scenario as TOML that reads back as the same scenario, number by number.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <type_traits>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

namespace {

// A TOML key: bare where TOML allows it.
std::string key_text(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '-' || c == '_';
    });
    return bare ? std::string(key) : in_quotes(key);
}

template <class Section>
void write_rows(std::string& toml, const Section& section) {
    for (const Parameter<Section>& row : Section::rows()) {
        toml += fmt::format("{} = {}\n", row.name, value_text(section, row));
    }
}

void write_text(std::string& toml, std::string_view key, const std::string& text) {
    if (!text.empty()) {
        toml += fmt::format("{} = {}\n", key, in_quotes(text));
    }
}

void write_entries(std::string& toml, std::string_view table,
                   const std::map<std::string, std::string>& entries) {
    if (entries.empty()) {
        return;
    }
    toml += fmt::format("\n[{}]\n", table);
    for (const auto& [key, value] : entries) {
        toml += fmt::format("{} = {}\n", key_text(key), in_quotes(value));
    }
}

void write_files(std::string& toml, const NetworkFiles& files) {
    write_text(toml, "ties", files.ties);
    write_text(toml, "people_file", files.people);
    write_text(toml, "degrees", files.degrees);
    write_entries(toml, "network.columns", files.columns);
    write_entries(toml, "network.only", files.only);
}

std::string row_text(const double* numbers, std::size_t count) {
    return fmt::format("[{}]", fmt::join(numbers, numbers + count, ", "));
}

void write_matrix(std::string& toml, std::string_view key, const std::vector<double>& numbers,
                  std::size_t columns) {
    toml += fmt::format("{} = [\n", key);
    for (std::size_t begin = 0; begin < numbers.size(); begin += columns) {
        toml += fmt::format("    {},\n", row_text(numbers.data() + begin, columns));
    }
    toml += "]\n";
}

void write_issues(std::string& toml, const IssueSystem& issues) {
    if (issues.names.empty()) {
        return;
    }
    std::vector<std::string> names;
    for (const std::string& name : issues.names) {
        names.push_back(in_quotes(name));
    }
    toml += fmt::format("factors = [{}]\n", fmt::join(names, ", "));
    write_matrix(toml, "influence", issues.influence, issues.names.size());
    write_matrix(toml, "baselines", issues.baselines, issues.names.size());
    toml += fmt::format("weights = {}\n", row_text(issues.weights.data(), issues.weights.size()));
}

void write_program(std::string& toml, const Program& program) {
    toml += fmt::format("\n[[program]]\narm = {}\n", in_quotes(program.arm));
    write_text(toml, "preset", program.preset);
    toml += fmt::format("budget = {}\n", value_text(program.budget));
    for (const Activity& activity : program.activities) {
        toml += fmt::format("\n[[program.activity]]\nname = {}\n", in_quotes(activity.name));
        write_rows(toml, activity);
        toml += "\n[program.activity.hours]\n";
        for (std::size_t s = 0; s < subject_names.size(); ++s) {
            toml += fmt::format("{} = {}\n", subject_names[s], value_text(activity.hours[s]));
        }
    }
}

}  // namespace

std::string to_toml(const Scenario& scenario) {
    std::string toml = fmt::format("title = {}\n", in_quotes(scenario.title));
    for_each_scenario_section(scenario, [&](const auto& section) {
        using Section = std::remove_cvref_t<decltype(section)>;
        if constexpr (!Section::section.empty()) {
            toml += fmt::format("\n[{}]\n", Section::section);
        }
        write_rows(toml, section);
        if constexpr (std::is_same_v<Section, NetworkParameters>) {
            write_files(toml, scenario.files);
        }
        if constexpr (std::is_same_v<Section, UntilParameters>) {
            write_text(toml, "measure", scenario.until.measure);
            write_text(toml, "contrast", scenario.until.contrast);
        }
        if constexpr (std::is_same_v<Section, IssueParameters>) {
            write_issues(toml, scenario.issues);
        }
    });
    for (const Program& program : scenario.arms) {
        write_program(toml, program);
    }
    return toml;
}

}  // namespace colead
