#include "sim/graph_face.hpp"

#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/connected_components.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <vector>

#include "analysis/network_measures.hpp"
#include "support/catch.hpp"
#include "support/karate.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<TieStore>));
BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<TieStore>));

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
    CHECK(local_clustering(world) * 33.0 / 34.0 == Approx(karate_clustering).margin(1e-6));
}
