#include "sim/simplex.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

#include "sim/draw.hpp"
#include "support/catch.hpp"
#include "support/property.hpp"

using namespace colead;
using colead::test::check_property;

namespace {

// A simplex vector of P floats from any bytes; `factors` of them not zero.
template <int P>
std::array<float, P> simplex_from(const std::vector<std::uint8_t>& bytes, int factors) {
    std::array<float, P> vector{};
    vector[0] = 1.0F;
    for (std::size_t k = 0; k < bytes.size() && k < static_cast<std::size_t>(factors); ++k) {
        vector[k] += bytes[k];
    }
    store<P>(normalized<P>(load<P>(vector.data())), vector.data());
    return vector;
}

template <int P>
double one_minus_distance(const std::array<float, P>& a, const std::array<float, P>& b) {
    double distance = 0.0;
    for (std::size_t k = 0; k < P; ++k) {
        distance += 0.5 * std::abs(static_cast<double>(a[k]) - static_cast<double>(b[k]));
    }
    return 1.0 - distance;
}

template <int P>
void overlap_is_one_minus_distance(int factors) {
    check_property("overlap is 1 - total variation distance, symmetric, and 1 with oneself",
                   [=](const std::vector<std::uint8_t>& x, const std::vector<std::uint8_t>& y) {
                       const auto a = simplex_from<P>(x, factors);
                       const auto b = simplex_from<P>(y, factors);
                       const float shared = overlap<P>(a.data(), b.data());
                       const double expected = one_minus_distance<P>(a, b);
                       RC_ASSERT(std::abs(static_cast<double>(shared) - expected) < 1e-6);
                       RC_ASSERT(overlap<P>(b.data(), a.data()) == shared);
                       RC_ASSERT(std::abs(overlap<P>(a.data(), a.data()) - 1.0F) < 1e-6F);
                   });
}

}  // namespace

TEST_CASE("overlap by hand is the sum of the smaller parts") {
    const std::array<float, 8> a = {0.5F, 0.25F, 0.25F};
    const std::array<float, 8> b = {0.125F, 0.125F, 0.5F, 0.25F};
    CHECK(overlap<8>(a.data(), b.data()) == 0.5F);
    const std::array<float, 8> apart = {0.0F, 0.0F, 0.0F, 0.0F, 1.0F};
    CHECK(overlap<8>(a.data(), apart.data()) == 0.0F);
}

TEST_CASE("overlap is 1 minus the total variation distance") {
    overlap_is_one_minus_distance<8>(5);
    overlap_is_one_minus_distance<8>(8);
    overlap_is_one_minus_distance<16>(9);
    overlap_is_one_minus_distance<16>(16);
}

TEST_CASE("a sum by halves adds lanes k and k + P/2 first") {
    // In floats 2^25 + 1 is 2^25: only this order keeps all eight ones.
    const std::array<float, 16> values = {0x1p25F,  1, 1, 1, 1, 1, 1, 1,
                                          -0x1p25F, 1, 1, 1, 1, 1, 1, 1};
    CHECK(sum_by_halves<16>(load<16>(values.data())) == 14.0F);
    const std::array<float, 8> short_values = {0x1p25F, 1, 1, 1, -0x1p25F, 1, 1, 1};
    CHECK(sum_by_halves<8>(load<8>(short_values.data())) == 6.0F);
}

TEST_CASE("vectors are padded to eight or sixteen floats") {
    for (int factors = 2; factors <= 16; ++factors) {
        CHECK(padded(factors) == (factors <= 8 ? 8 : 16));
        CHECK(with_padding(factors, [](auto padding) { return padding(); }) == padded(factors));
    }
}

TEST_CASE("normalizing scales to sum 1 and leaves a zero vector alone") {
    const std::array<float, 8> twice = {1.0F, 0.5F, 0.25F, 0.25F};
    std::array<float, 8> once{};
    store<8>(normalized<8>(load<8>(twice.data())), once.data());
    CHECK(once == std::array<float, 8>{0.5F, 0.25F, 0.125F, 0.125F});
    const std::array<float, 8> zero{};
    store<8>(normalized<8>(load<8>(zero.data())), once.data());
    CHECK(once == zero);
}

TEST_CASE("the largest component is the first of equals, and padding is not looked at") {
    const std::array<float, 8> a = {0.1F, 0.4F, 0.4F, 0.1F, 0.9F};
    CHECK(argmax(a.data(), 4) == 1);
    CHECK(argmax(a.data(), 5) == 4);
    CHECK(argmax(a.data(), 1) == 0);
}

TEST_CASE("the sums of eight vectors at once are those of each alone, bit for bit") {
    DrawStream luck(Draws(5, 0), 0, 0, 0);
    with_padding(GENERATE(8, 16), [&](auto padding) {
        constexpr int floats = padding();
        Lanes<floats> vectors[8];
        for (auto& vector : vectors) {
            for (int k = 0; k < floats; ++k) {
                vector[k] = luck.uniform(-1.0F, 1.0F) * (luck.below(4) == 0 ? 1e4F : 1.0F);
            }
        }
        const Lanes<8> sums = sums_by_halves<floats>(vectors);
        for (int n = 0; n < 8; ++n) {
            CHECK(sums[n] == sum_by_halves<floats>(vectors[n]));
        }
    });
}

TEST_CASE("the largest component of lanes is the first of equals, and padding never wins") {
    const std::array<float, 8> a = {0.1F, 0.4F, 0.4F, 0.1F};
    CHECK(argmax<8>(load<8>(a.data())) == 1);
    CHECK(argmax<8>(Lanes<8>{}) == 0);
    std::array<float, 16> b{};
    b[15] = 1e-30F;
    CHECK(argmax<16>(load<16>(b.data())) == 15);
    CHECK(largest<16>(load<16>(b.data())) == 1e-30F);
    CHECK(smallest<16>(load<16>(b.data())) == 0.0F);
}
