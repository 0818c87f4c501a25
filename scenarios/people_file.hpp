// The people file: delimited text, a row per person, with or without a header. Where
// network.columns.id is "row" and no column is called so, people are called 1, 2, ... as they come.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "scenarios/raw_network.hpp"

namespace colead {

inline constexpr std::string_view row_number = "row";

/// Reads all rows. `columns`: NetworkFiles::columns, which tell whether the first line is a header.
/// Throws InputError when there is nobody; FileError.
RawPeople read_people_file(const std::string& path,
                           const std::map<std::string, std::string>& columns);

}  // namespace colead
