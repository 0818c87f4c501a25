// Trust and ties in time. Trust grows by g (1 - tau) and goes by d tau: it rests at g / (g + d), and the
// distance to that shrinks by 1 - g - d a month. Ties that form with probability f between any two and
// end with probability d are a Markov chain of two states for each pair: density f / (f + d), mean
// duration 1 / d, autocorrelation 1 - f - d.
#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"

namespace colead::known {

std::vector<KnownValue> trust_comes_to_rest() {
    const InputFolder folder;
    folder.write("ties.csv", "ego,alter,trust\n1,2,0\n2,1,1\n");
    // The same concern, so that they overlap by 1.
    folder.write("people.csv", "id,concern_1,concern_2\n1,.5,.5\n2,.5,.5\n");
    World world = frozen_world(folder, {"trust.eta=0.02", "trust.c0=1", "trust.delta=0.016"});
    const double rest = 0.02 / 0.036;
    const auto trust_of = [&](Person ego) {
        return static_cast<double>(std::as_const(world.ties).trust(ego)[0]);
    };
    std::vector<KnownValue> found;
    for (int month = 1; month <= 60; ++month) {
        advance_by(world, 1);
        const double left = std::pow(0.964, month);
        found.push_back({fmt::format("trust from 0 in month {}", month), trust_of(0),
                         rest * (1.0 - left), 1e-5});
        found.push_back({fmt::format("trust from 1 in month {}", month), trust_of(1),
                         rest + (1.0 - rest) * left, 1e-5});
    }
    advance_by(world, 500);
    found.push_back({"trust from 0 at rest", trust_of(0), 0.5556, 5e-5});
    found.push_back({"trust from 1 at rest", trust_of(1), 0.5556, 5e-5});
    return found;
}

namespace {

constexpr std::size_t people = 200;

// Pairs of a month by what they were and became, summed over months.
struct Transitions {
    double tied = 0.0;
    double ended = 0.0;
    double untied = 0.0;
    double formed = 0.0;
};

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

std::vector<KnownValue> ties_form_and_end() {
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
    // A month's density has variance p (1 - p) / pairs; months correlate by .89 each.
    constexpr double pairs = people * (people - 1) / 2.0;
    const double p = 1.0 / 11.0;
    const double error = std::sqrt(p * (1.0 - p) / pairs * (1.89 / 0.11) / months);
    // Four standard errors each; the correlation is the share of ties that last less the share of gaps
    // that close.
    return {{"forming, a month", f, 0.01, 4.0 * error_of_f},
            {"ending, a month", d, 0.1, 4.0 * error_of_d},
            {"mean duration, months", 1.0 / d, 10.0, 4.0 * error_of_d / 0.01},
            {"correlation with last month", 1.0 - d - f, 0.89,
             4.0 * std::hypot(error_of_d, error_of_f)},
            {"density", sum.tied / (sum.tied + sum.untied), p, 4.0 * error}};
}

}  // namespace colead::known
