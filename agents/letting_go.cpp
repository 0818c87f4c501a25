#include "agents/letting_go.hpp"

#include <algorithm>
#include <cmath>

#include "agents/world.hpp"

namespace colead {

Skips::Skips(double hazard) {
    survival_[0] = 1.0;
    for (std::size_t k = 1; k <= length; ++k) {
        survival_[k] = survival_[k - 1] * (1.0 - hazard);
    }
    for (std::size_t k = 0; k <= length; ++k) {
        spared_[k] = static_cast<std::uint64_t>(std::ceil(survival_[k] * 0x1p32 - 0.5));
    }
}

std::size_t Skips::beyond(std::uint32_t word, std::size_t most) const {
    double draw = open_uniform(word);
    std::size_t skipped = 0;
    while (draw < survival_[length] && skipped < most) {
        draw /= survival_[length];
        skipped += length;
    }
    for (std::size_t k = 1; k <= length && draw < survival_[k] && skipped < most; ++k) {
        ++skipped;
    }
    return skipped < most ? skipped : most;
}

bool may_let_go(const World& world, const Skips& skips, Person ego, std::uint32_t word) {
    // Both are always asked: what cannot be guessed is cheaper without a branch.
    return (static_cast<unsigned>(world.people.strained[ego]) |
            static_cast<unsigned>(!skips.spare(word, world.ties.degree(ego)))) != 0;
}

void let_go(const World& world, const Skips& skips, Person ego, const DrawBlock& first,
            std::vector<Pair>& removals) {
    if (!may_let_go(world, skips, ego, first[0])) {
        return;
    }
    const auto alters = world.ties.alters(ego);
    const bool strained = world.people.strained[ego] != 0;
    const auto least = static_cast<float>(world.frame->parameters.ties.tau_min);
    const auto trust = world.ties.trust(ego);
    for (std::size_t n = 0; strained && n < alters.size(); ++n) {
        if (trust[n] < least) {
            removals.push_back(pair_of(ego, alters[n]));
        }
    }
    // Words come in pairs: how many ties to skip, and whether the one reached is let go.
    DrawStream luck = stream(world, Purpose::letting_go, ego, first);
    for (std::size_t n = 0; n < alters.size(); ++n) {
        const std::uint32_t word = luck.word();
        if (skips.spare(word, alters.size() - n)) {
            return;
        }
        n += skips(word, alters.size());
        if (n >= alters.size()) {
            return;
        }
        if (luck.uniform() < 1.0F - trust[n] && trust[n] >= least) {
            removals.push_back(pair_of(ego, alters[n]));
        }
    }
}

}  // namespace colead
