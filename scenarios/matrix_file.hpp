// Adjacency matrices: delimited text, a row per ego, a column per alter; anything but 0 is a tie, and
// says what ego's trust is where it is not 1 throughout. With or without a row of names above and a
// column of names before: which there are follows from the shape.
#pragma once

#include <string>

#include "scenarios/raw_network.hpp"

namespace colead {

/// People are called by the names above or before, or by the numbers of their rows. Throws
/// InputError, FileError.
RawNetwork read_matrix(const std::string& path, const TieColumns& columns);

}  // namespace colead
