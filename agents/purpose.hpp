// What draws are for. The numbers key the draws: changing one changes every result.
#pragma once

#include "sim/draw.hpp"

namespace colead {

enum class Purpose : PurposeNumber {
    community_values = 1,
    culture_values = 2,
    newcomer_state = 3,
    prototype = 4,
    organizing = 5,
    system_noise = 6,
    learning = 7,
    letting_go = 8,
    connecting = 9,
    bridging = 10,
    tie_forms = 11,
    turnover = 12,
    newcomer_ties = 13,
    network = 14,
    selection = 15,
    introduction = 16,
    measure = 17,
    betweenness = 18,
};

inline DrawBlock draw(const Draws& draws, std::uint32_t month, Purpose purpose, Person ego,
                      std::uint32_t other = 0) {
    return draws.block(month, static_cast<PurposeNumber>(purpose), ego, other);
}

inline DrawStream stream(const Draws& draws, std::uint32_t month, Purpose purpose, Person ego) {
    return {draws, month, static_cast<PurposeNumber>(purpose), ego};
}

}  // namespace colead
