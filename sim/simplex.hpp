// Vectors over the M factors of the issue system, padded with zeros to P = 8 or 16 floats, and the
// arithmetic on them. P is a compile-time constant, and lanes are the compiler's own vector type
// (g++ and clang, any instruction set), so that a vector lives in registers.
#pragma once

#include <cstring>
#include <type_traits>
#include <utility>

namespace colead {

/// Most factors an issue system may have.
inline constexpr int max_factors = 16;

/// Floats that a vector over `factors` (2 .. 16) takes.
constexpr int padded(int factors) { return factors <= 8 ? 8 : 16; }

/// Calls body(std::integral_constant<int, P>) for the padding of `factors`.
template <class Body>
decltype(auto) with_padding(int factors, Body&& body) {
    if (padded(factors) == 8) {
        return std::forward<Body>(body)(std::integral_constant<int, 8>{});
    }
    return std::forward<Body>(body)(std::integral_constant<int, 16>{});
}

template <int P>
struct LanesOf {
    typedef float type __attribute__((vector_size(P * sizeof(float))));
};
/// P floats with elementwise + - * / and ?:.
template <int P>
using Lanes = typename LanesOf<P>::type;

template <int P>
inline Lanes<P> load(const float* from) {
    Lanes<P> lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

template <int P>
inline void store(Lanes<P> lanes, float* to) {
    std::memcpy(to, &lanes, sizeof lanes);
}

/// Sum of P floats by halves: lane k and lane k + P/2 first. This order is part of the model.
template <int P>
inline float sum_by_halves(Lanes<P> lanes) {
    if constexpr (P == 2) {
        return lanes[0] + lanes[1];
    } else {
        Lanes<P / 2> low;
        Lanes<P / 2> high;
        std::memcpy(&low, &lanes, sizeof low);
        std::memcpy(&high, reinterpret_cast<const char*>(&lanes) + sizeof low, sizeof high);
        return sum_by_halves<P / 2>(low + high);
    }
}

/// overlap(a, b) = sum_k min(a_k, b_k) = 1 - total variation distance: shared concern, 0 .. 1.
template <int P>
inline float overlap(Lanes<P> a, Lanes<P> b) {
    return sum_by_halves<P>(a < b ? a : b);
}

template <int P>
inline float overlap(const float* a, const float* b) {
    return overlap<P>(load<P>(a), load<P>(b));
}

/// Scales a nonnegative vector to sum 1; leaves a zero vector alone.
template <int P>
inline Lanes<P> normalized(Lanes<P> a) {
    const float sum = sum_by_halves<P>(a);
    return sum > 0.0F ? a * (1.0F / sum) : a;
}

/// Index of the largest of the first `factors` components, the lowest index among equals.
inline int argmax(const float* a, int factors) {
    int best = 0;
    for (int k = 1; k < factors; ++k) {
        best = a[k] > a[best] ? k : best;
    }
    return best;
}

}  // namespace colead
