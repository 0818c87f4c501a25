#include "sim/luck.hpp"

#include <numeric>
#include <vector>

#include "support/catch.hpp"

using namespace colead;

TEST_CASE("the draws of many people at once are those of each alone") {
    const Draws draws(0x123456789abcdef0ULL, 41);
    std::vector<Person> egos(Luck::most);
    std::iota(egos.begin(), egos.end(), Person{0xfffffe00});
    std::swap(egos[3], egos[400]);
    // Every length up to two groups, and a full block.
    for (const std::size_t count : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 15U, 16U, 17U, 512U}) {
        const Luck luck(draws, 77, 9, std::span(egos.data(), count));
        const Luck of_pairs(draws, 77, 9, std::span(egos.data(), count),
                            std::span(egos.data() + egos.size() - count, count));
        for (std::size_t n = 0; n < count; ++n) {
            REQUIRE(luck.block(n) == draws.block(77, 9, egos[n]));
            REQUIRE(of_pairs.block(n) ==
                    draws.block(77, 9, egos[n], egos[egos.size() - count + n]));
        }
    }
}

TEST_CASE("a stream that is given its first block goes on as one that drew it") {
    const Draws draws(3, 2);
    DrawStream drawn(draws, 12, 8, 5);
    DrawStream given(draws, 12, 8, 5, draws.block(12, 8, 5));
    for (int n = 0; n < 20; ++n) {
        REQUIRE(drawn.word() == given.word());
    }
}
