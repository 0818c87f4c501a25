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

/// Whether any lane is marked.
inline bool any(Marks8 marks) {
#if defined(__AVX2__)
    return _mm256_movemask_ps(reinterpret_cast<__m256>(marks)) != 0;
#else
    std::int32_t joined = 0;
    for (std::size_t n = 0; n < lanes; ++n) {
        joined |= marks[n];
    }
    return joined != 0;
#endif
}

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
