// Parts of rows in eight lanes: loads and stores of the first few of eight, where the rest of memory
// belongs to someone else.
#pragma once

#include <cstddef>
#include <cstring>
#include <span>

#include "sim/columns.hpp"
#include "sim/simplex.hpp"

#if defined(__AVX2__)
#include <immintrin.h>
#endif

namespace colead {

inline constexpr std::size_t lanes = 8;

/// Marks the first `count` of eight lanes.
inline Marks8 first_of_eight(std::size_t count) {
    constexpr Marks8 number = {0, 1, 2, 3, 4, 5, 6, 7};
    return number < static_cast<std::int32_t>(count < lanes ? count : lanes);
}

/// The marked cells from `from` on, 0 in other lanes. Reads no other cell.
inline Lanes<8> load_marked(const float* from, Marks8 marks) {
#if defined(__AVX2__)
    return _mm256_maskload_ps(from, reinterpret_cast<__m256i>(marks));
#else
    Lanes<8> loaded{};
    for (std::size_t n = 0; n < lanes; ++n) {
        loaded[n] = marks[n] != 0 ? from[n] : 0.0F;
    }
    return loaded;
#endif
}
inline Words8 load_marked(const Person* from, Marks8 marks) {
#if defined(__AVX2__)
    return reinterpret_cast<Words8>(_mm256_maskload_epi32(reinterpret_cast<const int*>(from),
                                                          reinterpret_cast<__m256i>(marks)));
#else
    Words8 loaded{};
    for (std::size_t n = 0; n < lanes; ++n) {
        loaded[n] = marks[n] != 0 ? from[n] : 0U;
    }
    return loaded;
#endif
}

/// table[who] in the marked lanes, 0 in others. Reads no other cell.
inline Words8 gather_marked(const std::uint32_t* table, Words8 who, Marks8 marks) {
#if defined(__AVX2__)
    return reinterpret_cast<Words8>(_mm256_mask_i32gather_epi32(
        __m256i{}, reinterpret_cast<const int*>(table), reinterpret_cast<__m256i>(who),
        reinterpret_cast<__m256i>(marks), sizeof(std::uint32_t)));
#else
    Words8 found{};
    for (std::size_t n = 0; n < lanes; ++n) {
        found[n] = marks[n] != 0 ? table[who[n]] : 0U;
    }
    return found;
#endif
}

/// Writes the marked lanes to their cells. Writes no other cell.
inline void store_marked(Lanes<8> values, Marks8 marks, float* to) {
#if defined(__AVX2__)
    _mm256_maskstore_ps(to, reinterpret_cast<__m256i>(marks), values);
#else
    for (std::size_t n = 0; n < lanes; ++n) {
        if (marks[n] != 0) {
            to[n] = values[n];
        }
    }
#endif
}

inline void store_marked(Words8 words, Marks8 marks, Person* to) {
#if defined(__AVX2__)
    _mm256_maskstore_epi32(reinterpret_cast<int*>(to), reinterpret_cast<__m256i>(marks),
                           reinterpret_cast<__m256i>(words));
#else
    for (std::size_t n = 0; n < lanes; ++n) {
        if (marks[n] != 0) {
            to[n] = words[n];
        }
    }
#endif
}

/// Bit n of it tells whether lane n is marked.
inline unsigned bits_of(Marks8 marks) {
#if defined(__AVX2__)
    return static_cast<unsigned>(_mm256_movemask_ps(reinterpret_cast<__m256>(marks)));
#else
    unsigned bits = 0;
    for (std::size_t n = 0; n < lanes; ++n) {
        bits |= marks[n] != 0 ? 1U << n : 0U;
    }
    return bits;
#endif
}

/// Whether any lane is marked.
inline bool any(Marks8 marks) { return bits_of(marks) != 0; }

/// Whether a row holds the alter. Looks at eight cells at a time, so that no guess of the processor
/// about where an alter stands can go wrong.
inline bool holds(std::span<const Person> row, Person alter) {
    Marks8 found{};
    for (std::size_t first = 0; first < row.size(); first += lanes) {
        const Marks8 there = first_of_eight(row.size() - first);
        found |= there & (load_marked(row.data() + first, there) == alter);
    }
    return any(found);
}

}  // namespace colead
