#include "sim/sums.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "sim/draw.hpp"
#include "sim/parallel.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

std::vector<double> values_of(std::size_t count) {
    DrawStream draws(Draws(3, 0), 0, 200, 0);
    std::vector<double> values(count);
    for (double& value : values) {
        value = std::exp(3.0 * draws.normal());
    }
    return values;
}

}  // namespace

TEST_CASE("a fixed-point sum has the same bits in any order and with any number of threads") {
    std::vector<double> values = values_of(20'000);
    FixedSum forward = 0;
    for (const double value : values) {
        forward += to_fixed(value);
    }
    std::reverse(values.begin(), values.end());
    std::rotate(values.begin(), values.begin() + 7000, values.end());
    for (const int threads : {1, 2, 7}) {
        FixedSum shared = 0;
        Workers(threads).for_blocks(values.size(), [&](std::size_t begin, std::size_t end) {
            for (std::size_t n = begin; n < end; ++n) {
                add_shared(shared, to_fixed(values[n]));
            }
        });
        REQUIRE(shared == forward);
    }
}

TEST_CASE("a fixed-point sum is within half a rounding per value of the exact sum") {
    const std::vector<double> values = values_of(20'000);
    FixedSum sum = 0;
    long double exact = 0.0L;
    for (const double value : values) {
        sum += to_fixed(value);
        exact += static_cast<long double>(value);
    }
    CHECK(std::abs(from_fixed(sum) - static_cast<double>(exact)) <= 10'000 * 0x1p-32);
}

TEST_CASE("values of the stated size can be added as often as is stated") {
    CHECK(from_fixed(8191 * to_fixed(0x1p18)) == 8191.0 * 0x1p18);
    CHECK(from_fixed(2'000'000'000 * to_fixed(1.0)) == 2e9);
    CHECK(from_fixed(to_fixed(0.75)) == 0.75);
}
