// What the columns of a people file may be called: the names that docs/model.md gives to positions
// and states.
#pragma once

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace colead {

inline constexpr std::array<std::string_view, 7> position_columns = {
    "id", "community", "organization", "team", "culture", "sector", "rank"};

/// Of ties; network.columns may name them as well.
inline constexpr std::array<std::string_view, 4> tie_columns = {"ego", "alter", "trust", "node"};
bool is_tie_column(std::string_view name);

/// Vectors over the factors, a column for each component: concern_1 ...
inline constexpr std::array<std::string_view, 3> vector_columns = {"concern", "intention",
                                                                   "mental_model"};

/// States that are a number in [0, 1].
std::vector<std::string> share_columns();

/// Name of the column for component k (from 0) of a vector: concern_1 for 0.
std::string component_column(std::string_view vector, int k);
/// Whether it is the name of a component, of whatever number.
bool names_component(std::string_view name);

/// Every name a column may have where the issue system has so many factors.
std::set<std::string, std::less<>> people_columns(int factors);
/// Throws InputError with the nearest name when there is no such column; `key` is of the scenario.
void check_people_column(const std::string& key, const std::string& name, int factors);

}  // namespace colead
