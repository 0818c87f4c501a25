// A walk over all ties with the trust of both ends, in the order of pairs.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/graph_face.hpp"

namespace colead {

/// take(low, high, trust of low in high, trust of high in low) for each tie.
template <class Take>
void for_each_tie(const TieStore& ties, Take&& take) {
    // Of each row, how many of the smaller alters have been met: they come in the row's order.
    std::vector<std::uint32_t> met(ties.people(), 0);
    for (Person low = 0; low < ties.people(); ++low) {
        const auto alters = ties.alters(low);
        const auto trust = ties.trust(low);
        for (std::size_t t = alters_below(ties, low); t < alters.size(); ++t) {
            const Person high = alters[t];
            take(low, high, trust[t], ties.trust(high)[met[high]++]);
        }
    }
}

}  // namespace colead
