#include "sim/ties.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "sim/draw.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using colead::test::tie;

namespace {

struct Trusts {
    float low;
    float high;
};
// What the store should hold, in the plainest way.
using Reference = std::map<Pair, Trusts>;

const Workers& one_worker() {
    static const Workers workers(1);
    return workers;
}

void require_same(const TieStore& ties, const Reference& reference) {
    REQUIRE(ties.ties() == reference.size());
    std::size_t halves = 0;
    for (std::size_t n = 0; n < ties.people(); ++n) {
        const auto ego = static_cast<Person>(n);
        const auto alters = ties.alters(ego);
        const auto trust = ties.trust(ego);
        REQUIRE(alters.size() == ties.degree(ego));
        REQUIRE(trust.size() == alters.size());
        REQUIRE(std::adjacent_find(alters.begin(), alters.end(), std::greater_equal<>()) ==
                alters.end());
        for (std::size_t t = 0; t < alters.size(); ++t) {
            const auto found = reference.find(pair_of(ego, alters[t]));
            REQUIRE(found != reference.end());
            REQUIRE(trust[t] == (ego < alters[t] ? found->second.low : found->second.high));
        }
        halves += alters.size();
    }
    REQUIRE(halves == 2 * reference.size());
}

// A month's worth of removals and additions against the reference. Some additions are there already.
void change_at_random(TieStore& ties, Reference& reference, DrawStream& luck, std::uint32_t wanted,
                      const Workers& workers) {
    const auto people = static_cast<std::uint32_t>(ties.people());
    std::vector<Pair> removals;
    for (const auto& [pair, trusts] : reference) {
        if (luck.uniform() < 0.15F) {
            removals.push_back(pair);
        }
    }
    std::map<Pair, NewTie> additions;
    for (std::uint32_t n = 0; n < wanted; ++n) {
        // A few people gather most ties, so that some rows grow far.
        const Person a =
            luck.uniform() < 0.3F ? luck.below(std::min(5U, people)) : luck.below(people);
        const Person b = luck.below(people);
        if (a != b) {
            additions[pair_of(a, b)] = {pair_of(a, b), luck.uniform(), luck.uniform()};
        }
    }
    std::vector<NewTie> list;
    for (const Pair& pair : removals) {
        reference.erase(pair);
    }
    for (const auto& [pair, addition] : additions) {
        list.push_back(addition);
        reference.emplace(pair, Trusts{addition.trust_low, addition.trust_high});
    }
    ties.commit(removals, list, workers);
}

}  // namespace

TEST_CASE("a store is built from pairs with the trust of either end") {
    const std::vector<NewTie> list = {
        {{0, 2}, 0.1F, 0.2F}, {{0, 3}, 0.3F, 0.4F}, {{1, 2}, 0.5F, 0.6F}, {{2, 3}, 0.7F, 0.8F}};
    const TieStore ties(5, list);
    Reference reference;
    for (const NewTie& t : list) {
        reference[t.pair] = {t.trust_low, t.trust_high};
    }
    require_same(ties, reference);
    CHECK(ties.people() == 5);
    CHECK(ties.degree(2) == 3);
    CHECK(ties.degree(4) == 0);
    CHECK(ties.tied(3, 0));
    CHECK(ties.tied(0, 3));
    CHECK_FALSE(ties.tied(0, 1));
    CHECK_FALSE(ties.tied(4, 0));
}

TEST_CASE("a pair has its smaller index first") {
    CHECK(pair_of(3, 1) == Pair{1, 3});
    CHECK(pair_of(1, 3) == Pair{1, 3});
}

TEST_CASE("removals come before additions: a tie in both starts anew") {
    TieStore ties(3, std::vector<NewTie>{tie(0, 1, 0.9F), tie(1, 2, 0.8F)});
    ties.commit(std::vector<Pair>{{0, 1}}, std::vector<NewTie>{tie(0, 1, 0.25F)}, one_worker());
    require_same(ties, {{{0, 1}, {0.25F, 0.25F}}, {{1, 2}, {0.8F, 0.8F}}});
}

