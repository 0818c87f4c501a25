// Pajek's .net (Batagelj & Mrvar, "Pajek: program for analysis and visualization of very large
// networks", reference manual, 2.1): *Vertices, then any of *Arcs, *Edges, *Arcslist, *Edgeslist and
// *Matrix. Vertices are numbered from 1; their labels become the column `label`, what follows as name
// and value a column each. Several relations
// (*Arcs :2 "...") are joined; coordinates, times and shapes are left out, told.
#pragma once

#include <string>

#include "scenarios/raw_network.hpp"

namespace colead {

/// People are called by their numbers. Throws InputError, FileError.
RawNetwork read_pajek(const std::string& path, const TieColumns& columns);

}  // namespace colead
