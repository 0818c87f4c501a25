// Keyed draws as docs/model.md, section 8.1, has them: Philox4x32-10 of Random123, straight.
#pragma once

#include <array>
#include <cstdint>

namespace colead::reference {

/// The table of section 8.1.
enum Use : std::uint32_t {
    for_community_values = 1,
    for_culture_values = 2,
    for_first_state = 3,
    for_prototypes = 4,
    for_organizing = 5,
    for_noise = 6,
    for_learning = 7,
    for_letting_go = 8,
    for_connecting = 9,
    for_bridging = 10,
    for_tie_forms = 11,
    for_turnover = 12,
    for_newcomer_ties = 13,
    for_selection = 15,
    for_introductions = 16,
    for_betweenness = 18,
};

/// What all draws of a replicate have in common, and the month.
struct Luck {
    std::uint64_t seed = 0;
    std::uint32_t replicate = 0;
    std::uint32_t month = 0;
};

using Words = std::array<std::uint32_t, 4>;

/// The block of four words keyed by month, use, ego and other.
Words words_of(const Luck& luck, Use use, std::uint32_t ego, std::uint32_t other = 0);

float uniform(std::uint32_t word);
double open_uniform(std::uint32_t word);
std::uint32_t below(std::uint32_t word, std::size_t count);
double normal(std::uint32_t word);

/// The words of the blocks other = first, first + 1, ... one after another.
class Stream {
public:
    Stream(const Luck& luck, Use use, std::uint32_t ego, std::uint32_t first_block = 0)
        : luck_(luck), use_(use), ego_(ego), block_(first_block) {}

    std::uint32_t word();
    /// Gamma deviate of scale 1 (Marsaglia & Tsang 2000).
    double gamma(double shape);

private:
    Luck luck_;
    Use use_;
    std::uint32_t ego_;
    std::uint32_t block_;
    std::size_t used_ = 4;
    Words words_{};
};

}  // namespace colead::reference
