// The draws of many people at once: the same blocks as Draws::block gives one by one, a third of the
// time each (benchmarks/draw_benchmark.cpp).
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "sim/draw.hpp"

namespace colead {

/// One block of four words for each of up to `most` people; word w of the nth is words[w][n].
struct Luck {
    static constexpr std::size_t most = 512;

    /// The blocks of `egos` (at most `most`) under one month and purpose. `others`: as many, or none
    /// for 0.
    Luck(const Draws& draws, std::uint32_t month, PurposeNumber purpose,
         std::span<const Person> egos, std::span<const Person> others = {});

    DrawBlock block(std::size_t n) const {
        return {words[0][n], words[1][n], words[2][n], words[3][n]};
    }

    alignas(64) std::array<std::array<std::uint32_t, most>, 4> words;
};

}  // namespace colead
