// Whom the lines of a network file tie, and with what trust: rows become people, weights become trust;
// what cannot be meant is refused, or left out and counted.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/network_data.hpp"
#include "scenarios/people_table.hpp"
#include "scenarios/raw_network.hpp"
#include "scenarios/tie_merging.hpp"

namespace colead {

/// Who the rows of a RawNetwork are: a person, or one of these.
inline constexpr Person left_out = nobody;         // by network.only
inline constexpr Person without_row = nobody - 1;  // of the people file

/// The rows of the table are people; `kept` of them, in this order, are those who stay.
std::vector<Person> people_of_rows(std::size_t size, const std::vector<std::uint32_t>& kept);
/// The people of the table who bear these names.
std::vector<Person> people_called(const std::vector<std::string_view>& names,
                                  const PeopleTable& table, const std::vector<std::uint32_t>& kept);

struct TakenTies {
    std::vector<Arc> arcs;
    std::size_t lines = 0;              // all of them, those left out as well
    std::size_t self_ties = 0;          // left out
    std::size_t without_row = 0;        // left out: an end that is no id of the people file
    std::size_t ends_without_row = 0;   // such ids
    std::size_t alone_without_row = 0;  // ids without a row that no tie names
    std::size_t not_kept = 0;           // left out: an end that network.only leaves out
    bool has_trust = false;
    std::string weights;  // what became of weights, for people; may be empty
};

/// `whom` and `names` are by row of `network.people`; `people` are those there are, for messages. Trust
/// is weight / network.trust_scale. Throws InputError for a trust outside [0, 1], and for self-ties
/// and ties to nobody unless network.oddities lets them be skipped.
TakenTies take_ties(const RawNetwork& network, const std::vector<Person>& whom,
                    const std::vector<std::string_view>& names, const PeopleTable& people,
                    const NetworkParameters& parameters);

}  // namespace colead
