#include "app/explorer/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "sim/error.hpp"

namespace colead::explorer {

namespace {

constexpr std::array<std::string_view, 5> not_for_sliders = {
    "network.oddities", "network.format", "network.trust_scale", "months", "replicates"};

constexpr std::string_view as_it_comes = "preset:";

Catalogue::When when_of(const ParameterInfo& row) {
    if (row.section == "program.activity" || row.section == "design" || row.section == "measures" ||
        std::find(not_for_sliders.begin(), not_for_sliders.end(), row.key) !=
            not_for_sliders.end()) {
        return Catalogue::When::never;
    }
    return row.section.empty() || row.section == "network" ? Catalogue::When::start
                                                           : Catalogue::When::now;
}

}  // namespace

Catalogue::Catalogue(const std::string& own, std::vector<Setting> settings,
                     std::vector<std::string> arms)
    : own_(own), settings_(std::move(settings)), arms_(std::move(arms)) {
    Scenario scenario = load_scenario(own_, settings_);
    keep_arms(scenario, arms_);
    scenarios_.emplace_back(own_, scenario.title.empty() ? own_ : scenario.title);
    for (const auto& preset : preset_titles()) {
        if (preset.first != own_) {
            scenarios_.push_back(preset);
        } else if (!settings_.empty() || !arms_.empty()) {
            scenarios_.emplace_back(std::string(as_it_comes) + preset.first, preset.second);
        }
    }
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
        throw InputError(fmt::format("the explorer offers no scenario \"{}\"", name));
    }
    const bool own = name == own_;
    std::vector<Setting> all = own ? settings_ : std::vector<Setting>();
    all.insert(all.end(), settings.begin(), settings.end());
    if (!own && name.starts_with(as_it_comes)) {
        name.remove_prefix(as_it_comes.size());
    }
    Scenario scenario = load_scenario(std::string(name), all);
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
    return rows;
}

}  // namespace colead::explorer
