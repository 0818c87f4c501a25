// Watts and Strogatz (1998): among 1,000 people with ten ties, a hundredth of ties rewired shortens
// paths to a fifth of the ring's and leaves clustering as it was.
#include <fmt/format.h>

#include <boost/graph/breadth_first_search.hpp>
#include <cmath>

#include "analysis/clustering.hpp"
#include "sim/graph_face.hpp"
#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

constexpr std::size_t people = 1000;

World small_world(double rewiring, std::uint32_t replicate) {
    return make_world(
        frozen(fmt::format("generator = \"watts-strogatz\"\npeople = {}\ndegree = 10\n", people),
               "", {fmt::format("network.rewiring={}", rewiring)}),
        replicate);
}

// Mean number of steps between two people.
double path_length(const TieStore& ties) {
    double sum = 0.0;
    double pairs = 0.0;
    std::vector<int> steps(people);
    for (Person ego = 0; ego < people; ++ego) {
        std::fill(steps.begin(), steps.end(), 0);
        auto distance = boost::make_iterator_property_map(
            steps.begin(), boost::typed_identity_property_map<std::size_t>());
        boost::breadth_first_search(ties, ego,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                                       distance, boost::on_tree_edge())))
                                        .vertex_index_map(get(boost::vertex_index, ties)));
        for (const int s : steps) {
            sum += s;
            pairs += s > 0 ? 1.0 : 0.0;
        }
    }
    return sum / pairs;
}

struct Mean {
    double sum = 0.0;
    double squares = 0.0;
    double count = 0.0;
    void add(double value) {
        sum += value;
        squares += value * value;
        count += 1.0;
    }
    double value() const { return sum / count; }
    double error() const {
        return std::sqrt((squares / count - value() * value()) / (count - 1.0));
    }
};

}  // namespace

TEST_CASE("one tie in a hundred rewired makes the small world of Watts and Strogatz",
          "[verification]") {
    const World ring = small_world(0.0, 0);
    const double clustering = measure_clustering(ring).local;
    const double length = path_length(ring.ties);
    // 3 (k - 2) / 4 (k - 1); steps of five people at a time around half the ring.
    CHECK(clustering == Approx(2.0 / 3.0));
    CHECK(length == Approx(50.45).margin(0.01));
    const auto [rewiring, of_clustering, of_length] =
        GENERATE(table<double, double, double>({{0.01, 0.972, 0.180}, {0.1, 0.737, 0.088}}));
    Mean clusterings;
    Mean lengths;
    for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
        const World world = small_world(rewiring, replicate);
        clusterings.add(measure_clustering(world).local / clustering);
        lengths.add(path_length(world.ties) / length);
    }
    // Four standard errors, and half of the last digit of the reference.
    CHECK(clusterings.value() == Approx(of_clustering).margin(4.0 * clusterings.error() + 0.0005));
    CHECK(lengths.value() == Approx(of_length).margin(4.0 * lengths.error() + 0.0005));
}
