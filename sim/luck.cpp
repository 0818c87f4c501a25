// Philox4x32-10 (Salmon et al. 2011) on several counters at a time. A word lies in the low half of a
// 64-bit lane; what stands in the high half never matters, because a product reads low halves alone
// and the words are cut out at the end.

#include "sim/luck.hpp"

#include <cassert>
#include <cstring>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

namespace colead {

namespace {

#if defined(__AVX2__)
constexpr std::size_t width = 4;
#else
constexpr std::size_t width = 2;
#endif
typedef std::uint64_t Wide __attribute__((vector_size(width * sizeof(std::uint64_t))));

// Products of the low halves. Compilers turn the plain form into three multiplications.
inline Wide product(Wide a, Wide b) {
#if defined(__AVX2__)
    return reinterpret_cast<Wide>(
        _mm256_mul_epu32(reinterpret_cast<__m256i>(a), reinterpret_cast<__m256i>(b)));
#elif defined(__SSE2__)
    return reinterpret_cast<Wide>(
        _mm_mul_epu32(reinterpret_cast<__m128i>(a), reinterpret_cast<__m128i>(b)));
#else
    return (a & 0xffffffffU) * (b & 0xffffffffU);
#endif
}

// Two vectors side by side hide the latency of the multiplication; with more, registers run out.
constexpr std::size_t deep = 2;
constexpr std::size_t at_once = deep * width;
static_assert(Luck::most % at_once == 0);

struct Counters {
    Wide word[4][deep];
};

constexpr std::size_t round_count = 10;

// The keys of each round in all lanes, made once for all batches.
struct Keys {
    Wide word[round_count][2];

    explicit Keys(std::uint64_t seed) {
        auto first = static_cast<std::uint32_t>(seed);
        auto second = static_cast<std::uint32_t>(seed >> 32U);
        for (auto& [all_first, all_second] : word) {
            all_first = Wide{} + first;
            all_second = Wide{} + second;
            first += 0x9E3779B9U;
            second += 0xBB67AE85U;
        }
    }
};

inline void rounds(Counters& c, const Keys& keys) {
    for (const auto& key : keys.word) {
        for (std::size_t d = 0; d < deep; ++d) {
            const Wide a = product(c.word[0][d], Wide{} + 0xD2511F53U);
            const Wide b = product(c.word[2][d], Wide{} + 0xCD9E8D57U);
            c.word[0][d] = (b >> 32U) ^ c.word[1][d] ^ key[0];
            c.word[2][d] = (a >> 32U) ^ c.word[3][d] ^ key[1];
            c.word[1][d] = b;
            c.word[3][d] = a;
        }
    }
}

// The people from place `first` on, a word in each lane; 0 behind the last of them.
inline void fill(std::span<const Person> from, std::size_t first, Wide (&word)[deep]) {
    typedef std::uint32_t Narrow __attribute__((vector_size(width * sizeof(std::uint32_t))));
    std::array<Narrow, deep> people{};
    if (first + at_once <= from.size()) {
        std::memcpy(people.data(), from.data() + first, sizeof people);
    } else if (first < from.size()) {
        std::memcpy(people.data(), from.data() + first, (from.size() - first) * sizeof(Person));
    }
    for (std::size_t d = 0; d < deep; ++d) {
        word[d] = __builtin_convertvector(people[d], Wide);
    }
}

}  // namespace

Luck::Luck(const Draws& draws, std::uint32_t month, PurposeNumber purpose,
           std::span<const Person> egos, std::span<const Person> others) {
    assert(egos.size() <= most && (others.empty() || others.size() == egos.size()));
    const Keys keys(draws.seed());
    for (std::size_t first = 0; first < egos.size(); first += at_once) {
        Counters c;
        fill(egos, first, c.word[0]);
        fill(others, first, c.word[1]);
        for (std::size_t d = 0; d < deep; ++d) {
            c.word[2][d] = Wide{} + (month << 8U | purpose);
            c.word[3][d] = Wide{} + draws.replicate();
        }
        rounds(c, keys);
        std::array<std::uint64_t, at_once> cell;
        for (std::size_t w = 0; w < 4; ++w) {
            std::memcpy(cell.data(), c.word[w], sizeof cell);
            for (std::size_t l = 0; l < at_once; ++l) {
                words[w][first + l] = static_cast<std::uint32_t>(cell[l]);
            }
        }
    }
}

}  // namespace colead
