// L. S. Shapley (1953), A value for n-person games. In: Contributions to the Theory of Games II, Annals of
// Mathematics Studies 28, 307-317.
#include "analysis/shapley.hpp"

#include <bit>
#include <cassert>

namespace colead {

std::vector<double> shapley_shares(std::span<const double> worth) {
    assert(std::has_single_bit(worth.size()));
    const auto players = static_cast<std::size_t>(std::countr_zero(worth.size()));
    // weight[s] = s! (n - s - 1)! / n!, from 1/n on: the next is s / (n - s) of the one before.
    std::vector<double> weight(players, 1.0 / static_cast<double>(players));
    for (std::size_t s = 1; s < players; ++s) {
        weight[s] = weight[s - 1] * static_cast<double>(s) / static_cast<double>(players - s);
    }
    std::vector<double> shares(players, 0.0);
    for (std::size_t k = 0; k < players; ++k) {
        const std::size_t player = std::size_t{1} << k;
        for (std::size_t set = 0; set < worth.size(); ++set) {
            if ((set & player) == 0) {
                shares[k] += weight[static_cast<std::size_t>(std::popcount(set))] *
                             (worth[set | player] - worth[set]);
            }
        }
    }
    return shares;
}

}  // namespace colead
