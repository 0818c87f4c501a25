// Exponential, logarithm and the normal quantile, in-house so that no bit of a result depends on the
// system's libm. Plain IEEE operations only; accurate to a few units in the last place of a double.
#pragma once

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace colead {

/// Natural logarithm of a positive, normal x. atanh series on [sqrt(1/2), sqrt(2)).
inline double natural_log(double x) {
    constexpr double ln2_high = 6.93147180369123816490e-01;
    constexpr double ln2_low = 1.90821492927058770002e-10;
    std::uint64_t bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<std::int64_t>(bits >> 52U) - 1023;
    bits = (bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL;
    double mantissa = std::bit_cast<double>(bits);
    if (mantissa > 1.4142135623730951) {
        mantissa *= 0.5;
        ++exponent;
    }
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double z = s * s;
    double series = 1.0 / 23.0;
    for (int odd = 21; odd >= 3; odd -= 2) {
        series = series * z + 1.0 / odd;
    }
    const auto e = static_cast<double>(exponent);
    return e * ln2_high + (2.0 * s + (2.0 * s * z * series + e * ln2_low));
}

/// e^x, NaN of NaN; an x outside [-708, 709] counts as that end (the largest double is near e^709.78).
inline double exponential(double x) {
    // Without a branch and with a whole number of 32 bits, so that loops over it become vectors.
    x = x < -708.0 ? -708.0 : x;
    x = x > 709.0 ? 709.0 : x;
    constexpr double ln2_high = 6.93147180369123816490e-01;
    constexpr double ln2_low = 1.90821492927058770002e-10;
    double scaled = x * 1.4426950408889634;
    scaled = scaled > -1022.0 ? scaled : -1022.0;  // NaN makes no whole number; `r` keeps it
    const auto whole = static_cast<std::int32_t>(scaled + (x < 0 ? -0.5 : 0.5));
    const auto k = static_cast<double>(whole);
    const double r = (x - k * ln2_high) - k * ln2_low;
    // Taylor to the 13th power: |r| <= ln 2 / 2, so what is left out is below 2e-18.
    constexpr std::array<double, 14> inverse_factorials = [] {
        std::array<double, 14> inverse{1.0};
        double factorial = 1.0;
        for (int n = 1; n < 14; ++n) {
            factorial *= n;
            inverse[static_cast<std::size_t>(n)] = 1.0 / factorial;
        }
        return inverse;
    }();
    double series = inverse_factorials[13];
    for (std::size_t n = 13; n-- > 0;) {
        series = series * r + inverse_factorials[n];
    }
    const auto exponent = static_cast<std::uint64_t>(static_cast<std::int64_t>(whole) + 1023);
    return series * std::bit_cast<double>(exponent << 52U);
}

/// Share of a normal distribution in each of the tails that normal_quantile leaves to a second formula.
inline constexpr double normal_tail = 0.02425;

/// normal_quantile between the tails, without a branch; a p in a tail counts as the tail's edge.
inline double normal_quantile_inside(double p) {
    p = p < normal_tail ? normal_tail : p;
    p = p > 1.0 - normal_tail ? 1.0 - normal_tail : p;
    const double q = p - 0.5;
    const double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) *
                  r +
              1.383577518672690e+02) *
                 r -
             3.066479806614716e+01) *
                r +
            2.506628277459239e+00) *
           q /
           (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) *
                  r +
              6.680131188771972e+01) *
                 r -
             1.328068155288572e+01) *
                r +
            1.0);
}

/// Standard normal quantile of p in (0, 1); relative error below 1.2e-9 (Acklam's 2003 rational
/// approximation).
inline double normal_quantile(double p) {
    const auto tail = [](double q) {
        return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q -
                   2.400758277161838e+00) *
                      q -
                  2.549732539343734e+00) *
                     q +
                 4.374664141464968e+00) *
                    q +
                2.938163982698783e+00) /
               ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) *
                     q +
                 3.754408661907416e+00) *
                    q +
                1.0);
    };
    if (p < normal_tail) {
        return tail(std::sqrt(-2.0 * natural_log(p)));
    }
    if (p > 1.0 - normal_tail) {
        return -tail(std::sqrt(-2.0 * natural_log(1.0 - p)));
    }
    return normal_quantile_inside(p);
}

}  // namespace colead
