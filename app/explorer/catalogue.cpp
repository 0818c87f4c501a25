#include "app/explorer/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

#include "app/explorer/two_worlds.hpp"
#include "sim/error.hpp"

namespace colead::explorer {

namespace {

constexpr std::array<std::string_view, 5> not_for_sliders = {
    "network.oddities", "network.format", "network.trust_scale", "months", "replicates"};

constexpr std::string_view as_it_comes = "preset:";

// Sections that move people, ties or programs from month to month. Others say how one runs and measures.
bool is_of_the_month(std::string_view section) {
    bool found = section == ProgramParameters::section;
    const Parameters all;
    for_each_section(all, [&](const auto& known) { found |= section == known.section; });
    return found;
}

Catalogue::When when_of(const ParameterInfo& row) {
    if (std::find(not_for_sliders.begin(), not_for_sliders.end(), row.key) !=
        not_for_sliders.end()) {
        return Catalogue::When::never;
    }
    if (row.section == RunParameters::section || row.section == NetworkParameters::section) {
        return Catalogue::When::start;
    }
    return is_of_the_month(row.section) ? Catalogue::When::now : Catalogue::When::never;
}

// The value of a key that when() knows, as TOML.
std::string value_in(const Scenario& scenario, const std::string& key) {
    for (const Program& program : scenario.arms) {
        if (key == fmt::format("program.{}.budget", program.arm)) {
            return value_text(program.budget);
        }
    }
    return parameter_text(scenario, key).value_or("");
}

}  // namespace

Catalogue::Catalogue(const std::string& own, std::vector<Setting> settings,
                     std::vector<std::string> arms)
    : own_(own), arms_(std::move(arms)) {
    Scenario scenario = load_scenario(own_, settings);
    keep_arms(scenario, arms_);
    for (Setting& setting : settings) {
        if (when(setting.key, scenario) == When::never) {
            settings_.push_back(std::move(setting));
            continue;
        }
        std::erase_if(first_settings_, [&](const Setting& s) { return s.key == setting.key; });
        first_settings_.push_back({setting.key, value_in(scenario, setting.key), setting.place});
    }
    const auto presets = preset_titles();
    const auto is_preset = [&](const std::string& name) {
        return std::any_of(presets.begin(), presets.end(),
                           [&](const auto& preset) { return preset.first == name; });
    };
    std::string name = std::filesystem::path(own_).filename().string();
    if (is_preset(name)) {
        name = own_;
    }
    scenarios_.emplace_back(name, scenario.title.empty() ? name : scenario.title);
    for (const auto& preset : presets) {
        if (preset.first != name) {
            scenarios_.push_back(preset);
        } else if (!settings.empty() || !arms_.empty()) {
            scenarios_.emplace_back(std::string(as_it_comes) + preset.first, preset.second);
        }
    }
}

const std::vector<Setting>& Catalogue::first_settings(std::string_view name) const {
    static const std::vector<Setting> none;
    return name == scenarios_.front().first ? first_settings_ : none;
}

std::string_view Catalogue::listed(std::string_view name) const {
    const bool known = std::any_of(scenarios_.begin(), scenarios_.end(),
                                   [&](const auto& entry) { return entry.first == name; });
    if (!known && name.starts_with(as_it_comes)) {
        name.remove_prefix(as_it_comes.size());
    }
    return name;
}

Scenario Catalogue::load(std::string_view name, const std::vector<Setting>& settings) const {
    name = listed(name);
    const auto found = std::find_if(scenarios_.begin(), scenarios_.end(),
                                    [&](const auto& entry) { return entry.first == name; });
    if (found == scenarios_.end()) {
        throw InputError(fmt::format("this explorer offers no scenario \"{}\"", name));
    }
    const bool own = found == scenarios_.begin();
    std::vector<Setting> all = own ? settings_ : std::vector<Setting>();
    all.insert(all.end(), settings.begin(), settings.end());
    std::string_view file = own ? std::string_view(own_) : name;
    if (!own && name.starts_with(as_it_comes)) {
        file.remove_prefix(as_it_comes.size());
    }
    Scenario scenario = load_scenario(std::string(file), all);
    if (own) {
        keep_arms(scenario, arms_);
    }
    return scenario;
}

Catalogue::When Catalogue::when(std::string_view key, const Scenario& scenario) {
    for (const Program& program : scenario.arms) {
        if (key == fmt::format("program.{}.budget", program.arm)) {
            return When::now;
        }
    }
    for (const ParameterInfo& row : parameter_list()) {
        if (row.key == key) {
            return when_of(row);
        }
    }
    return When::never;
}

std::vector<ParameterInfo> Catalogue::parameters() {
    std::vector<ParameterInfo> rows = parameter_list();
    std::erase_if(rows, [](const ParameterInfo& row) { return when_of(row) == When::never; });
    for (ParameterInfo& row : rows) {
        if (row.key == "network.people") {
            row.high = static_cast<double>(most_people);
        }
    }
    return rows;
}

}  // namespace colead::explorer
