// The generators of first ties, each in a file of its own (generate_*.cpp), and what they share. Every
// generator gives pairs ascending, without repeats or self-ties, and the same bits on any number of
// threads: draws are keyed by ego or tie, and what must go in order goes in the order of people.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/purpose.hpp"
#include "scenarios/network_data.hpp"
#include "sim/buckets.hpp"
#include "sim/parallel.hpp"

namespace colead {

struct Scenario;

/// What a generator has before it: positions and cultures are given in `network`, ties are not.
struct Generation {
    const NetworkParameters& parameters;
    const Draws& draws;
    const Workers& workers;
    const NetworkData& network;
    std::span<const std::uint32_t> degrees;  // from a file; empty: drawn

    std::size_t people() const { return network.people(); }
};

/// By NetworkParameters::Generator.
inline constexpr std::array<std::string_view, 8> generator_names = {
    "organizations",    "erdos-renyi",   "watts-strogatz", "barabasi-albert",
    "stochastic-block", "configuration", "complete",       "ring"};

struct Generator {
    std::vector<Pair> (*ties)(const Generation&);
    /// Mean degree to be expected, for the estimate of memory.
    double (*degree)(const NetworkParameters&);
    /// The rows of [network] that it uses beside those that all use.
    std::vector<std::string_view> uses;
};

const Generator& generator_of(const NetworkParameters& parameters);
/// The names of those rows of [network] that have no effect: with this generator, or with a network from files.
std::vector<std::string_view> unused_rows(const NetworkParameters& parameters, bool from_files);
/// What makes a scenario's network, for messages: "the generator ring", "network.ties".
std::string maker_of(const Scenario& scenario);

std::size_t community_count(const NetworkParameters& parameters);
/// Positions, cultures and sectors of everyone.
void give_positions(const NetworkParameters& parameters, NetworkData& network);
void give_cultures(const NetworkParameters& parameters, const Draws& draws, const Workers& workers,
                   NetworkData& network);

std::vector<Pair> organization_ties(const Generation& g);
std::vector<Pair> random_ties(const Generation& g);
std::vector<Pair> block_ties(const Generation& g);
std::vector<Pair> complete_ties(const Generation& g);
std::vector<Pair> ring_ties(const Generation& g);
std::vector<Pair> small_world_ties(const Generation& g);
std::vector<Pair> preferential_ties(const Generation& g);
std::vector<Pair> configuration_ties(const Generation& g);

/// What the month's place in a key stands for while there is no month yet.
enum class NetworkDraw : std::uint32_t {
    culture_of_organization,
    culture_of_person,
    ties_of_person,
    rewired_tie,
    free_alter,
    degree_of_person,
    bucket_of_stub,
    order_of_stubs,
    repair,
    mixing,
    swap,
};

inline DrawStream network_stream(const Draws& draws, NetworkDraw what, std::size_t ego) {
    return stream(draws, static_cast<std::uint32_t>(what), Purpose::network,
                  static_cast<Person>(ego));
}
inline DrawBlock network_draw(const Draws& draws, NetworkDraw what, std::size_t ego,
                              std::size_t other) {
    return draw(draws, static_cast<std::uint32_t>(what), Purpose::network, static_cast<Person>(ego),
                static_cast<std::uint32_t>(other));
}

/// A whole number in [0, count), 1 <= count < 2^32, from 64 bits: no bias to speak of.
inline std::size_t index_below(std::uint32_t first, std::uint32_t second, std::uint64_t count) {
    return (first * count + (second * count >> 32U)) >> 32U;
}

struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t size() const { return end - begin; }
};

/// Ties from ego to each of `others`, all after ego, with one probability.
void tie_to_some(Person ego, Range others, double probability, DrawStream& luck,
                 std::vector<Pair>& pairs);

/// The first `count` pairs pair(0), pair(1), ... in ascending order; repeats stay.
template <class PairAt>
std::vector<Pair> sorted_pairs(std::size_t count, std::size_t people, const Workers& workers,
                               PairAt&& pair_at) {
    const std::size_t buckets = bucket_count(people);
    const std::size_t width = (people + buckets - 1) / buckets;
    Buckets<Pair> sorted = into_buckets<Pair>(
        count, buckets, pair_at, [&](std::size_t n) { return pair_at(n).low / width; }, workers);
    workers.for_tasks(buckets, [&](std::size_t b) {
        const auto at = [&](std::size_t n) {
            return sorted.items.begin() + static_cast<std::ptrdiff_t>(n);
        };
        std::sort(at(sorted.begins[b]), at(sorted.begins[b + 1]));
    });
    return std::move(sorted.items);
}

/// Calls body(begin, end, pairs) for each block of people; it appends the ties of these people to
/// larger ones, ascending. Gives the blocks' ties one after another.
template <class Body>
std::vector<Pair> pairs_by_blocks(std::size_t people, const Workers& workers, Body&& body) {
    constexpr std::size_t block = Workers::people_per_block;
    std::vector<std::vector<Pair>> parts((people + block - 1) / block);
    workers.for_blocks(people, [&](std::size_t begin, std::size_t end) {
        body(begin, end, parts[begin / block]);
    });
    std::vector<std::size_t> begins;
    std::size_t count = 0;
    for (const std::vector<Pair>& part : parts) {
        begins.push_back(count);
        count += part.size();
    }
    std::vector<Pair> pairs(count);
    workers.for_tasks(parts.size(), [&](std::size_t p) {
        std::copy(parts[p].begin(), parts[p].end(),
                  pairs.begin() + static_cast<std::ptrdiff_t>(begins[p]));
        std::vector<Pair>().swap(parts[p]);
    });
    return pairs;
}

}  // namespace colead
