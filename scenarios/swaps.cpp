#include "scenarios/swaps.hpp"

#include <cmath>

namespace colead {

SwappableTies::SwappableTies(std::size_t people, std::vector<Pair> ties)
    : ties_(std::move(ties)), begins_(people + 1, 0), alters_(2 * ties_.size()) {
    for (const Pair& tie : ties_) {
        ++begins_[tie.low];
        ++begins_[tie.high];
    }
    std::size_t end = 0;
    for (std::size_t& begin : begins_) {
        end += begin;
        begin = end;
    }
    // Rows are filled from their ends, which leaves each begin where it belongs.
    for (const Pair& tie : ties_) {
        alters_[--begins_[tie.low]] = tie.high;
        alters_[--begins_[tie.high]] = tie.low;
    }
}

std::size_t SwappableTies::times_tied(Person ego, Person alter) const {
    const auto degree = [this](Person i) { return begins_[i + 1] - begins_[i]; };
    if (degree(alter) < degree(ego)) {
        std::swap(ego, alter);
    }
    const Person* row = alters_.data();
    return static_cast<std::size_t>(std::count(row + begins_[ego], row + begins_[ego + 1], alter));
}

bool SwappableTies::is_proper(std::size_t tie) const {
    const auto [a, b] = ties_[tie];
    return a != b && times_tied(a, b) == 1;
}

void SwappableTies::replace(Person ego, Person alter, Person by) {
    *std::find(alters_.data() + begins_[ego], alters_.data() + begins_[ego + 1], alter) = by;
}

bool SwappableTies::swap(std::size_t first, std::size_t second, bool crossed) {
    const auto [a, b] = ties_[first];
    const Person c = crossed ? ties_[second].high : ties_[second].low;
    const Person d = crossed ? ties_[second].low : ties_[second].high;
    const bool same = (a == c && b == d) || (a == b && c == d);
    if (first == second || same || a == d || c == b || times_tied(a, d) > 0 ||
        times_tied(c, b) > 0) {
        return false;
    }
    replace(a, b, d);
    replace(b, a, c);
    replace(c, d, b);
    replace(d, c, a);
    ties_[first] = pair_of(a, d);
    ties_[second] = pair_of(c, b);
    return true;
}

void SwappableTies::swap_at_random(const Draws& draws, NetworkDraw what, std::uint64_t attempts) {
    for (std::uint64_t n = 0; n < attempts && size() > 1; ++n) {
        const DrawBlock words = network_draw(draws, what, n & 0xffffffffU, n >> 32U);
        const std::size_t first = index_below(words[0], words[1], size());
        const std::size_t second = index_below(words[2], words[3], size());
        swap(first, second, (words[3] & 1U) != 0);
    }
}

std::vector<Pair> swapped(std::vector<Pair> pairs, const Generation& g) {
    const auto attempts = static_cast<std::uint64_t>(
        std::llround(g.parameters.swaps * static_cast<double>(pairs.size())));
    if (attempts == 0) {
        return pairs;
    }
    SwappableTies ties(g.people(), std::move(pairs));
    ties.swap_at_random(g.draws, NetworkDraw::swap, attempts);
    const std::vector<Pair> mixed = ties.take();
    return sorted_pairs(mixed.size(), g.people(), g.workers,
                        [&](std::size_t n) { return mixed[n]; });
}

}  // namespace colead
