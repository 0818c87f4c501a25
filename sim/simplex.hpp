// Vectors over the M factors of the issue system, padded with zeros to P = 8 or 16 floats, and the
// arithmetic on them. P is a compile-time constant, and lanes are the compiler's own vector type
// (g++ and clang, any instruction set), so that a vector lives in registers.
#pragma once

#include <cstdint>
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

/// Eight 32-bit words, and what comparing eight floats gives.
typedef std::uint32_t Words8 __attribute__((vector_size(8 * sizeof(std::uint32_t))));
typedef std::int32_t Marks8 __attribute__((vector_size(8 * sizeof(std::int32_t))));

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

/// Joins P floats to one by halves: lane k and lane k + P/2 first.
template <int P, class Join>
inline float by_halves(Lanes<P> lanes, Join join) {
    if constexpr (P == 2) {
        return join(lanes[0], lanes[1]);
    } else {
        Lanes<P / 2> low;
        Lanes<P / 2> high;
        std::memcpy(&low, &lanes, sizeof low);
        std::memcpy(&high, reinterpret_cast<const char*>(&lanes) + sizeof low, sizeof high);
        return by_halves<P / 2>(join(low, high), join);
    }
}

/// Sum of P floats by halves. This order is part of the model.
template <int P>
inline float sum_by_halves(Lanes<P> lanes) {
    return by_halves<P>(lanes, [](auto a, auto b) { return a + b; });
}
template <int P>
inline float smallest(Lanes<P> lanes) {
    return by_halves<P>(lanes, [](auto a, auto b) { return a < b ? a : b; });
}
template <int P>
inline float largest(Lanes<P> lanes) {
    return by_halves<P>(lanes, [](auto a, auto b) { return a > b ? a : b; });
}

/// Sums by halves of eight vectors at once: lane n is sum_by_halves(a[n]), bit for bit.
template <int P>
inline Lanes<8> sums_by_halves(const Lanes<P> (&a)[8]) {
    if constexpr (P == 16) {
        Lanes<8> folded[8];
        for (int n = 0; n < 8; ++n) {
            Lanes<8> halves[2];
            std::memcpy(halves, &a[n], sizeof halves);
            folded[n] = halves[0] + halves[1];
        }
        return sums_by_halves<8>(folded);
    } else {
        static_assert(P == 8);
        // Vectors n and n + 4 share one while they are halved, so that all come out in order.
        const auto fours = [&](int n) {
            return __builtin_shufflevector(a[n], a[n + 4], 0, 1, 2, 3, 8, 9, 10, 11) +
                   __builtin_shufflevector(a[n], a[n + 4], 4, 5, 6, 7, 12, 13, 14, 15);
        };
        const auto twos = [](Lanes<8> x, Lanes<8> y) {
            return __builtin_shufflevector(x, y, 0, 1, 8, 9, 4, 5, 12, 13) +
                   __builtin_shufflevector(x, y, 2, 3, 10, 11, 6, 7, 14, 15);
        };
        const Lanes<8> x = twos(fours(0), fours(1));
        const Lanes<8> y = twos(fours(2), fours(3));
        return __builtin_shufflevector(x, y, 0, 2, 8, 10, 4, 6, 12, 14) +
               __builtin_shufflevector(x, y, 1, 3, 9, 11, 5, 7, 13, 15);
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

/// Index of the largest component, the lowest among equals; the padding's zeros stand last, so with
/// nonnegative components one of them never wins.
template <int P>
inline int argmax(Lanes<P> a) {
    const Lanes<P> lane = [] {
        Lanes<P> numbers;
        for (int k = 0; k < P; ++k) {
            numbers[k] = static_cast<float>(k);
        }
        return numbers;
    }();
    const Lanes<P> most = Lanes<P>{} + largest<P>(a);
    return static_cast<int>(smallest<P>(a == most ? lane : lane + static_cast<float>(P)));
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
