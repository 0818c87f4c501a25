// Where people stand in the network, and samples held against the whole.
#include "analysis/centralities.hpp"

#include <boost/graph/betweenness_centrality.hpp>
#include <cmath>
#include <numeric>

#include "analysis/clustering.hpp"
#include "analysis/karate_club.hpp"
#include "scenarios/betweenness.hpp"
#include "sim/graph_face.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("betweenness from all sources is that of Boost for everyone") {
    const World world = world_of(scenario_of(300));
    std::vector<double> theirs(300);
    boost::brandes_betweenness_centrality(
        world.ties,
        boost::make_iterator_property_map(theirs.begin(), get(boost::vertex_index, world.ties)));
    std::vector<Person> everyone(300);
    std::iota(everyone.begin(), everyone.end(), Person{0});
    const Betweenness ours = betweenness_from(world.ties, everyone);
    CHECK(ours.error.empty());
    for (std::size_t i = 0; i < theirs.size(); ++i) {
        // Both add some 10^4 shares in double.
        REQUIRE(ours.score[i] == Approx(theirs[i]).epsilon(1e-9).margin(1e-9));
    }
}

TEST_CASE("no sample is larger than the people there are: of few, betweenness is exact") {
    const World world = world_of(scenario_of(300));
    CHECK_FALSE(measure_centralities(world.ties, world.draws, 0, 0.0).betweenness_sampled);
}

TEST_CASE("people with fewer than two ties have no clustering, drawn or not") {
    const World world = world_with(people_with(8, {tie(0, 1), tie(1, 2), tie(0, 2), tie(3, 4)}));
    CHECK(measure_clustering(world, 0).local == 1.0);
    CHECK(measure_clustering(world, 1000).local == 1.0);
}

TEST_CASE("sampled betweenness is off by its stated standard error") {
    const World world = world_of(scenario_of(1500));
    const Centralities exact = measure_centralities(world.ties, world.draws, 0);
    CHECK_FALSE(exact.betweenness_sampled);
    CHECK(std::all_of(exact.betweenness_error.begin(), exact.betweenness_error.end(),
                      [](double error) { return error == 0.0; }));
    double off = 0.0;
    double stated = 0.0;
    Centralities sampled;
    for (std::uint32_t month = 0; month < 12; ++month) {
        sampled = measure_centralities(world.ties, world.draws, month, 0.0);
        REQUIRE(sampled.betweenness_sampled);
        for (std::size_t i = 0; i < 1500; ++i) {
            const double difference = sampled.betweenness[i] - exact.betweenness[i];
            off += difference * difference;
            stated += sampled.betweenness_error[i] * sampled.betweenness_error[i];
        }
    }
    // The mean square of what it is off is the mean of the stated variance. People share their
    // sources: a month's sum is off by some .4 of it, that of twelve by .12; twice that.
    CHECK(off / stated == Approx(1.0).margin(0.25));
    CHECK(sampled.pagerank == exact.pagerank);
    CHECK(sampled.core == exact.core);
}

TEST_CASE("people without ties stand where they should") {
    const World world = world_with(people_with(5, {tie(0, 1), tie(1, 2), tie(0, 2)}));
    const Centralities found = measure_centralities(world.ties, world.draws, 0);
    CHECK(found.degree == std::vector<std::uint32_t>{2, 2, 2, 0, 0});
    CHECK(found.core == std::vector<std::uint32_t>{2, 2, 2, 0, 0});
    CHECK(found.clustering[0] == 1.0);
    CHECK(std::isnan(found.clustering[3]));
    CHECK(std::accumulate(found.pagerank.begin(), found.pagerank.end(), 0.0) == Approx(1.0));
    // x = .15/5 + .85 (2 x)/5 for those alone; those of the triangle share the rest.
    CHECK(found.pagerank[3] == Approx(0.03 / (1.0 - 0.34)).epsilon(1e-9));
}

TEST_CASE("transitivity is the share of closed triads: of the karate club 45 triangles in 528") {
    const World world = world_with(people_with(karate_people, karate_ties()));
    CHECK(measure_clustering(world).transitivity == Approx(3.0 * 45.0 / 528.0).epsilon(1e-12));
    const World alone = world_with(people_with(3, {tie(0, 1)}));
    CHECK(std::isnan(measure_clustering(alone).transitivity));
    CHECK(std::isnan(measure_clustering(alone, 0).transitivity));
}

TEST_CASE("sampled clustering and transitivity are right within four standard errors") {
    World world = world_of(scenario_of(800));
    const auto [exact_local, exact] = measure_clustering(world);
    double mean = 0.0;
    double mean_local = 0.0;
    constexpr int samples = 40;
    for (int n = 0; n < samples; ++n) {
        world.month = static_cast<std::uint32_t>(n + 1);
        const auto [local, one] = measure_clustering(world, 0);
        CHECK(std::abs(one - exact) < 4.0 * 0.5 / 64.0);
        CHECK(std::abs(local - exact_local) < 4.0 * 0.5 / 32.0);
        mean += one / samples;
        mean_local += local / samples;
    }
    CHECK(std::abs(mean - exact) < 4.0 * 0.5 / 64.0 / std::sqrt(samples));
    CHECK(std::abs(mean_local - exact_local) < 4.0 * 0.5 / 32.0 / std::sqrt(samples));
}
