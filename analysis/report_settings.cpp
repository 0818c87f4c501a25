#include <nlohmann/json.hpp>

#include "analysis/report_parts.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using nlohmann::json;

std::string_view chosen(const Activity& activity, std::string_view row) {
    const Parameter<Activity>* found = find_row<Activity>(row);
    const auto choice = std::get<int Activity::*>(found->member);
    return found->choices[static_cast<std::size_t>(activity.*choice)];
}

json activity_as_json(const Activity& activity) {
    return {{"name", activity.name},
            {"share", activity.share},
            {"participants", activity.participants},
            {"every", activity.every},
            {"select", chosen(activity, "select")},
            {"scope", chosen(activity, "scope")},
            {"introductions", activity.introductions},
            {"hours", activity.hours_in_all()},
            {"price", activity.price()}};
}

json programs_of(const Scenario& scenario) {
    json list = json::array();
    for (const Program& program : scenario.arms) {
        json activities = json::array();
        for (const Activity& activity : program.activities) {
            activities.push_back(activity_as_json(activity));
        }
        list.push_back({{"arm", program.arm},
                        {"preset", program.preset},
                        {"budget", program.budget},
                        {"activities", std::move(activities)}});
    }
    return list;
}

json changed_of(const Scenario& scenario) {
    json list = json::array();
    for (const ParameterInfo& info : parameter_list()) {
        const auto value = parameter_text(scenario, info.key);
        if (value && *value != info.initial) {
            list.push_back({{"key", info.key},
                            {"value", *value},
                            {"initial", info.initial},
                            {"unit", info.unit},
                            {"help", info.help}});
        }
    }
    return list;
}

}  // namespace

json settings_as_json(const std::string& scenario) {
    try {
        const Scenario read = parse_scenario(scenario, "the scenario in the file", ".", {});
        return {{"changed", changed_of(read)},
                {"programs", programs_of(read)},
                {"takes", taken_up(read)}};
    } catch (const InputError& error) {
        return {{"unread", error.what()}};
    }
}

}  // namespace colead
