// Draws that lay out a design, for the files of designs alone.
#pragma once

#include "sim/draw.hpp"

namespace colead {

inline constexpr PurposeNumber design_purpose = 202;

/// The draws of candidate, dimension or trajectory number `which`.
inline DrawStream design_stream(std::uint64_t seed, std::uint32_t which) {
    return {Draws(seed, 0), 0, design_purpose, which};
}

}  // namespace colead
