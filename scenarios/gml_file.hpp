// GML (Himsolt, "GML: a portable graph file format", University of Passau 1997) as igraph, networkx
// and Gephi write it. Attributes of nodes become columns of people; lists within a node (graphics ...)
// and attributes that a node has several times are left out, told.
#pragma once

#include <string>

#include "scenarios/raw_network.hpp"

namespace colead {

/// People are called by the nodes' ids. Throws InputError, FileError.
RawNetwork read_gml(const std::string& path, const TieColumns& columns);

}  // namespace colead
