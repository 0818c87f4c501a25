// The arithmetic of docs/model.md, section 8.2, written again in the plainest way: vectors over the M
// factors, sums by halves, sums in fixed point, and the model's own exponential, logarithm and normal
// quantile. Shares nothing with sim/.
#pragma once

#include <cstdint>
#include <vector>

namespace colead::reference {

/// One number for each of the M factors.
using Vector = std::vector<float>;

/// A parameter as the single-precision number that most of the month reckons with.
inline float single(double value) { return static_cast<float>(value); }

Vector operator+(const Vector& a, const Vector& b);
Vector operator-(const Vector& a, const Vector& b);
Vector operator*(float scale, const Vector& a);

/// The sum of the parts in the order of section 8.2, "by halves".
float sum_by_halves(const Vector& a);
/// sum_k min(a_k, b_k), summed by halves.
float overlap(const Vector& a, const Vector& b);
/// a / sum a, as a product with the reciprocal; a itself when its sum is 0.
Vector scaled_to_one(const Vector& a);
/// The first of the largest parts.
int argmax(const Vector& a);

/// What a sum in fixed point adds: `value` >= 0 rounded to a multiple of 2^-32, counted in those.
std::int64_t in_fixed_point(double value);
double from_fixed_point(std::int64_t sum);

double natural_log(double x);
double exponential(double x);
double normal_quantile(double p);

}  // namespace colead::reference
