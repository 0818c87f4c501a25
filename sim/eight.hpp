// Rows eight cells at a time. Rows own whole eights of cells (sim/ties.hpp), so that lanes are loaded and
// stored whole; marks tell which of them count.
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

/// Eight alters from a row.
inline Words8 load_alters(const Person* from) {
    Words8 loaded;
    std::memcpy(&loaded, from, sizeof loaded);
    return loaded;
}
inline void store_alters(Words8 alters, Person* to) { std::memcpy(to, &alters, sizeof alters); }

/// table[who] in the marked lanes, 0 in others. Reads no other cell. Where other threads change the table, a lane
/// is what its cell held before or after.
inline Words8 gather_marked(const std::uint32_t* table, Words8 who, Marks8 marks) {
#if defined(__AVX2__)
    return reinterpret_cast<Words8>(_mm256_mask_i32gather_epi32(
        __m256i{}, reinterpret_cast<const int*>(table), reinterpret_cast<__m256i>(who),
        reinterpret_cast<__m256i>(marks), sizeof(std::uint32_t)));
#else
    Words8 found{};
    for (std::size_t n = 0; n < lanes; ++n) {
        found[n] = marks[n] != 0 ? __atomic_load_n(table + who[n], __ATOMIC_RELAXED) : 0U;
    }
    return found;
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
        found |= first_of_eight(row.size() - first) & (load_alters(row.data() + first) == alter);
    }
    return any(found);
}

}  // namespace colead
