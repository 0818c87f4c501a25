// The Boost.Graph face of the tie store: an undirected graph without parallel edges, seen through
// without copying. Models VertexListGraph, IncidenceGraph and AdjacencyGraph. Vertex and edge are
// Boost's words; everywhere else they are person and tie.
#pragma once

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <utility>

#include "sim/ties.hpp"

namespace colead {

/// A tie as seen from one of its ends.
struct DirectedTie {
    Person source;
    Person target;
    friend bool operator==(const DirectedTie& a, const DirectedTie& b) = default;
};

struct TieFrom {
    Person source;
    DirectedTie operator()(Person target) const { return {source, target}; }
};

}  // namespace colead

namespace boost {

template <>
struct graph_traits<colead::TieStore> {
    using vertex_descriptor = colead::Person;
    using edge_descriptor = colead::DirectedTie;
    using directed_category = undirected_tag;
    using edge_parallel_category = disallow_parallel_edge_tag;
    struct traversal_category : virtual incidence_graph_tag,
                                virtual adjacency_graph_tag,
                                virtual vertex_list_graph_tag {};
    using vertex_iterator = counting_iterator<colead::Person>;
    using adjacency_iterator = const colead::Person*;
    using out_edge_iterator = transform_iterator<colead::TieFrom, const colead::Person*,
                                                 colead::DirectedTie, colead::DirectedTie>;
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;
    static vertex_descriptor null_vertex() { return colead::nobody; }
};

template <>
struct property_map<colead::TieStore, vertex_index_t> {
    using type = typed_identity_property_map<colead::Person>;
    using const_type = type;
};

}  // namespace boost

namespace colead {

using TieGraph = boost::graph_traits<TieStore>;

inline std::pair<TieGraph::vertex_iterator, TieGraph::vertex_iterator> vertices(
    const TieStore& ties) {
    return {TieGraph::vertex_iterator(0),
            TieGraph::vertex_iterator(static_cast<Person>(ties.people()))};
}
inline std::size_t num_vertices(const TieStore& ties) { return ties.people(); }
inline std::size_t num_edges(const TieStore& ties) { return ties.ties(); }

inline std::pair<TieGraph::adjacency_iterator, TieGraph::adjacency_iterator> adjacent_vertices(
    Person ego, const TieStore& ties) {
    const auto alters = ties.alters(ego);
    return {alters.data(), alters.data() + alters.size()};
}
inline std::pair<TieGraph::out_edge_iterator, TieGraph::out_edge_iterator> out_edges(
    Person ego, const TieStore& ties) {
    const auto alters = ties.alters(ego);
    return {TieGraph::out_edge_iterator(alters.data(), TieFrom{ego}),
            TieGraph::out_edge_iterator(alters.data() + alters.size(), TieFrom{ego})};
}
inline std::size_t out_degree(Person ego, const TieStore& ties) { return ties.degree(ego); }
inline Person source(const DirectedTie& tie, const TieStore& /*ties*/) { return tie.source; }
inline Person target(const DirectedTie& tie, const TieStore& /*ties*/) { return tie.target; }

inline boost::typed_identity_property_map<Person> get(boost::vertex_index_t /*index*/,
                                                      const TieStore& /*ties*/) {
    return {};
}

}  // namespace colead
