#include "sim/draw.hpp"

#include <cmath>
#include <set>
#include <vector>

#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr PurposeNumber purpose = 200;
constexpr int many = 200'000;

struct Moments {
    double mean = 0.0;
    double variance = 0.0;
    double skewness = 0.0;
    double kurtosis = 0.0;
};

template <class Next>
Moments moments_of(Next next) {
    std::vector<double> values(many);
    Moments m;
    for (double& value : values) {
        value = next();
        m.mean += value / many;
    }
    double third = 0.0;
    double fourth = 0.0;
    for (const double value : values) {
        const double d = value - m.mean;
        m.variance += d * d / (many - 1);
        third += d * d * d / many;
        fourth += d * d * d * d / many;
    }
    m.skewness = third / std::pow(m.variance, 1.5);
    m.kurtosis = fourth / (m.variance * m.variance);
    return m;
}

}  // namespace

// Known answers of Philox4x32-10: Random123's kat_vectors (Salmon et al. 2011).

TEST_CASE("a draw with key and counter zero is Random123's known answer") {
    CHECK(Draws(0, 0).block(0, 0, 0, 0) ==
          DrawBlock{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
}

TEST_CASE("a draw with key and counter all ones is Random123's known answer") {
    CHECK(Draws(0xffffffffffffffffULL, 0xffffffff).block(0xffffff, 0xff, 0xffffffff, 0xffffffff) ==
          DrawBlock{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
}

TEST_CASE("a draw with the digits of pi as key and counter is Random123's known answer") {
    CHECK(Draws(0x299f31d0a4093822ULL, 0x03707344).block(0x13198a, 0x2e, 0x243f6a88, 0x85a308d3) ==
          DrawBlock{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("the same key gives the same bits, whatever was drawn before") {
    const Draws draws(7, 3);
    const DrawBlock first = draws.block(12, purpose, 5, 6);
    draws.block(13, purpose, 5, 6);
    CHECK(draws.block(12, purpose, 5, 6) == first);
    CHECK(Draws(7, 3).block(12, purpose, 5, 6) == first);
}

TEST_CASE("a draw differs with seed, replicate, month, purpose, ego and other") {
    const std::set<DrawBlock> different = {
        Draws(7, 3).block(12, 20, 5, 6), Draws(8, 3).block(12, 20, 5, 6),
        Draws(7, 4).block(12, 20, 5, 6), Draws(7, 3).block(13, 20, 5, 6),
        Draws(7, 3).block(12, 21, 5, 6), Draws(7, 3).block(12, 20, 6, 6),
        Draws(7, 3).block(12, 20, 5, 7), Draws(7ULL << 32U, 3).block(12, 20, 5, 6)};
    CHECK(different.size() == 8);
}

TEST_CASE("a stream gives the words of its key's blocks in order") {
    const Draws draws(1, 2);
    DrawStream stream(draws, 3, purpose, 4);
    for (std::uint32_t number = 0; number < 3; ++number) {
        for (const std::uint32_t word : draws.block(3, purpose, 4, number)) {
            REQUIRE(stream.word() == word);
        }
    }
}

TEST_CASE("occasions under one key share no draw") {
    std::set<std::uint32_t> words;
    for (const std::uint32_t occasion : {0U, 1U, 2U, 4095U}) {
        DrawStream stream(Draws(1, 2), 3, purpose, 4);
        stream.skip(occasion);
        for (int n = 0; n < 100; ++n) {
            words.insert(stream.word());
        }
    }
    CHECK(words.size() == 400);
}

TEST_CASE("uniform numbers stay below 1 and open ones inside (0, 1)") {
    CHECK(uniform(0) == 0.0F);
    CHECK(uniform(0xffffffff) < 1.0F);
    CHECK(open_uniform(0) > 0.0);
    CHECK(open_uniform(0xffffffff) < 1.0);
    CHECK(below(0, 10) == 0);
    CHECK(below(0xffffffff, 10) == 9);
    CHECK(below(0xffffffff, 1) == 0);
}

TEST_CASE("uniform numbers have the moments of the uniform distribution") {
    DrawStream stream(Draws(1, 0), 0, purpose, 0);
    const Moments m = moments_of([&] { return static_cast<double>(stream.uniform()); });
    CHECK(std::abs(m.mean - 0.5) < 4.0 * std::sqrt(1.0 / 12.0 / many));
    // The fourth central moment is 1/80.
    CHECK(std::abs(m.variance - 1.0 / 12.0) < 4.0 * std::sqrt((1.0 / 80.0 - 1.0 / 144.0) / many));
}

TEST_CASE("uniform numbers fill a hundred cells evenly") {
    std::vector<double> cells(100);
    for (Person ego = 0; ego < many; ++ego) {
        ++cells[below(Draws(1, 0).block(0, purpose, ego)[ego % 4], 100)];
    }
    double chi_square = 0.0;
    for (const double count : cells) {
        chi_square += (count - many / 100.0) * (count - many / 100.0) / (many / 100.0);
    }
    CHECK(std::abs(chi_square - 99.0) < 4.0 * std::sqrt(2.0 * 99.0));
}

TEST_CASE("normal deviates have the moments of the standard normal distribution") {
    DrawStream stream(Draws(1, 0), 0, purpose, 1);
    const Moments m = moments_of([&] { return stream.normal(); });
    CHECK(std::abs(m.mean) < 4.0 * std::sqrt(1.0 / many));
    CHECK(std::abs(m.variance - 1.0) < 4.0 * std::sqrt(2.0 / many));
    CHECK(std::abs(m.skewness) < 4.0 * std::sqrt(6.0 / many));
    CHECK(std::abs(m.kurtosis - 3.0) < 4.0 * std::sqrt(24.0 / many));
}

TEST_CASE("gamma deviates have mean and variance equal to their shape") {
    const double shape = GENERATE(0.3, 1.0, 4.5);
    DrawStream stream(Draws(1, 0), 0, purpose, 2);
    const Moments m = moments_of([&] { return stream.gamma(shape); });
    CHECK(std::abs(m.mean - shape) < 4.0 * std::sqrt(shape / many));
    // The fourth central moment is 3 shape^2 + 6 shape.
    CHECK(std::abs(m.variance - shape) <
          4.0 * std::sqrt((2.0 * shape * shape + 6.0 * shape) / many));
    CHECK(m.skewness == Approx(2.0 / std::sqrt(shape)).epsilon(0.1));
}
