#include "sim/graph_face.hpp"

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/clustering_coefficient.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/graphml.hpp>
#include <boost/graph/kruskal_min_spanning_tree.hpp>
#include <boost/graph/page_rank.hpp>
#include <numeric>
#include <sstream>
#include <vector>

#include "analysis/clustering.hpp"
#include "analysis/karate_club.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::VertexAndEdgeListGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<TieStore>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<TieStore, Person, boost::vertex_index_t>));
BOOST_CONCEPT_ASSERT(
    (boost::ReadablePropertyGraphConcept<TieStore, DirectedTie, boost::edge_weight_t>));
BOOST_CONCEPT_ASSERT((boost::ReadablePropertyMapConcept<TieIndex, DirectedTie>));

namespace {

TieStore store_of(std::size_t people, std::vector<NewTie> ties) {
    std::sort(ties.begin(), ties.end(),
              [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
    return {people, ties};
}

std::vector<int> components_of(const TieStore& ties, int& count) {
    std::vector<int> component(ties.people());
    count = boost::connected_components(
        ties, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, ties)));
    return component;
}

// A property map over people that writes into a vector.
template <class Value>
auto by_person(std::vector<Value>& values, const TieStore& ties) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, ties));
}

}  // namespace

TEST_CASE("Boost finds the connected components of the ties") {
    const TieStore ties = store_of(8, {tie(0, 5), tie(5, 2), tie(1, 3), tie(6, 7), tie(3, 6)});
    int count = 0;
    const std::vector<int> component = components_of(ties, count);
    CHECK(count == 3);
    CHECK(component[0] == component[5]);
    CHECK(component[0] == component[2]);
    CHECK(component[1] == component[3]);
    CHECK(component[1] == component[6]);
    CHECK(component[1] == component[7]);
    CHECK(component[0] != component[1]);
    CHECK(component[4] != component[0]);
    CHECK(component[4] != component[1]);
}

TEST_CASE("Boost measures distances along the ties of a ring") {
    constexpr std::size_t people = 11;
    std::vector<NewTie> ring;
    for (Person i = 0; i < people; ++i) {
        ring.push_back(tie(i, static_cast<Person>((i + 1) % people)));
    }
    const TieStore ties = store_of(people, ring);
    std::vector<std::size_t> distance(people);
    boost::breadth_first_search(
        ties, Person{0},
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(
            boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, ties)),
            boost::on_tree_edge()))));
    CHECK(distance == std::vector<std::size_t>{0, 1, 2, 3, 4, 5, 5, 4, 3, 2, 1});
}

TEST_CASE("the graph has the people, ties and degrees of the store") {
    const TieStore ties(karate_people, karate_ties());
    CHECK(num_vertices(ties) == 34);
    CHECK(num_edges(ties) == 78);
    CHECK(out_degree(33, ties) == 17);
    const auto [first, last] = out_edges(33, ties);
    CHECK(std::distance(first, last) == 17);
    for (auto edge = first; edge != last; ++edge) {
        CHECK(source(*edge, ties) == 33);
        CHECK(ties.tied(33, target(*edge, ties)));
    }
    const auto [nearest, farthest] = adjacent_vertices(33, ties);
    CHECK(std::equal(nearest, farthest, ties.alters(33).begin(), ties.alters(33).end()));
    int count = 0;
    components_of(ties, count);
    CHECK(count == 1);
}

TEST_CASE("the clustering of Zachary's karate club is the published one") {
    // Published over all 34; the one person with a single tie counts there as 0.
    const World world = world_with(people_with(karate_people, karate_ties()));
    CHECK(measure_clustering(world).local * 33.0 / 34.0 == Approx(karate_clustering).margin(1e-6));
}

TEST_CASE("the graph lists each tie once, from its smaller end, whoever has none") {
    const TieStore ties = store_of(9, {tie(1, 5), tie(5, 2), tie(2, 1), tie(7, 6), tie(2, 6)});
    std::vector<DirectedTie> listed;
    for (auto [at, end] = edges(ties); at != end; ++at) {
        CHECK(source(*at, ties) < target(*at, ties));
        listed.push_back(*at);
    }
    CHECK(listed == std::vector<DirectedTie>{{1, 2}, {1, 5}, {2, 5}, {2, 6}, {6, 7}});
    CHECK(listed.size() == num_edges(ties));
    const auto [none, end_of_none] = edges(store_of(3, {}));
    CHECK(none == end_of_none);
    const TieStore nobody_there;
    CHECK(edges(nobody_there).first == edges(nobody_there).second);
}

