#include "reference/arithmetic.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace colead::reference {

Vector operator+(const Vector& a, const Vector& b) {
    Vector sum = a;
    for (std::size_t k = 0; k < a.size(); ++k) {
        sum[k] = a[k] + b[k];
    }
    return sum;
}

Vector operator-(const Vector& a, const Vector& b) {
    Vector difference = a;
    for (std::size_t k = 0; k < a.size(); ++k) {
        difference[k] = a[k] - b[k];
    }
    return difference;
}

Vector operator*(float scale, const Vector& a) {
    Vector product = a;
    for (float& part : product) {
        part = scale * part;
    }
    return product;
}

// 8.2 "by halves": filled up with zeros to 8 or 16 parts, then folded until one is left.
float sum_by_halves(const Vector& a) {
    Vector parts = a;
    parts.resize(a.size() <= 8 ? 8 : 16, 0.0F);
    while (parts.size() > 1) {
        const std::size_t half = parts.size() / 2;
        for (std::size_t k = 0; k < half; ++k) {
            parts[k] = parts[k] + parts[k + half];
        }
        parts.resize(half);
    }
    return parts[0];
}

// 7 "overlap".
float overlap(const Vector& a, const Vector& b) {
    Vector least = a;
    for (std::size_t k = 0; k < a.size(); ++k) {
        least[k] = std::min(a[k], b[k]);
    }
    return sum_by_halves(least);
}

Vector scaled_to_one(const Vector& a) {
    const float sum = sum_by_halves(a);
    return sum > 0.0F ? (1.0F / sum) * a : a;
}

int argmax(const Vector& a) {
    return static_cast<int>(std::max_element(a.begin(), a.end()) - a.begin());
}

std::int64_t in_fixed_point(double value) {
    return static_cast<std::int64_t>(std::nearbyint(value * 4294967296.0));
}

double from_fixed_point(std::int64_t sum) { return static_cast<double>(sum) / 4294967296.0; }

namespace {

// ln 2 in two parts, of which the first times any exponent is exact.
constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

}  // namespace

// 8.2 "ln".
double natural_log(double x) {
    int exponent = 0;
    double mantissa = 2.0 * std::frexp(x, &exponent);
    --exponent;
    if (mantissa > 1.4142135623730951) {
        mantissa = mantissa / 2.0;
        ++exponent;
    }
    const double s = (mantissa - 1.0) / (mantissa + 1.0);
    const double z = s * s;
    double series = 1.0 / 23.0;
    for (int odd = 21; odd >= 3; odd -= 2) {
        series = series * z + 1.0 / odd;
    }
    return exponent * ln2_high + (2.0 * s + (2.0 * s * z * series + exponent * ln2_low));
}

// 8.2 "exp".
double exponential(double x) {
    x = std::clamp(x, -708.0, 709.0);
    const int k = static_cast<int>(x * 1.4426950408889634 + (x < 0.0 ? -0.5 : 0.5));
    const double r = (x - k * ln2_high) - k * ln2_low;
    std::array<double, 14> factorials{1.0};
    for (std::size_t n = 1; n < 14; ++n) {
        factorials[n] = factorials[n - 1] * static_cast<double>(n);
    }
    double series = 1.0 / factorials[13];
    for (std::size_t n = 13; n-- > 0;) {
        series = series * r + 1.0 / factorials[n];
    }
    return std::ldexp(series, k);
}

namespace {

template <std::size_t N>
double polynomial(const std::array<double, N>& coefficients, double x) {
    double value = coefficients[0];
    for (std::size_t n = 1; n < N; ++n) {
        value = value * x + coefficients[n];
    }
    return value;
}

}  // namespace

// 8.2 "normal": Acklam's (2003) rational approximation, with his coefficients a, b, c, d.
double normal_quantile(double p) {
    constexpr std::array<double, 6> a = {-3.969683028665376e+01, 2.209460984245205e+02,
                                         -2.759285104469687e+02, 1.383577518672690e+02,
                                         -3.066479806614716e+01, 2.506628277459239e+00};
    constexpr std::array<double, 6> b = {-5.447609879822406e+01, 1.615858368580409e+02,
                                         -1.556989798598866e+02, 6.680131188771972e+01,
                                         -1.328068155288572e+01, 1.0};
    constexpr std::array<double, 6> c = {-7.784894002430293e-03, -3.223964580411365e-01,
                                         -2.400758277161838e+00, -2.549732539343734e+00,
                                         4.374664141464968e+00,  2.938163982698783e+00};
    constexpr std::array<double, 5> d = {7.784695709041462e-03, 3.224671290700398e-01,
                                         2.445134137142996e+00, 3.754408661907416e+00, 1.0};
    constexpr double low = 0.02425;
    const auto tail = [&](double share) {
        const double q = std::sqrt(-2.0 * natural_log(share));
        return polynomial(c, q) / polynomial(d, q);
    };
    if (p < low) {
        return tail(p);
    }
    if (p > 1.0 - low) {
        return -tail(1.0 - p);
    }
    const double q = p - 0.5;
    const double r = q * q;
    return polynomial(a, r) * q / polynomial(b, r);
}

}  // namespace colead::reference
