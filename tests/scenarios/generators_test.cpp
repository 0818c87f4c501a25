// What each generator promises beyond what all do (network_generator_test.cpp).
#include "scenarios/generators.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "analysis/frozen_world.hpp"
#include "scenarios/scenario_file.hpp"
#include "scenarios/swaps.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

using namespace colead;
using Catch::Matchers::Contains;

namespace {

NetworkParameters of(int generator, std::int64_t people, double degree = 12.0) {
    NetworkParameters p;
    p.generator = generator;
    p.people = people;
    p.degree = degree;
    return p;
}

std::vector<Pair> pairs_of(const NetworkData& network) {
    std::vector<Pair> pairs;
    for (const NewTie& tie : network.ties) {
        pairs.push_back(tie.pair);
    }
    return pairs;
}

std::vector<Pair> pairs_of(const NetworkParameters& p, std::uint32_t replicate = 0,
                           int threads = 1) {
    return pairs_of(generate_network(p, Draws(1, replicate), Workers(threads)));
}

std::vector<std::uint32_t> degrees_of(std::size_t people, const std::vector<Pair>& pairs) {
    std::vector<std::uint32_t> degrees(people, 0);
    for (const auto& [low, high] : pairs) {
        ++degrees[low];
        ++degrees[high];
    }
    return degrees;
}

bool proper(const std::vector<Pair>& pairs) {
    return std::adjacent_find(pairs.begin(), pairs.end(), std::greater_equal<>()) == pairs.end() &&
           std::all_of(pairs.begin(), pairs.end(), [](Pair p) { return p.low < p.high; });
}

}  // namespace

TEST_CASE("every generator gives the same ties with 1, 2 and 7 threads") {
    const int generator = GENERATE(range(0, 8));
    const double swaps = GENERATE(0.0, 0.5);
    NetworkParameters p = of(generator, generator == NetworkParameters::complete ? 600 : 5000);
    p.swaps = swaps;
    p.rewiring = 0.4;
    const std::vector<Pair> with_one = pairs_of(p);
    REQUIRE(proper(with_one));
    CHECK(pairs_of(p, 0, 2) == with_one);
    CHECK(pairs_of(p, 0, 7) == with_one);
}

