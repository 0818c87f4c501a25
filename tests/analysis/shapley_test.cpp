// Shares of a game against their meaning: what a player adds on joining, over all orders of joining.
#include "analysis/shapley.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "support/property.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Of every order, one after the other.
std::vector<double> shares_by_orders(const std::vector<double>& worth, std::size_t players) {
    std::vector<std::size_t> order(players);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> sums(players, 0.0);
    double orders = 0.0;
    do {
        std::size_t present = 0;
        for (const std::size_t player : order) {
            const std::size_t joined = present | std::size_t{1} << player;
            sums[player] += worth[joined] - worth[present];
            present = joined;
        }
        orders += 1.0;
    } while (std::next_permutation(order.begin(), order.end()));
    for (double& sum : sums) {
        sum /= orders;
    }
    return sums;
}

std::vector<double> any_game(std::size_t players) {
    std::vector<double> worth;
    for (std::size_t s = 0; s < std::size_t{1} << players; ++s) {
        worth.push_back(*rc::gen::inRange(-1'000'000, 1'000'001) / 1e6);
    }
    return worth;
}

bool near(double a, double b) { return std::abs(a - b) < 1e-12; }

}  // namespace

TEST_CASE("Shapley shares are what players add on joining, over all orders", "[property]") {
    check_property("the same as by orders", [] {
        const auto players = *rc::gen::element<std::size_t>(1, 2, 3, 6);
        const std::vector<double> worth = any_game(players);
        const std::vector<double> shares = shapley_shares(worth);
        const std::vector<double> expected = shares_by_orders(worth, players);
        for (std::size_t k = 0; k < players; ++k) {
            RC_ASSERT(near(shares[k], expected[k]));
        }
    });
}

TEST_CASE("Shapley shares add up to what all reach together", "[property]") {
    check_property("the whole", [] {
        const std::vector<double> worth = any_game(6);
        const std::vector<double> shares = shapley_shares(worth);
        RC_ASSERT(
            near(std::accumulate(shares.begin(), shares.end(), 0.0), worth.back() - worth.front()));
    });
}

TEST_CASE("who adds nothing to any set has no share, and who adds the same has the same",
          "[property]") {
    check_property("a dummy and two alike", [] {
        // Player 5 adds nothing; what 0 and 1 add depends on how many of the two are there.
        const std::vector<double> base = any_game(6);
        std::vector<double> worth(64);
        for (std::size_t set = 0; set < 64; ++set) {
            const std::size_t two = (set & 1U) + (set >> 1U & 1U);
            worth[set] = base[(set & 28U) | (two == 2 ? 3U : two)];
        }
        const std::vector<double> shares = shapley_shares(worth);
        RC_ASSERT(shares[5] == 0.0);
        RC_ASSERT(near(shares[0], shares[1]));
    });
}

TEST_CASE("the shares of the glove game are two thirds and a sixth twice") {
    // One left glove, two right ones; a pair is worth 1 (Osborne & Rubinstein 1994, section 14.4).
    const std::vector<double> worth = {0, 0, 0, 1, 0, 1, 0, 1};
    const std::vector<double> shares = shapley_shares(worth);
    CHECK(shares[0] == Approx(2.0 / 3.0));
    CHECK(shares[1] == Approx(1.0 / 6.0));
    CHECK(shares[2] == Approx(1.0 / 6.0));
}
