// Edge lists: delimited text, a line per tie, ego,alter[,trust], with or without a header. A line says
// what ego's trust is.
#pragma once

#include <string>

#include "scenarios/raw_network.hpp"

namespace colead {

/// Reads all lines. Without a header, ego, alter and trust are the first three columns unless
/// `columns` gives their numbers; with one, those called so, or as other tools call them. Throws
/// InputError, FileError.
RawNetwork read_edge_list(const std::string& path, const TieColumns& columns);

}  // namespace colead