TEST_CASE("attachment and joined stubs have the same bits where batches span many blocks") {
    const int generator = GENERATE(static_cast<int>(NetworkParameters::barabasi_albert),
                                   static_cast<int>(NetworkParameters::configuration));
    const NetworkParameters p = of(generator, 200'000);
    const std::vector<Pair> with_one = pairs_of(p);
    REQUIRE(proper(with_one));
    CHECK(pairs_of(p, 0, 7) == with_one);
}

TEST_CASE("without rewiring a small world is a ring, and rewiring keeps the number of ties") {
    NetworkParameters p = of(NetworkParameters::watts_strogatz, 200, 6.0);
    p.rewiring = 0.0;
    CHECK(pairs_of(p) == pairs_of(of(NetworkParameters::ring, 200, 6.0)));
    p.rewiring = GENERATE(0.1, 0.5, 1.0);
    const std::vector<Pair> pairs = pairs_of(p);
    CHECK(pairs.size() == 600);
    // One end of each tie stays where it was: everybody keeps at least half of them.
    const auto degrees = degrees_of(200, pairs);
    CHECK(*std::min_element(degrees.begin(), degrees.end()) >= 3);
    CHECK(pairs_of(p, 1) != pairs);
}

TEST_CASE("the share of ties of a small world that leave the ring is the rewiring") {
    NetworkParameters p = of(NetworkParameters::watts_strogatz, 20'000, 10.0);
    p.rewiring = GENERATE(0.02, 0.3);
    double left = 0.0;
    for (const auto& [low, high] : pairs_of(p)) {
        left += std::min(high - low, 20'000 - (high - low)) > 5 ? 1.0 : 0.0;
    }
    const double error = std::sqrt(p.rewiring * (1.0 - p.rewiring) / 100'000);
    CHECK(std::abs(left / 100'000 - p.rewiring) < 4.0 * error);
}

TEST_CASE("small worlds in which nearly all are tied to all are still networks") {
    const std::int64_t people = GENERATE(3, 4, 5, 6, 9, 30);
    NetworkParameters p = of(NetworkParameters::watts_strogatz, people, 100.0);
    p.rewiring = 1.0;
    const std::vector<Pair> pairs = pairs_of(p);
    CHECK(proper(pairs));
    CHECK(static_cast<std::int64_t>(pairs.size()) == people * ((people - 1) / 2));
}

TEST_CASE("in preferential attachment every newcomer has m ties to those before") {
    NetworkParameters p = of(NetworkParameters::barabasi_albert, 3000);
    p.attach = GENERATE(1, 2, 3, 6, 50);
    const auto m = static_cast<std::size_t>(p.attach);
    const std::vector<Pair> pairs = pairs_of(p);
    CHECK(proper(pairs));
    CHECK(pairs.size() == m * (3000 - m));
    std::vector<std::size_t> to_earlier(3000, 0);
    for (const auto& [low, high] : pairs) {
        ++to_earlier[high];
    }
    for (std::size_t i = 0; i < 3000; ++i) {
        REQUIRE(to_earlier[i] == (i < m ? 0 : m));
    }
    CHECK(pairs_of(p, 1) != pairs);
}

TEST_CASE("the third to come chooses by degree among the few before, whatever the batch") {
    // m = 1: person 1 is tied to 0; 2 chooses each with 1/2; 3 chooses the one in the middle with 1/2.
    NetworkParameters p = of(NetworkParameters::barabasi_albert, 4);
    p.attach = 1;
    constexpr int worlds = 4000;
    double first = 0.0;
    double middle = 0.0;
    for (std::uint32_t replicate = 0; replicate < worlds; ++replicate) {
        const std::vector<Pair> pairs = pairs_of(p, replicate);
        const auto chosen_by = [&](Person newcomer) {
            return std::find_if(pairs.begin(), pairs.end(),
                                [&](Pair pair) { return pair.high == newcomer; })
                ->low;
        };
        first += chosen_by(2) == 0 ? 1.0 / worlds : 0.0;
        middle += chosen_by(3) == chosen_by(2) ? 1.0 / worlds : 0.0;
    }
    const double error = std::sqrt(0.25 / worlds);
    CHECK(std::abs(first - 0.5) < 4.0 * error);
    CHECK(std::abs(middle - 0.5) < 4.0 * error);
}

TEST_CASE("under stochastic blocks the cultures are the blocks, equal runs of people") {
    NetworkParameters p = of(NetworkParameters::stochastic_block, 1000);
    p.cultures = 3;
    p.within = 1.0;
    p.between = 0.0;
    const NetworkData network = generate_network(p, Draws(1, 0));
    std::map<int, std::size_t> sizes;
    for (std::size_t i = 0; i < 1000; ++i) {
        ++sizes[network.culture[i]];
        REQUIRE((i == 0 || network.culture[i - 1] <= network.culture[i]));
    }
    CHECK(sizes == std::map<int, std::size_t>{{0, 334}, {1, 333}, {2, 333}});
    // Every pair of a block is tied, and no other.
    CHECK(network.ties.size() == 334 * 333 / 2 + 333 * 332);
    for (const NewTie& tie : network.ties) {
        REQUIRE(network.culture[tie.pair.low] == network.culture[tie.pair.high]);
    }
}

TEST_CASE("the configuration model gives everyone exactly the degree given") {
    // Few ties, a hub tied to nearly all, and a network that is nearly complete.
    std::vector<std::uint32_t> degrees(400, 3);
    const int kind = GENERATE(0, 1, 2, 3);
    if (kind == 1) {
        degrees[7] = 399;
        degrees[8] = 251;
    } else if (kind == 2) {
        std::fill(degrees.begin(), degrees.end(), 396);
    } else if (kind == 3) {
        degrees = {2, 2, 2};
    }
    const NetworkParameters p =
        of(NetworkParameters::configuration, static_cast<std::int64_t>(degrees.size()));
    const std::vector<Pair> pairs = pairs_of(generate_network(p, Draws(1, 0), Workers(2), degrees));
    CHECK(proper(pairs));
    CHECK(degrees_of(degrees.size(), pairs) == degrees);
}

TEST_CASE("stubs are joined at random: who is tied to whom goes by degree") {
    // The first 100 have 16 ties, the other 900 have 4: of 2600 ties between them, the share of
    // pairs of stubs that joins the two kinds is 2 (1600 / 5200) (3600 / 5199).
    std::vector<std::uint32_t> degrees(1000, 4);
    std::fill_n(degrees.begin(), 100, 16);
    constexpr int worlds = 50;
    double mixed = 0.0;
    for (std::uint32_t replicate = 0; replicate < worlds; ++replicate) {
        const NetworkData network = generate_network(of(NetworkParameters::configuration, 1000),
                                                     Draws(1, replicate), Workers(1), degrees);
        for (const NewTie& tie : network.ties) {
            mixed += tie.pair.low < 100 && tie.pair.high >= 100 ? 1.0 : 0.0;
        }
    }
    const double share = 2.0 * (1600.0 / 5200.0) * (3600.0 / 5199.0);
    const double error = std::sqrt(share * (1.0 - share) / (2600.0 * worlds));
    // Self-ties and repeats, about .7% of ties, are more often among the 100.
    CHECK(std::abs(mixed / (2600.0 * worlds) - share) < 4.0 * error + 0.007);
}

TEST_CASE("stubs of people far apart are joined as often as those of neighbours") {
    // 100,000 people with four ties: two ends are less than a hundredth of all people apart in
    // 1 - .99^2 of ties.
    const std::vector<std::uint32_t> degrees(100'000, 4);
    double near = 0.0;
    for (const auto& [low, high] : pairs_of(generate_network(
             of(NetworkParameters::configuration, 100'000), Draws(1, 0), Workers(2), degrees))) {
        near += high - low < 1000 ? 1.0 / 200'000 : 0.0;
    }
    const double share = 1.0 - 0.99 * 0.99;
    CHECK(std::abs(near - share) < 4.0 * std::sqrt(share * (1.0 - share) / 200'000));
}

TEST_CASE("swaps leave every degree as it is and nothing else of a ring") {
    NetworkParameters p = of(NetworkParameters::ring, 2000, 8.0);
    const std::vector<Pair> ring = pairs_of(p);
    p.swaps = 10.0;
    const std::vector<Pair> mixed = pairs_of(p);
    CHECK(proper(mixed));
    CHECK(degrees_of(2000, mixed) == degrees_of(2000, ring));
    std::vector<Pair> common;
    std::set_intersection(ring.begin(), ring.end(), mixed.begin(), mixed.end(),
                          std::back_inserter(common));
    // As many as of any 8000 pairs: 8000 * 8 / 1999 are expected, about Poisson.
    const double expected = 8000.0 * 8.0 / 1999.0;
    CHECK(std::abs(static_cast<double>(common.size()) - expected) < 4.0 * std::sqrt(expected));
}

TEST_CASE("a swap that would make a self-tie or a repeat is refused") {
    SwappableTies ties(5, {{0, 1}, {0, 2}, {1, 2}, {3, 4}});
    CHECK_FALSE(ties.swap(0, 1, false));  // {0, 2} and {0, 1} again
    CHECK_FALSE(ties.swap(0, 1, true));   // {0, 0}
    CHECK_FALSE(ties.swap(0, 2, true));   // {0, 1} and {2, 1}
    CHECK_FALSE(ties.swap(3, 3, false));
    CHECK(ties.swap(0, 3, false));  // {0, 4} and {3, 1}
    CHECK(ties.take() == std::vector<Pair>{{0, 4}, {0, 2}, {1, 2}, {1, 3}});
}

TEST_CASE("parameters that a generator has no use for are told, unless left at their default") {
    const auto notes = [](const std::string& network) {
        return prepare(parse_scenario("[network]\n" + network, "town.toml", "", {})).notes;
    };
    const std::vector<std::string> told =
        notes("generator = \"ring\"\nattach = 3\nwithin = 0.03\n");
    REQUIRE(told.size() == 1);
    CHECK(told[0] == "town.toml:3: network.attach = 3 has no effect with the generator ring");
    CHECK(notes("generator = \"barabasi-albert\"\nattach = 3\n").empty());
}

TEST_CASE("a file of degrees says how many people there are") {
    const InputFolder folder;
    folder.write("degrees.txt", "2\n2\n2\n1\n1\n");
    const std::string network =
        "[network]\ngenerator = \"configuration\"\ndegrees = \"degrees.txt\"\n";
    const auto prepared = [&](const std::string& more) {
        return prepare(parse_scenario(network + more, "town.toml", folder.path(), {}));
    };
    const Prepared ready = prepared("");
    CHECK(ready.people() == 5);
    const World world = make_world(ready, 0);
    CHECK(world.ties.degree(0) == 2);
    CHECK(world.ties.degree(4) == 1);
    // The resolved scenario gives the same network.
    const Prepared again = prepare(parse_scenario(to_toml(ready.scenario), "again.toml", "", {}));
    CHECK(again.degrees == ready.degrees);
    CHECK_THROWS_WITH(prepared("ties = \"ties.csv\"\n"), Contains("but network.ties is given"));
    CHECK_THROWS_WITH(prepared("people = 6\n"), Contains("lists 5 people, but network.people = 6"));
    CHECK_THROWS_WITH(prepare(parse_scenario("[network]\ndegrees = \"degrees.txt\"\n", "town.toml",
                                             folder.path(), {})),
                      Contains("network.degrees is for network.generator = \"configuration\""));
}
