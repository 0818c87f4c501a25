// The ties file: a line per tie, ego,alter[,trust]. A tie exists for both ends or for neither, but
// each end holds its own trust: a line says what ego's is. Where the other direction has no line or
// no number, the other end has the same; where neither has, both have network.trust.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/delimited.hpp"
#include "scenarios/network_data.hpp"
#include "scenarios/people_by_id.hpp"

namespace colead {

/// What one line says; trust is NaN where it says none.
struct Arc {
    Person ego;
    Person alter;
    float trust;
};

struct TieLines {
    std::vector<Arc> arcs;
    std::size_t lines = 0;             // all of them, those left out as well
    std::size_t self_ties = 0;         // left out
    std::size_t without_row = 0;       // left out: an end that is no id of the people file
    std::size_t ends_without_row = 0;  // such ids
    std::size_t not_kept = 0;          // left out: an end that network.only leaves out
    bool has_trust = false;
    std::vector<std::string> unused;  // columns
};

/// Reads all lines. `people` has `nobody` for those whom network.only leaves out. Where
/// `people_file` (its name) is empty, an id that is not in `people` joins them with the next number;
/// otherwise that is an oddity, as a self-tie is: refused or counted. Throws InputError.
TieLines read_tie_lines(DelimitedText& file, const std::string& people_file, bool skip_oddities,
                        PeopleById& people);

struct MergedTies {
    std::vector<NewTie> ties;        // ascending by pair
    std::size_t both_ways = 0;       // ties that have a line for each direction
    std::size_t repeated_lines = 0;  // beyond the first of their direction
    std::size_t as_other_end = 0;    // ends that hold the trust of the other end
};

/// One tie for each pair. Of a direction's several lines the mean trust counts, so that the order of
/// lines does not matter.
MergedTies merge(std::vector<Arc> arcs, float default_trust);

}  // namespace colead
