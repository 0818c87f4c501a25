#include "agents/letting_go.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// A ring in which each is tied to the `reach` next on either side, with this trust at either end.
World ring(std::int64_t people, double degree, double hazard, double tau_min, double trust) {
    Scenario scenario = scenario_of(people);
    scenario.network.generator = NetworkParameters::ring;
    scenario.network.degree = degree;
    scenario.network.trust = trust;
    scenario.parameters.ties.hazard = hazard;
    scenario.parameters.ties.tau_min = tau_min;
    return world_of(scenario);
}

std::vector<Pair> let_go_by_all(const World& world) {
    const Skips skips(world.frame->parameters.ties.hazard);
    std::vector<Pair> removals;
    for (Person i = 0; i < world.people.size(); ++i) {
        let_go(world, skips, i, draw(world, Purpose::letting_go, i), removals);
    }
    return removals;
}

// The word whose draw is nearest below.
std::uint32_t word_of(double draw) { return static_cast<std::uint32_t>(draw * 0x1p32); }

}  // namespace

TEST_CASE("the share of ties an ego lets go is hazard (1 - trust)") {
    const auto [hazard, trust] = GENERATE(
        table<double, double>({{0.03, 0.5}, {0.1, 0.1}, {0.5, 0.25}, {1.0, 0.75}, {0.004, 0.0}}));
    const World world = ring(20'000, 20.0, hazard, 0.0, trust);
    constexpr double half_ties = 400'000;
    const double share = hazard * (1.0 - trust);
    const auto gone = static_cast<double>(let_go_by_all(world).size());
    CHECK(std::abs(gone / half_ties - share) < 4.0 * error_of_share(share, half_ties));
}

TEST_CASE("every place of a row is equally likely to be let go") {
    const World world = ring(20'000, 6.0, 0.3, 0.0, 0.5);
    const Skips skips(0.3);
    std::vector<double> gone(6);
    for (Person i = 0; i < world.people.size(); ++i) {
        std::vector<Pair> removals;
        let_go(world, skips, i, draw(world, Purpose::letting_go, i), removals);
        const auto alters = world.ties.alters(i);
        for (const Pair& pair : removals) {
            const Person alter = pair.low == i ? pair.high : pair.low;
            const auto place = std::find(alters.begin(), alters.end(), alter) - alters.begin();
            gone[static_cast<std::size_t>(place)] += 1.0 / 20'000;
        }
    }
    for (const double share : gone) {
        CHECK(std::abs(share - 0.15) < 4.0 * error_of_share(0.15, 20'000));
    }
}

TEST_CASE("the ends of a tie let go of it independently of each other") {
    const World world = ring(20'000, 20.0, 0.4, 0.0, 0.25);
    const std::vector<Pair> removals = let_go_by_all(world);
    const std::set<Pair> pairs(removals.begin(), removals.end());
    constexpr double ties = 200'000;
    const auto twice = static_cast<double>(removals.size() - pairs.size());
    CHECK(std::abs(twice / ties - 0.3 * 0.3) < 4.0 * error_of_share(0.09, ties));
}

TEST_CASE("under the least trust every tie is let go, and at it none without a hazard") {
    CHECK(let_go_by_all(ring(100, 4.0, 0.0, 0.26, 0.25)).size() == 400);
    CHECK(let_go_by_all(ring(100, 4.0, 0.0, 0.25, 0.25)).empty());
    CHECK(let_go_by_all(ring(100, 4.0, 1.0, 0.26, 0.25)).size() == 400);
}

TEST_CASE("full trust is never let go") {
    CHECK(let_go_by_all(ring(1000, 10.0, 1.0, 0.05, 1.0)).empty());
}

TEST_CASE("skips are distributed geometrically, whatever the length of the row") {
    const double hazard = GENERATE(0.01, 0.05, 0.3, 0.9);
    const Skips skips(hazard);
    constexpr int draws = 100'000;
    constexpr std::size_t most = 150;
    std::vector<double> at_least(most + 1);
    for (int n = 0; n < draws; ++n) {
        // An even grid of draws makes the shares exact but for one draw.
        const std::size_t skipped = skips(word_of((n + 0.5) / draws), most);
        REQUIRE(skipped <= most);
        for (std::size_t k = 0; k <= skipped; ++k) {
            ++at_least[k];
        }
    }
    for (std::size_t k = 0; k <= most; ++k) {
        REQUIRE(std::abs(at_least[k] - draws * std::pow(1.0 - hazard, k)) <= 1.0);
    }
}

TEST_CASE("without hazard all is skipped, at certain hazard nothing") {
    for (const double draw : {1e-9, 0.5, 1.0 - 1e-9}) {
        CHECK(Skips(0.0)(word_of(draw), 1000) == 1000);
        CHECK(Skips(1.0)(word_of(draw), 1000) == 0);
        CHECK(Skips(0.5)(word_of(draw), 0) == 0);
    }
}

TEST_CASE("a row is spared by the words whose draws skip all of it, and by no others") {
    const Skips skips(0.03);
    for (std::size_t ties = 0; ties <= 32; ++ties) {
        std::uint64_t spared = 0;
        for (std::uint64_t step = 1ULL << 31U; step > 0; step /= 2) {
            const std::uint64_t word = spared + step;
            spared += skips.spare(static_cast<std::uint32_t>(word - 1), ties) ? step : 0;
        }
        for (const std::uint64_t bits : {spared - 1, spared}) {
            const auto word = static_cast<std::uint32_t>(bits);
            CHECK(skips.spare(word, ties) == (skips(word, ties) == ties));
        }
    }
    CHECK_FALSE(skips.spare(0, 33));
}
