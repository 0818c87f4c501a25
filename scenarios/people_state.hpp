// Values from the people table: who belongs together, numbers, and personal states by their names in
// docs/model.md. Functions take the rows to read and return a value for each of these, in order.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "scenarios/network_data.hpp"
#include "scenarios/people_table.hpp"

namespace colead {

/// What distinguishes people by name: communities, cultures ...
struct Categories {
    std::vector<std::uint32_t> of;   // by row; `unaffiliated` where the field is empty
    std::vector<std::string> names;  // ascending
    std::size_t empty = 0;
};

Categories categorize(const PeopleTable::Fields& column, std::span<const std::uint32_t> rows);

/// Numbers in [0, 1] of the given rows; `absent` where a field is empty. Throws InputError.
std::vector<float> shares(const PeopleTable& file, const std::string& name,
                          std::span<const std::uint32_t> rows, float absent);

/// The state columns that the file has, for the given rows; rows of vectors are scaled to sum 1,
/// and `notes` counts those that were not. Throws InputError.
std::vector<StateColumn> read_state(const PeopleTable& file, std::span<const std::uint32_t> rows,
                                    int factors, std::vector<std::string>& notes);

}  // namespace colead
