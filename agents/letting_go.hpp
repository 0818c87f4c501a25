// Letting go: ego drops a tie with probability hazard (1 - tau), always under tau_min. One end
// suffices; ends draw independently. Skips geometrically at `hazard` along the row, then accepts
// with 1 - tau, so that the cost is per tie lost and not per tie.
#pragma once

#include <array>
#include <vector>

#include "sim/columns.hpp"
#include "sim/draw.hpp"
#include "sim/ties.hpp"

namespace colead {

struct World;

/// How many ties in a row escape the hazard: survival[k] = (1 - hazard)^k, so that one draw tells a
/// geometric skip without a logarithm.
class Skips {
public:
    explicit Skips(double hazard);
    /// Ties that the draw of this word skips, at most `most`.
    std::size_t operator()(std::uint32_t word, std::size_t most) const {
        if (most > length && word < spared_[length]) {
            return beyond(word, most);
        }
        // All thresholds are counted, for where the draw lies among them could not be guessed.
        std::uint64_t skipped = 0;
        for (std::size_t k = 1; k <= length; ++k) {
            skipped += word < spared_[k] ? 1U : 0U;
        }
        return skipped < most ? skipped : most;
    }
    /// Whether the draw of this word skips all of up to 32 ties: most rows lose nothing, and then one
    /// comparison is enough. False says nothing.
    bool spare(std::uint32_t word, std::size_t ties) const {
        return word < spared_[ties <= length ? ties : length + 1];
    }

private:
    static constexpr std::size_t length = 32;

    /// The same where the table is too short.
    std::size_t beyond(std::uint32_t word, std::size_t most) const;

    std::array<double, length + 1> survival_{};
    std::array<std::uint64_t, length + 2> spared_{};  // words under it are draws under survival
};

/// Whether ego may let go of a tie this month: false for most.
bool may_let_go(const World& world, const Skips& skips, Person ego, std::uint32_t word);

/// Appends the ties that ego lets go this month. `first`: ego's first block of draws for it. Ties
/// under tau_min are looked for only where dialogue left `strained`.
void let_go(const World& world, const Skips& skips, Person ego, const DrawBlock& first,
            std::vector<Pair>& removals);

}  // namespace colead
