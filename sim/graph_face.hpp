// The Boost.Graph face of the tie store: an undirected graph without parallel edges, seen through
// without copying. Models VertexListGraph, EdgeListGraph, IncidenceGraph, AdjacencyGraph and
// AdjacencyMatrix (edge() by binary search). Vertex and edge are Boost's words; everywhere else they
// are person and tie.
//
// A tie has two ends. Its descriptor remembers from which one it is seen, since source() and target()
// need to know, yet descriptors of one tie are equal from both ends: what is kept per tie (TieIndex,
// trust as a weight) is one value, wherever the walk came from. Each end's own trust is not a value of
// the tie and is asked of the store. Siek, Lee & Lumsdaine (2002), The Boost Graph Library.
#pragma once

#include <algorithm>
#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/iterator_facade.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "sim/ties.hpp"

namespace colead {

/// A tie as seen from one of its ends; equal to itself as seen from the other.
struct DirectedTie {
    Person source;
    Person target;
    friend bool operator==(const DirectedTie& a, const DirectedTie& b) {
        return pair_of(a.source, a.target) == pair_of(b.source, b.target);
    }
    friend auto operator<=>(const DirectedTie& a, const DirectedTie& b) {
        return pair_of(a.source, a.target) <=> pair_of(b.source, b.target);
    }
};

struct TieFrom {
    Person source;
    DirectedTie operator()(Person target) const { return {source, target}; }
};

/// How many of ego's alters have a smaller number: where, in ego's row, the others begin.
inline std::size_t alters_below(const TieStore& ties, Person ego) {
    const auto alters = ties.alters(ego);
    return static_cast<std::size_t>(std::lower_bound(alters.begin(), alters.end(), ego) -
                                    alters.begin());
}

/// Walks over all ties, each once, from its smaller end: in the order of Pair.
class TieIterator : public boost::iterator_facade<TieIterator, const DirectedTie,
                                                  boost::forward_traversal_tag, DirectedTie> {
public:
    TieIterator() = default;
    /// At the first tie whose smaller end is `ego` or comes after.
    TieIterator(const TieStore& ties, Person ego) : ties_(&ties), ego_(ego) { enter_row(); }

private:
    friend class boost::iterator_core_access;

    void enter_row() {
        for (; ego_ < ties_->people(); ++ego_) {
            at_ = alters_below(*ties_, ego_);
            if (at_ < ties_->degree(ego_)) {
                return;
            }
        }
        at_ = 0;
    }
    void increment() {
        if (++at_ == ties_->degree(ego_)) {
            ++ego_;
            enter_row();
        }
    }
    bool equal(const TieIterator& other) const { return ego_ == other.ego_ && at_ == other.at_; }
    DirectedTie dereference() const { return {ego_, ties_->alters(ego_)[at_]}; }

    const TieStore* ties_ = nullptr;
    Person ego_ = 0;
    std::size_t at_ = 0;  // in ego's row
};

/// Numbers of the ties, 0 .. num_edges - 1 in the order of edges(): Boost's edge_index, a property
/// map that is read. Takes 8 bytes a person; a commit to the store makes it stale.
class TieIndex {
public:
    using key_type = DirectedTie;
    using value_type = std::size_t;
    using reference = std::size_t;
    using category = boost::readable_property_map_tag;

    explicit TieIndex(const TieStore& ties) : ties_(&ties) {
        auto offsets = std::make_shared<std::vector<std::size_t>>(ties.people());
        std::size_t before = 0;
        for (Person ego = 0; ego < ties.people(); ++ego) {
            const std::size_t below = alters_below(ties, ego);
            (*offsets)[ego] = before - below;  // may wrap around; the position brings it back
            before += ties.degree(ego) - below;
        }
        offsets_ = std::move(offsets);
    }

    /// O(log degree).
    friend std::size_t get(const TieIndex& index, const DirectedTie& tie) {
        const auto [low, high] = pair_of(tie.source, tie.target);
        const auto alters = index.ties_->alters(low);
        const auto place = std::lower_bound(alters.begin(), alters.end(), high);
        return (*index.offsets_)[low] + static_cast<std::size_t>(place - alters.begin());
    }

private:
    const TieStore* ties_;
    std::shared_ptr<const std::vector<std::size_t>> offsets_;
};

/// Trust as a weight of the tie, 0 .. 1: the mean of what its two ends hold.
class TrustOfTie {
public:
    using key_type = DirectedTie;
    using value_type = double;
    using reference = double;
    using category = boost::readable_property_map_tag;

    explicit TrustOfTie(const TieStore& ties) : ties_(&ties) {}

    /// O(log degree).
    friend double get(const TrustOfTie& trust, const DirectedTie& tie) {
        return (trust.of(tie.source, tie.target) + trust.of(tie.target, tie.source)) / 2.0;
    }

private:
    double of(Person ego, Person alter) const {
        const auto alters = ties_->alters(ego);
        const auto place = std::lower_bound(alters.begin(), alters.end(), alter);
        return static_cast<double>(
            ties_->trust(ego)[static_cast<std::size_t>(place - alters.begin())]);
    }

    const TieStore* ties_;
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
                                virtual vertex_list_graph_tag,
                                virtual edge_list_graph_tag,
                                virtual adjacency_matrix_tag {};
    using vertex_iterator = counting_iterator<colead::Person>;
    using edge_iterator = colead::TieIterator;
    using adjacency_iterator = const colead::Person*;
    using out_edge_iterator = transform_iterator<colead::TieFrom, const colead::Person*,
                                                 colead::DirectedTie, colead::DirectedTie>;
    using vertices_size_type = std::size_t;
    using edges_size_type = std::size_t;
    using degree_size_type = std::size_t;
    static vertex_descriptor null_vertex() { return colead::nobody; }
};

// Some algorithms take the graph by a reference that may be written through, and deduce const.
template <>
struct graph_traits<const colead::TieStore> : graph_traits<colead::TieStore> {};

template <>
struct property_map<colead::TieStore, vertex_index_t> {
    using type = typed_identity_property_map<colead::Person>;
    using const_type = type;
};

template <>
struct property_map<colead::TieStore, edge_weight_t> {
    using type = colead::TrustOfTie;
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

inline std::pair<TieGraph::edge_iterator, TieGraph::edge_iterator> edges(const TieStore& ties) {
    return {TieIterator(ties, 0), TieIterator(ties, static_cast<Person>(ties.people()))};
}
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

/// The tie of two people as seen from the first, and whether there is one.
inline std::pair<DirectedTie, bool> edge(Person ego, Person alter, const TieStore& ties) {
    return {DirectedTie{ego, alter}, ties.tied(ego, alter)};
}

inline boost::typed_identity_property_map<Person> get(boost::vertex_index_t /*index*/,
                                                      const TieStore& /*ties*/) {
    return {};
}
inline Person get(boost::vertex_index_t /*index*/, const TieStore& /*ties*/, Person person) {
    return person;
}
inline TrustOfTie get(boost::edge_weight_t /*weight*/, const TieStore& ties) {
    return TrustOfTie(ties);
}
inline double get(boost::edge_weight_t /*weight*/, const TieStore& ties, const DirectedTie& tie) {
    return get(TrustOfTie(ties), tie);
}

}  // namespace colead
