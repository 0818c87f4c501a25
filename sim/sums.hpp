// Sums over many people, in fixed point: every value is rounded once to a multiple of 2^-32 and added
// as a 64-bit whole number. Whole-number addition is associative, so the sum has the same bits in any
// order: for any number of threads and any inner numbering of people. Values up to 2^18 can be added
// 2^13 times and values up to 1, two thousand million times.
#pragma once

#include <atomic>
#include <bit>
#include <cstdint>

namespace colead {

using FixedSum = std::int64_t;

/// 0 <= `value` <= 2^18; rounded to the nearest, ties to even. Adding 1.5 * 2^52 leaves the whole
/// number in the low bits of a double: unlike a conversion, compilers make vectors of that.
inline FixedSum to_fixed(double value) {
    constexpr double shift = 0x1.8p52;
    return std::bit_cast<FixedSum>(value * 0x1p32 + shift) - std::bit_cast<FixedSum>(shift);
}
inline double from_fixed(FixedSum sum) { return static_cast<double>(sum) * 0x1p-32; }

/// Adds to a sum that other threads add to as well.
inline void add_shared(FixedSum& sum, FixedSum amount) {
    std::atomic_ref<FixedSum>(sum).fetch_add(amount, std::memory_order_relaxed);
}

}  // namespace colead
