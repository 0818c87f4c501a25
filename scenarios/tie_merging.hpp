// From what lines say of two people to one tie for both. A tie exists for both ends or for neither,
// but each end holds its own trust.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/network_data.hpp"

namespace colead {

/// What one line says; trust is NaN where it says none.
struct Arc {
    Person ego;
    Person alter;
    float trust;        // ego's
    bool both = false;  // and alter's
};

struct MergedTies {
    std::vector<NewTie> ties;            // ascending by pair
    std::size_t both_ways = 0;           // ties that have a line for each direction
    std::size_t repeated_lines = 0;      // beyond the first of their direction
    std::size_t as_other_end = 0;        // ends that hold the trust of the other end
    std::size_t one_way_as_default = 0;  // ends that nothing was said of, beside one that was
    std::size_t neither_given = 0;       // ties of whose trust nothing was said
};

/// One tie for each pair. Of a direction's several lines the mean trust counts, so that the order of
/// lines does not matter. Where one end has no trust of its own, it holds `default_trust` if lines
/// are `directed`, else what the other end does; where neither has, both hold `default_trust`.
MergedTies merge(std::vector<Arc> arcs, bool directed, float default_trust);

}  // namespace colead
