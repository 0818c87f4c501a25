// Ties that form with probability f between any two and end with probability d are a Markov chain of
// two states for each pair: density f / (f + d), mean duration 1 / d, autocorrelation 1 - f - d.
#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Pairs of a month by what they were and became, summed over months.
struct Transitions {
    double tied = 0.0;
    double ended = 0.0;
    double untied = 0.0;
    double formed = 0.0;
};

constexpr std::size_t people = 200;

std::vector<bool> tied_pairs(const World& world) {
    std::vector<bool> tied(people * people);
    for (Person ego = 0; ego < people; ++ego) {
        for (const Person alter : world.ties.alters(ego)) {
            tied[ego * people + alter] = true;
        }
    }
    return tied;
}

void count(const std::vector<bool>& before, const std::vector<bool>& after, Transitions& sum) {
    for (std::size_t low = 0; low < people; ++low) {
        for (std::size_t high = low + 1; high < people; ++high) {
            const std::size_t pair = low * people + high;
            (before[pair] ? sum.tied : sum.untied) += 1.0;
            sum.ended += before[pair] && !after[pair] ? 1.0 : 0.0;
            sum.formed += !before[pair] && after[pair] ? 1.0 : 0.0;
        }
    }
}

}  // namespace

TEST_CASE(
    "ties that form at .01 and end at .1 a month have density .0909, last 10, correlate by .89",
    "[verification]") {
    // One team of 200 who share all values: each proposes to one of 199 others with probability
    // .9975, so f = 1 - (1 - .9975/199)^2; each end lets go with probability .05132 without trust.
    const Prepared prepared = frozen(
        "people = 200\ncommunities = 1\norganization_size = 200\nteam_size = 200\ndegree = 18\n",
        "",
        {"network.trust=0", "ties.tau0=0", "ties.hazard=0.05132", "ties.rate_connecting=1",
         "ties.closure=0", "ties.team=1", "person.capacity_low=0.9975",
         "person.capacity_high=0.9975", "person.values_community=1", "person.values_culture=0"});
    World world = make_world(prepared, 0);
    advance_by(world, 60);
    constexpr int months = 400;
    Transitions sum;
    std::vector<bool> before = tied_pairs(world);
    for (int month = 0; month < months; ++month) {
        advance_by(world, 1);
        std::vector<bool> after = tied_pairs(world);
        count(before, after, sum);
        before = std::move(after);
    }

    const double f = sum.formed / sum.untied;
    const double d = sum.ended / sum.tied;
    const double error_of_f = std::sqrt(0.01 * 0.99 / sum.untied);
    const double error_of_d = std::sqrt(0.1 * 0.9 / sum.tied);
    CHECK(f == Approx(0.01).margin(4.0 * error_of_f));
    CHECK(d == Approx(0.1).margin(4.0 * error_of_d));
    // Mean duration 10 within four standard errors of 1/d.
    CHECK(1.0 / d == Approx(10.0).margin(4.0 * error_of_d / 0.01));
    // The share of ties that last less the share of gaps that close.
    CHECK(1.0 - d - f == Approx(0.89).margin(4.0 * std::hypot(error_of_d, error_of_f)));
    // A month's density has variance p (1 - p) / pairs; months correlate by .89 each.
    constexpr double pairs = people * (people - 1) / 2.0;
    const double p = 1.0 / 11.0;
    const double error = std::sqrt(p * (1.0 - p) / pairs * (1.89 / 0.11) / months);
    CHECK(sum.tied / (sum.tied + sum.untied) == Approx(p).margin(4.0 * error));
}
