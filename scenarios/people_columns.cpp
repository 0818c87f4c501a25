#include "scenarios/people_columns.hpp"

#include <algorithm>

#include "agents/population.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

bool is_tie_column(std::string_view name) {
    return std::find(tie_columns.begin(), tie_columns.end(), name) != tie_columns.end();
}

std::vector<std::string> share_columns() {
    std::vector<std::string> names = {"threshold", "openness",         "openness_baseline",
                                      "clarity",   "clarity_baseline", "commitment",
                                      "skill",     "skill_baseline"};
    for (const std::string_view process : process_names) {
        names.emplace_back(process);
        names.push_back(std::string(process) + "_baseline");
    }
    return names;
}

std::string component_column(std::string_view vector, int k) {
    return std::string(vector) + "_" + std::to_string(k + 1);
}

bool names_component(std::string_view name) {
    return std::any_of(vector_columns.begin(), vector_columns.end(), [&](std::string_view vector) {
        return name.starts_with(vector) && name.substr(vector.size()).starts_with('_') &&
               to_whole_number(name.substr(vector.size() + 1)).has_value();
    });
}

std::set<std::string, std::less<>> people_columns(int factors) {
    std::set<std::string, std::less<>> names(position_columns.begin(), position_columns.end());
    for (const std::string& name : share_columns()) {
        names.insert(name);
    }
    names.insert({"target", "active"});
    for (const std::string_view vector : vector_columns) {
        for (int k = 0; k < factors; ++k) {
            names.insert(component_column(vector, k));
        }
    }
    return names;
}

void check_people_column(const std::string& key, const std::string& name, int factors) {
    const auto names = people_columns(factors);
    if (names.contains(name)) {
        return;
    }
    const std::vector<std::string_view> candidates(names.begin(), names.end());
    const std::string nearest = nearest_name(name, candidates);
    throw InputError(key + "." + name + ": people have no column of this name" +
                     (nearest.empty() ? "" : "; the nearest is " + nearest));
}

}  // namespace colead
