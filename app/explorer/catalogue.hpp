// What the explorer offers: scenarios to start from, and the parameters that sliders are made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead::explorer {

class Catalogue {
public:
    /// `own`: a file or preset that comes first; the presets follow. Settings and arms hold for `own` alone: a
    /// preset started with any is offered as it comes too, as "preset:NAME". Throws InputError, FileError.
    Catalogue(const std::string& own, std::vector<Setting> settings, std::vector<std::string> arms);

    /// Names that a page may ask for, the first being `own`; titles beside them. A file goes by its name
    /// without folders, so that a state of it is the same wherever the file lies.
    const std::vector<std::pair<std::string, std::string>>& scenarios() const { return scenarios_; }
    /// Those of the settings that a page may say too, resolved: what this scenario starts with when a page
    /// says nothing. They are part of a state; none for others than `own`.
    const std::vector<Setting>& first_settings(std::string_view name) const;
    /// What the list calls a scenario: "preset:NAME" is NAME where that was not started with settings.
    std::string_view listed(std::string_view name) const;
    /// One of these names, with further settings. Throws InputError, also for any other name: a page
    /// chooses from a list and names no file.
    Scenario load(std::string_view name, const std::vector<Setting>& settings) const;

    /// May a page set this key, and when? Keys of files may not be set at all.
    enum class When { never, start, now };
    static When when(std::string_view key, const Scenario& scenario);
    /// The rows of which sliders are made, in the order of the table: those of the model, the network and
    /// the burn-in.
    static std::vector<ParameterInfo> parameters();

private:
    std::string own_;
    std::vector<Setting> settings_;  // that no page can say
    std::vector<Setting> first_settings_;
    std::vector<std::string> arms_;
    std::vector<std::pair<std::string, std::string>> scenarios_;
};

}  // namespace colead::explorer
