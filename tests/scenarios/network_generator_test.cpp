#include <algorithm>
#include <boost/graph/connected_components.hpp>
#include <cmath>
#include <map>

#include "agents/purpose.hpp"
#include "scenarios/network_data.hpp"
#include "sim/error.hpp"
#include "sim/graph_face.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

NetworkParameters parameters_of(int generator, std::int64_t people, double degree) {
    NetworkParameters p;
    p.generator = generator;
    p.people = people;
    p.degree = degree;
    return p;
}

NetworkData generated(const NetworkParameters& p, std::uint32_t replicate = 0) {
    return generate_network(p, Draws(1, replicate));
}

std::vector<Pair> pairs_of(const NetworkData& network) {
    std::vector<Pair> pairs;
    for (const NewTie& tie : network.ties) {
        pairs.push_back(tie.pair);
    }
    return pairs;
}

double mean_degree(const NetworkData& network) {
    return 2.0 * static_cast<double>(network.ties.size()) / static_cast<double>(network.people());
}

double giant_component(const NetworkData& network) {
    const TieStore ties(network.people(), network.ties);
    std::vector<std::size_t> component(network.people());
    boost::connected_components(
        ties, boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, ties)));
    std::map<std::size_t, double> sizes;
    double largest = 0.0;
    for (const std::size_t c : component) {
        largest = std::max(largest, ++sizes[c]);
    }
    return largest / static_cast<double>(network.people());
}

}  // namespace

TEST_CASE("whatever the generator, ties ascend without repeats and nobody is tied to oneself") {
    const int generator = GENERATE(range(0, 8));
    const std::int64_t people = GENERATE(2, 3, 61, 500);
    const double degree = GENERATE(0.0, 1.5, 12.0, 100.0);
    const NetworkData network = generated(parameters_of(generator, people, degree));
    const std::vector<Pair> pairs = pairs_of(network);
    REQUIRE(std::adjacent_find(pairs.begin(), pairs.end(), std::greater_equal<>()) == pairs.end());
    for (const NewTie& tie : network.ties) {
        REQUIRE(tie.pair.low < tie.pair.high);
        REQUIRE(tie.pair.high < people);
        REQUIRE(tie.trust_low == 0.5F);
        REQUIRE(tie.trust_high == 0.5F);
    }
}

