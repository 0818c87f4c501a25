// Sums over many people, in fixed point: every value is rounded once to a multiple of 2^-32 and added
// as a 64-bit whole number. Whole-number addition is associative, so the sum has the same bits in any
// order: for any number of threads and any inner numbering of people. Values up to 2^20 in absolute
// value can be added 2^11 times and values up to 1, two thousand million times.
#pragma once

#include <atomic>
#include <cstdint>

namespace colead {

using FixedSum = std::int64_t;

/// `value` >= 0.
inline FixedSum to_fixed(double value) { return static_cast<FixedSum>(value * 0x1p32 + 0.5); }
inline double from_fixed(FixedSum sum) { return static_cast<double>(sum) * 0x1p-32; }

/// Adds to a sum that other threads add to as well.
inline void add_shared(FixedSum& sum, FixedSum amount) {
    std::atomic_ref<FixedSum>(sum).fetch_add(amount, std::memory_order_relaxed);
}

}  // namespace colead
