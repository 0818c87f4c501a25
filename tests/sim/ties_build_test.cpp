#include <algorithm>
#include <vector>

#include "sim/draw.hpp"
#include "sim/ties.hpp"
#include "support/catch.hpp"

using namespace colead;

TEST_CASE("a tie store has the rows of its list of ties, with any number of threads") {
    const Workers workers(GENERATE(1, 2, 7));
    const std::size_t people = GENERATE(2U, 513U, 5000U);
    std::vector<NewTie> list;
    const Draws draws(1, 0);
    for (Person low = 0; low < people; ++low) {
        DrawStream luck(draws, 0, 0, low);
        // Some rows are long, many are empty.
        const double probability = low % 50 == 0 ? 0.3 : 0.002;
        for (Person high = low + 1; high < people; ++high) {
            if (luck.uniform() < static_cast<float>(probability)) {
                list.push_back({{low, high}, luck.uniform(), luck.uniform()});
            }
        }
    }
    // By hand: pairs ascend, so an ego's smaller alters come first, in order.
    std::vector<std::vector<std::pair<Person, float>>> rows(people);
    for (const NewTie& tie : list) {
        rows[tie.pair.low].emplace_back(tie.pair.high, tie.trust_low);
        rows[tie.pair.high].emplace_back(tie.pair.low, tie.trust_high);
    }
    const TieStore ties(people, list, workers);
    REQUIRE(ties.people() == people);
    REQUIRE(ties.ties() == list.size());
    for (Person ego = 0; ego < people; ++ego) {
        REQUIRE(ties.degree(ego) == rows[ego].size());
        for (std::size_t e = 0; e < rows[ego].size(); ++e) {
            REQUIRE(ties.alters(ego)[e] == rows[ego][e].first);
            REQUIRE(ties.trust(ego)[e] == rows[ego][e].second);
        }
    }
}

TEST_CASE("a tie store just filled can be edited") {
    const Workers workers(2);
    std::vector<NewTie> list;
    for (Person i = 0; i + 1 < 1000; ++i) {
        list.push_back({{i, i + 1}, 0.5F, 0.5F});
    }
    TieStore ties(1000, list, workers);
    const std::vector<Pair> removals = {{0, 1}, {500, 501}};
    std::vector<NewTie> additions;
    for (Person j = 2; j < 40; ++j) {  // more than the slack of a row
        additions.push_back({{0, j}, 0.1F, 0.2F});
    }
    ties.commit(removals, additions, workers);
    CHECK(ties.ties() == 999 - 2 + 38);
    CHECK(ties.degree(0) == 38);
    CHECK_FALSE(ties.tied(500, 501));
    CHECK(ties.tied(39, 0));
}