TEST_CASE("a random graph has the degree asked for, with the spread of a binomial") {
    const auto [people, degree] =
        GENERATE(table<std::int64_t, double>({{2000, 0.5}, {20'000, 12.0}, {300, 250.0}}));
    const NetworkData network =
        generated(parameters_of(NetworkParameters::erdos_renyi, people, degree));
    const auto n = static_cast<double>(people);
    const double p = degree / (n - 1.0);
    const double error = 2.0 / n * std::sqrt(n * (n - 1.0) / 2.0 * p * (1.0 - p));
    CHECK(std::abs(mean_degree(network) - degree) < 4.0 * error);
    std::vector<double> degrees(network.people());
    for (const NewTie& tie : network.ties) {
        ++degrees[tie.pair.low];
        ++degrees[tie.pair.high];
    }
    double variance = 0.0;
    for (const double d : degrees) {
        variance += (d - degree) * (d - degree) / n;
    }
    // Four standard errors of a variance of nearly normal or of small Poisson degrees.
    const double expected = degree * (1.0 - p);
    CHECK(std::abs(variance - expected) <
          4.0 * std::sqrt((2.0 * expected * expected + expected) / n));
}

TEST_CASE("a random graph of degree 2 has a giant component of .7968") {
    constexpr int replicates = 4;
    double mean = 0.0;
    for (std::uint32_t replicate = 0; replicate < replicates; ++replicate) {
        mean += giant_component(generated(
                    parameters_of(NetworkParameters::erdos_renyi, 20'000, 2.0), replicate)) /
                replicates;
    }
    // Standard error of one: sqrt(S (1 - S) / N) / (1 - z (1 - S)) = .0048.
    const double error = std::sqrt(0.7968 * 0.2032 / 20'000) / (1.0 - 2.0 * 0.2032);
    CHECK(std::abs(mean - 0.7968) < 4.0 * error / std::sqrt(replicates));
}

TEST_CASE("in a ring each is tied to the nearest on either side") {
    const NetworkData network = generated(parameters_of(NetworkParameters::ring, 100, 6.0));
    CHECK(network.ties.size() == 300);
    for (const auto& [low, high] : pairs_of(network)) {
        const Person apart = high - low;
        REQUIRE(std::min(apart, 100 - apart) <= 3);
    }
}

TEST_CASE("in a complete network everyone is tied to everyone") {
    CHECK(generated(parameters_of(NetworkParameters::complete, 100, 12.0)).ties.size() == 4950);
    CHECK(generated(parameters_of(NetworkParameters::erdos_renyi, 100, 99.0)).ties.size() == 4950);
    CHECK_THROWS_AS(generated(parameters_of(NetworkParameters::complete, 20'001, 12.0)),
                    InputError);
}

TEST_CASE("nested people have about the degree asked for") {
    const double degree = GENERATE(4.0, 12.0, 25.0);
    const NetworkData network = generated(parameters_of(NetworkParameters::nested, 20'000, degree));
    // Standard error of a mean whose ties are independent; pairs drawn twice count once.
    const double error = std::sqrt(2.0 * degree / 20'000);
    CHECK(std::abs(mean_degree(network) - degree) < 4.0 * error);
}

TEST_CASE("positions are nested: teams in organizations in communities, of the sizes asked for") {
    NetworkParameters p = parameters_of(NetworkParameters::nested, 310, 12.0);
    p.communities = 2;
    const NetworkData network = generated(p);
    std::map<std::uint32_t, std::vector<std::size_t>> organizations;
    std::map<std::uint32_t, std::vector<std::size_t>> teams;
    for (std::size_t i = 0; i < 310; ++i) {
        organizations[network.organization[i]].push_back(i);
        teams[network.team[i]].push_back(i);
        REQUIRE(network.community[i] == i / 155);
    }
    CHECK(organizations.size() == network.organizations);
    CHECK(teams.size() == network.teams);
    CHECK(network.organizations == 12);
    CHECK(network.community_names.size() == 2);
    for (const auto& [o, members] : organizations) {
        CHECK(members.size() == (o % 6 == 5 ? 5 : 30));
        CHECK(network.rank[members[0]] == 1.0F);
        for (const std::size_t i : members) {
            REQUIRE(network.community[i] == network.community[members[0]]);
            REQUIRE(network.sector[i] == network.sector[members[0]]);
        }
    }
    for (const auto& [t, members] : teams) {
        CHECK(members.size() <= 6);
        CHECK(network.rank[members[0]] >= 0.5F);
        for (const std::size_t i : members) {
            REQUIRE(network.organization[i] == network.organization[members[0]]);
            REQUIRE((i == members[0] || network.rank[i] == 0.0F));
        }
    }
}

TEST_CASE("ties that a circle is too small for go to the next, and back from one that is empty") {
    NetworkParameters p = parameters_of(NetworkParameters::nested, 1000, 40.0);
    p.communities = 1;
    p.organization_size = 10.0;
    p.team_size = 5.0;
    // Of the 20,000 expected ties the deviation is at most 141, of the mean degree .28.
    CHECK(static_cast<double>(generated(p).ties.size()) * 2.0 / 1000.0 ==
          Approx(40.0).margin(4 * 0.28));
}

TEST_CASE("there is a community for each thousand people, or as many as asked for") {
    CHECK(generated(parameters_of(NetworkParameters::ring, 2, 2.0)).community_names.size() == 1);
    CHECK(generated(parameters_of(NetworkParameters::ring, 2600, 2.0)).community_names.size() == 3);
    NetworkParameters p = parameters_of(NetworkParameters::ring, 5, 2.0);
    p.communities = 50;
    CHECK(generated(p).community_names.size() == 5);
}

TEST_CASE("most people of an organization are of its majority culture") {
    NetworkParameters p = parameters_of(NetworkParameters::ring, 60'000, 2.0);
    std::map<std::uint32_t, std::map<int, double>> cultures;
    const NetworkData network = generated(p);
    for (std::size_t i = 0; i < network.people(); ++i) {
        ++cultures[network.organization[i]][network.culture[i]];
    }
    double majority = 0.0;
    for (const auto& [o, counts] : cultures) {
        majority +=
            std::max_element(counts.begin(), counts.end(), [](const auto& a, const auto& b) {
                return a.second < b.second;
            })->second;
    }
    // In organizations of 30 the majority culture is hardly ever another by chance.
    CHECK(std::abs(majority / 60'000 - 0.7) < 4.0 * std::sqrt(0.7 * 0.3 / 60'000) + 0.001);
}

TEST_CASE("the same seed and replicate give the same network, another replicate another") {
    const int generator =
        GENERATE(static_cast<int>(NetworkParameters::nested), NetworkParameters::erdos_renyi,
                 NetworkParameters::watts_strogatz, NetworkParameters::barabasi_albert,
                 NetworkParameters::stochastic_block, NetworkParameters::configuration);
    const NetworkParameters p = parameters_of(generator, 500, 12.0);
    CHECK(pairs_of(generated(p)) == pairs_of(generated(p)));
    CHECK(generated(p).culture == generated(p).culture);
    CHECK(pairs_of(generated(p)) != pairs_of(generated(p, 1)));
}
