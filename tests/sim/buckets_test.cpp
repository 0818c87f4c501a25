#include "sim/buckets.hpp"

#include <cstdint>
#include <vector>

#include "sim/draw.hpp"
#include "support/catch.hpp"

using namespace colead;

TEST_CASE(
    "items lie bucket by bucket and in each in the order they had, for any number of threads") {
    const Workers workers(GENERATE(1, 2, 7));
    const std::size_t count = GENERATE(0U, 1U, 63U, 64U, 10'000U);
    const std::size_t buckets = GENERATE(1U, 5U, 300U);
    const Draws draws(1, 0);
    const auto bucket_of = [&](std::size_t n) {
        return below(draws.block(0, 0, static_cast<Person>(n))[0],
                     static_cast<std::uint32_t>(buckets));
    };
    const Buckets<std::size_t> sorted = into_buckets<std::size_t>(
        count, buckets, [](std::size_t n) { return n; }, bucket_of, workers);
    REQUIRE(sorted.count() == buckets);
    REQUIRE(sorted.items.size() == count);
    CHECK(sorted.begins.front() == 0);
    CHECK(sorted.begins.back() == count);
    for (std::size_t b = 0; b < buckets; ++b) {
        for (std::size_t n = sorted.begins[b]; n < sorted.begins[b + 1]; ++n) {
            REQUIRE(bucket_of(sorted.items[n]) == b);
            REQUIRE((n == sorted.begins[b] || sorted.items[n - 1] < sorted.items[n]));
        }
    }
}
