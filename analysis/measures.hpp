// What is measured each month, as a table: names, units and meaning travel from here to the results
// file, the printed comparison and the docs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace colead {

/// The dimension that a measure has besides arm, replicate and month.
enum class Along { nothing, community, group };
/// The level it speaks of.
enum class Level { individual, team, organization, community, system };

struct Measure {
    std::string_view name;
    std::string_view units;
    std::string_view long_name;
    std::string_view description;
    Level level;
    Along along = Along::nothing;
};

/// All measures, in the order they are stored.
std::span<const Measure> measures();
/// Index of a measure by name; throws InputError with the nearest name.
std::size_t measure_index(std::string_view name);

}  // namespace colead