TEST_CASE("a tie is the same tie, with the same number and weight, from both of its ends") {
    const TieStore ties = store_of(5, {{{0, 3}, 0.25F, 0.75F}, {{1, 3}, 1.0F, 0.5F}, tie(3, 4)});
    const TieIndex index(ties);
    const auto trust = get(boost::edge_weight, ties);
    std::size_t number = 0;
    for (auto [at, end] = edges(ties); at != end; ++at, ++number) {
        const DirectedTie there = *at;
        const DirectedTie back{there.target, there.source};
        CHECK(there == back);
        CHECK(get(index, there) == number);
        CHECK(get(index, back) == number);
        CHECK(get(trust, there) == get(trust, back));
    }
    CHECK(get(trust, DirectedTie{3, 0}) == 0.5);
    CHECK(get(boost::edge_weight, ties, DirectedTie{1, 3}) == 0.75);
    CHECK(edge(3, 1, ties).second);
    CHECK_FALSE(edge(0, 1, ties).second);
}

TEST_CASE("Boost finds the cores, the betweenness and the clustering of the karate club") {
    const TieStore ties(karate_people, karate_ties());
    std::vector<std::size_t> core(karate_people);
    boost::core_numbers(ties, by_person(core, ties));
    CHECK(*std::max_element(core.begin(), core.end()) == 4);
    CHECK(std::count(core.begin(), core.end(), 4) == 10);
    CHECK(core[11] == 1);

    std::vector<double> between(karate_people);
    std::vector<double> between_ties(num_edges(ties));
    boost::brandes_betweenness_centrality(
        ties, by_person(between, ties),
        boost::make_iterator_property_map(between_ties.begin(), TieIndex(ties)));
    // Published: the instructor's is .4376 of the 528 pairs of others.
    CHECK(between[0] == Approx(231.0714).margin(1e-4));
    // All paths of all pairs: between people they are shorter by one step than along ties.
    const double along = std::accumulate(between_ties.begin(), between_ties.end(), 0.0);
    const double inside = std::accumulate(between.begin(), between.end(), 0.0);
    CHECK(along - inside == Approx(34.0 * 33.0 / 2.0).epsilon(1e-12));

    std::vector<double> clustering(karate_people);
    CHECK(boost::all_clustering_coefficients(ties, by_person(clustering, ties)) ==
          Approx(karate_clustering).margin(1e-6));
}

TEST_CASE("Boost ranks pages and spans trees along the ties") {
    const TieStore ties(karate_people, karate_ties());
    std::vector<double> rank(karate_people);
    boost::graph::page_rank(ties, by_person(rank, ties), boost::graph::n_iterations(200));
    // All people together have rank 34, those of a symmetric place the same.
    CHECK(std::accumulate(rank.begin(), rank.end(), 0.0) == Approx(34.0).epsilon(1e-9));
    CHECK(rank[14] == Approx(rank[15]).epsilon(1e-12));
    CHECK(rank[33] > rank[0]);

    std::vector<DirectedTie> tree;
    boost::kruskal_minimum_spanning_tree(ties, std::back_inserter(tree));
    CHECK(tree.size() == karate_people - 1);
}

TEST_CASE("Boost writes the ties as GraphML") {
    const TieStore ties(karate_people, karate_ties(0.5F));
    boost::dynamic_properties properties;
    properties.property("trust", get(boost::edge_weight, ties));
    std::ostringstream text;
    boost::write_graphml(text, ties, properties);
    const std::string written = text.str();
    const auto count = [&](const std::string& what) {
        std::size_t found = 0;
        for (auto at = written.find(what); at != std::string::npos;
             at = written.find(what, at + 1)) {
            ++found;
        }
        return found;
    };
    CHECK(count("<node id=") == 34);
    CHECK(count("<edge id=") == 78);
    CHECK(count(">0.5</data>") == 78);
}
