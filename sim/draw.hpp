// Keyed draws: a random number is a pure function of (seed, replicate, month, purpose, ego, other),
// through the counter-based generator Philox4x32-10 (Salmon et al. 2011, Random123). No state, no
// order, no thread and no arm enters, so arms share their luck and differ only by cause.
#pragma once

#include <Random123/philox.h>

#include <array>
#include <cstdint>

#include "sim/columns.hpp"
#include "sim/math.hpp"

namespace colead {

/// What a draw is for; the behaviours number theirs (agents/purpose.hpp). 8 bits.
using PurposeNumber = std::uint8_t;

/// Four words of 32 independent bits.
using DrawBlock = std::array<std::uint32_t, 4>;

/// A number in [0, 1) of 24 bits, exact in a float: `uniform(word) < p` has probability p.
inline float uniform(std::uint32_t word) { return static_cast<float>(word >> 8U) * 0x1p-24F; }

/// A number in (0, 1) of 32 bits: safe for logarithms and quantiles.
inline double open_uniform(std::uint32_t word) { return (word + 0.5) * 0x1p-32; }

/// A whole number in [0, count), count >= 1; biased by less than count / 2^32.
inline std::uint32_t below(std::uint32_t word, std::uint32_t count) {
    return static_cast<std::uint32_t>((static_cast<std::uint64_t>(word) * count) >> 32U);
}

/// A standard normal deviate from one word.
inline double normal(std::uint32_t word) { return normal_quantile(open_uniform(word)); }

/// The draws of one replicate.
class Draws {
public:
    Draws() = default;
    Draws(std::uint64_t seed, std::uint32_t replicate) : seed_(seed), replicate_(replicate) {}

    /// The block keyed by month (0 .. 2^24-1), purpose, ego and other (an alter, or the number of
    /// the block where a purpose needs several).
    DrawBlock block(std::uint32_t month, PurposeNumber purpose, Person ego,
                    std::uint32_t other = 0) const {
        const r123::Philox4x32 philox;
        const r123::Philox4x32::key_type key{
            {static_cast<std::uint32_t>(seed_), static_cast<std::uint32_t>(seed_ >> 32U)}};
        const r123::Philox4x32::ctr_type counter{{ego, other, month << 8U | purpose, replicate_}};
        const auto words = philox(counter, key);
        return {words[0], words[1], words[2], words[3]};
    }

    std::uint64_t seed() const { return seed_; }
    std::uint32_t replicate() const { return replicate_; }

private:
    std::uint64_t seed_ = 0;
    std::uint32_t replicate_ = 0;
};

/// As many draws as are wanted under one key, for set-up and newcomers rather than the hot path.
class DrawStream {
public:
    DrawStream(const Draws& draws, std::uint32_t month, PurposeNumber purpose, Person ego)
        : draws_(draws), month_(month), purpose_(purpose), ego_(ego) {}

    /// The same draws where the first block is known already.
    DrawStream(const Draws& draws, std::uint32_t month, PurposeNumber purpose, Person ego,
               const DrawBlock& first)
        : draws_(draws),
          month_(month),
          purpose_(purpose),
          ego_(ego),
          blocks_(1),
          used_(0),
          block_(first) {}

    std::uint32_t word() {
        if (used_ == 4) {
            block_ = draws_.block(month_, purpose_, ego_, blocks_++);
            used_ = 0;
        }
        return block_[used_++];
    }
    /// Goes on at a place of its own: what is told apart by `place` under one key then shares no draw
    /// (up to 2^12 places, of 2^20 blocks each).
    void skip(std::uint32_t place) { blocks_ = place << 20U; }
    float uniform() { return colead::uniform(word()); }
    float uniform(float low, float high) { return low + (high - low) * uniform(); }
    double normal() { return colead::normal(word()); }
    std::uint32_t below(std::uint32_t count) { return colead::below(word(), count); }
    /// Gamma deviate of the given shape > 0 and scale 1 (Marsaglia & Tsang 2000).
    double gamma(double shape);

private:
    Draws draws_;
    std::uint32_t month_;
    PurposeNumber purpose_;
    Person ego_;
    std::uint32_t blocks_ = 0;
    std::uint32_t used_ = 4;
    DrawBlock block_{};
};

}  // namespace colead
