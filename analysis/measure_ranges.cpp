#include "analysis/measure_ranges.hpp"

#include <algorithm>
#include <array>
#include <limits>

namespace colead {

namespace {

constexpr double endless = std::numeric_limits<double>::infinity();

struct Row {
    std::string_view measure;
    Range range;
};

constexpr std::array<Row, 11> other_ranges = {{
    // Pairs may overlap less than pairs from anywhere did at month 0.
    {"direction_rescaled", {-endless, 1.0}},
    {"spent", {0.0, endless}},
    {"gain_per_money", {-endless, endless}},
    {"coalitions", {0.0, endless}},
    {"coalition_cultures", {1.0, 256.0}},
    {"trained_capacity_gain", {-endless, endless}},
    {"trained_skill_gain", {-endless, endless}},
    {"organization_performance", {0.0, endless}},
    {"degree", {0.0, endless}},
    {"ei_index", {-1.0, 1.0}},
    {"modularity", {-0.5, 1.0}},  // Brandes et al. 2008
}};

}  // namespace

Range range_of(std::string_view measure) {
    const auto* const found = std::find_if(other_ranges.begin(), other_ranges.end(),
                                           [&](const Row& row) { return row.measure == measure; });
    return found == other_ranges.end() ? Range{0.0, 1.0} : found->range;
}

}  // namespace colead