TEST_CASE("an addition that exists already changes nothing") {
    TieStore ties(3, std::vector<NewTie>{tie(0, 1, 0.9F)});
    ties.commit({}, std::vector<NewTie>{tie(0, 1, 0.25F), tie(0, 2, 0.5F)}, one_worker());
    require_same(ties, {{{0, 1}, {0.9F, 0.9F}}, {{0, 2}, {0.5F, 0.5F}}});
    ties.commit({}, std::vector<NewTie>{tie(0, 1, 0.25F)}, one_worker());
    require_same(ties, {{{0, 1}, {0.9F, 0.9F}}, {{0, 2}, {0.5F, 0.5F}}});
}

TEST_CASE("a removal named twice counts once, and one of a tie that is not there not at all") {
    constexpr Person people = 200;
    for (const Person others : {Person{3}, people - 1}) {  // few changes of a row, and many
        std::vector<NewTie> list;
        std::vector<Pair> removals;
        Reference reference;
        for (Person other = 1; other <= others; ++other) {
            if (other % 3 != 0) {
                list.push_back(tie(0, other, 0.5F));
                reference[{0, other}] = {0.5F, 0.5F};
            }
            if (other % 2 == 0) {
                removals.insert(removals.end(), {{0, other}, {0, other}});
                reference.erase({0, other});
            }
        }
        removals.push_back({1, 2});
        removals.push_back({0, 3});
        TieStore ties(people, list);
        ties.commit(removals, {}, one_worker());
        require_same(ties, reference);
    }
}

TEST_CASE("a row grows from nothing to everybody and empties again") {
    constexpr Person people = 300;
    TieStore ties(people, {});
    Reference reference;
    for (Person other = people - 1; other > 0; --other) {
        ties.commit({}, std::vector<NewTie>{tie(0, other, 0.5F)}, one_worker());
        reference[{0, other}] = {0.5F, 0.5F};
    }
    require_same(ties, reference);
    for (Person other = 1; other < people; ++other) {
        ties.commit(std::vector<Pair>{{0, other}}, {}, one_worker());
    }
    require_same(ties, {});
}

TEST_CASE("many random months leave the store as a plain map holds it, with any threads") {
    const Workers workers(GENERATE(1, 2, 7));
    const std::size_t people = GENERATE(2U, 40U, 1500U);
    DrawStream luck(Draws(5, static_cast<std::uint32_t>(people)), 0, 200, 0);
    TieStore ties(people, {});
    Reference reference;
    const int months = people > 1000 ? 60 : 300;
    for (int month = 0; month < months; ++month) {
        // Waves of growth and decline: rows move away, and the arrays are laid out again.
        const bool growing = month / 15 % 2 == 0;
        change_at_random(ties, reference, luck,
                         static_cast<std::uint32_t>(growing ? people : people / 20), workers);
        require_same(ties, reference);
    }
}

TEST_CASE("trust written through a row stays with its tie when the row moves") {
    TieStore ties(50, std::vector<NewTie>{tie(0, 20, 0.5F)});
    ties.trust(0)[0] = 0.75F;
    std::vector<NewTie> additions;
    for (Person other = 1; other < 50; ++other) {
        additions.push_back(tie(0, other, 0.25F));
    }
    ties.commit({}, additions, one_worker());
    CHECK(ties.degree(0) == 49);
    CHECK(ties.trust(0)[19] == 0.75F);
    CHECK(ties.trust(20)[0] == 0.5F);
    CHECK(ties.trust(0)[18] == 0.25F);
}

TEST_CASE("a copy of the store lives on by itself") {
    TieStore ties(3, std::vector<NewTie>{tie(0, 1, 0.5F)});
    TieStore copy = ties;
    copy.commit(std::vector<Pair>{{0, 1}}, std::vector<NewTie>{tie(1, 2, 0.5F)}, one_worker());
    require_same(ties, {{{0, 1}, {0.5F, 0.5F}}});
    require_same(copy, {{{1, 2}, {0.5F, 0.5F}}});
}
