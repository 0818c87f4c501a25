// GraphML (Brandes, Eiglsperger, Herman, Himsolt & Marshall, "GraphML progress report", Graph Drawing
// 2001; graphml.graphdrawing.org/primer) as igraph, networkx, Gephi and yEd write it: one flat graph,
// directed or not, each edge as it says or as the graph does. Attributes of nodes become columns of
// people; yEd's labels become the column `label`.
//
// Nested graphs, hyperedges, ports and entities of a document type are refused.
#pragma once

#include <string>

#include "scenarios/raw_network.hpp"

namespace colead {

/// People are called by their attribute `id`, or else by the nodes' own ids. Throws InputError,
/// FileError.
RawNetwork read_graphml(const std::string& path, const TieColumns& columns);

}  // namespace colead
