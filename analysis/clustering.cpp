#include "analysis/clustering.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

namespace colead {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Pairs of alters, each counted from both sides.
double pairs_of(double degree) { return degree * (degree - 1.0); }

// Tied pairs of alters, each counted from both sides. Marking the alters and looking up theirs needs
// no merge of rows.
std::size_t closed_around(const TieStore& ties, Person ego, std::vector<Person>& mark) {
    const auto alters = ties.alters(ego);
    for (const Person alter : alters) {
        mark[alter] = ego;
    }
    std::size_t closed = 0;
    for (const Person alter : alters) {
        for (const Person theirs : ties.alters(alter)) {
            closed += mark[theirs] == ego ? 1 : 0;
        }
    }
    return closed;
}

// A person by the number of pairs of alters, then a pair of them.
double sampled_transitivity(const World& world) {
    constexpr int sample = 4096;
    const TieStore& ties = world.ties;
    std::vector<double> pairs_up_to(ties.people());
    double pairs = 0.0;
    for (Person ego = 0; ego < ties.people(); ++ego) {
        pairs += pairs_of(ties.degree(ego));
        pairs_up_to[ego] = pairs;
    }
    if (pairs == 0.0) {
        return none;
    }
    DrawStream luck = stream(world.draws, world.month, Purpose::measure, 2);
    int closed = 0;
    for (int n = 0; n < sample; ++n) {
        // Two draws make a number of 53 bits below 1: there may be more pairs than 32 tell apart.
        const double coarse = luck.word();
        const double fine = (luck.word() >> 11U) * 0x1p-21;
        const double where = (coarse + fine) * 0x1p-32 * pairs;
        const auto ego = static_cast<Person>(
            std::upper_bound(pairs_up_to.begin(), pairs_up_to.end(), where) - pairs_up_to.begin());
        const auto alters = ties.alters(ego);
        const auto degree = static_cast<std::uint32_t>(alters.size());
        const std::uint32_t one = luck.below(degree);
        const std::uint32_t other = luck.below(degree - 1);
        closed += ties.tied(alters[one], alters[other + (other >= one ? 1 : 0)]) ? 1 : 0;
    }
    return static_cast<double>(closed) / sample;
}

double sampled_local(const World& world) {
    constexpr int sample = 1024;
    const auto people = static_cast<std::uint32_t>(world.people.size());
    std::vector<Person> mark(people, nobody);
    DrawStream luck = stream(world.draws, world.month, Purpose::measure, 0);
    double sum = 0.0;
    int counted = 0;
    for (int n = 0; n < sample; ++n) {
        const Person ego = luck.below(people);
        if (world.ties.degree(ego) >= 2) {
            sum += clustering_of(world.ties, ego, mark);
            ++counted;
        }
    }
    return counted > 0 ? sum / counted : none;
}

// Tied pairs of alters of everyone, each counted from both sides. A triangle is found once, from its
// smallest person, since rows ascend.
std::vector<std::uint32_t> closed_around_all(const TieStore& ties) {
    std::vector<Person> mark(ties.people(), nobody);
    std::vector<std::uint32_t> closed(ties.people(), 0);
    for (Person ego = 0; ego < ties.people(); ++ego) {
        const auto alters = ties.alters(ego);
        const auto larger = std::upper_bound(alters.begin(), alters.end(), ego);
        std::for_each(larger, alters.end(), [&](Person alter) { mark[alter] = ego; });
        std::for_each(larger, alters.end(), [&](Person alter) {
            const auto theirs = ties.alters(alter);
            for (auto third = theirs.rbegin(); third != theirs.rend() && *third > alter; ++third) {
                if (mark[*third] == ego) {
                    closed[ego] += 2;
                    closed[alter] += 2;
                    closed[*third] += 2;
                }
            }
        });
    }
    return closed;
}

Clustering exact(const TieStore& ties) {
    const std::vector<std::uint32_t> closed_at = closed_around_all(ties);
    std::size_t closed = 0;
    double pairs = 0.0;
    double sum = 0.0;
    std::size_t counted = 0;
    for (Person ego = 0; ego < ties.people(); ++ego) {
        const std::uint32_t degree = ties.degree(ego);
        if (degree >= 2) {
            sum += static_cast<double>(closed_at[ego]) / pairs_of(degree);
            ++counted;
            closed += closed_at[ego];
            pairs += pairs_of(degree);
        }
    }
    return {counted > 0 ? sum / static_cast<double>(counted) : none,
            counted > 0 ? static_cast<double>(closed) / pairs : none};
}

}  // namespace

double clustering_of(const TieStore& ties, Person ego, std::vector<Person>& mark) {
    return static_cast<double>(closed_around(ties, ego, mark)) / pairs_of(ties.degree(ego));
}

Clustering measure_clustering(const World& world, std::size_t exact_up_to) {
    if (world.people.size() <= exact_up_to) {
        return exact(world.ties);
    }
    return {sampled_local(world), sampled_transitivity(world)};
}

}  // namespace colead
