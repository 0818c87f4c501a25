// The configuration model (Molloy & Reed 1995; Newman, Strogatz & Watts 2001): everyone has as many
// stubs as ties, and stubs are joined two by two at random. Self-ties and repeats are then swapped away
// with random other ties, so that every degree is exact. Where that finds no way, as among few people
// with many ties, the network is built by Havel & Hakimi and mixed by ten swaps a tie (Viger & Latapy
// 2005). `network.swaps` mixes further.
#include <numeric>

#include "scenarios/degree_sequence.hpp"
#include "scenarios/swaps.hpp"

namespace colead {

namespace {

// Every stub, named by its owner, in uniformly random order: thrown into buckets, then shuffled in
// each (Sanders 1998).
std::vector<Person> shuffled_stubs(const Generation& g, std::span<const std::uint32_t> degrees) {
    std::vector<std::size_t> begins(degrees.size());
    std::exclusive_scan(degrees.begin(), degrees.end(), begins.begin(), std::size_t{0});
    const std::size_t count = begins.back() + degrees.back();
    std::vector<Person> stubs(count);
    g.workers.for_blocks(degrees.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            std::fill_n(stubs.begin() + static_cast<std::ptrdiff_t>(begins[i]), degrees[i],
                        static_cast<Person>(i));
        }
    });
    const std::size_t buckets = bucket_count(degrees.size());
    Buckets<Person> thrown = into_buckets<Person>(
        count, buckets, [&](std::size_t n) { return stubs[n]; },
        [&](std::size_t n) {
            const DrawBlock words =
                network_draw(g.draws, NetworkDraw::bucket_of_stub, n & 0xffffffffU, n >> 32U);
            return below(words[0], static_cast<std::uint32_t>(buckets));
        },
        g.workers);
    g.workers.for_tasks(buckets, [&](std::size_t b) {
        DrawStream luck = network_stream(g.draws, NetworkDraw::order_of_stubs, b);
        Person* bucket = thrown.items.data() + thrown.begins[b];
        for (std::size_t left = thrown.begins[b + 1] - thrown.begins[b]; left > 1; --left) {
            std::swap(bucket[left - 1], bucket[luck.below(static_cast<std::uint32_t>(left))]);
        }
    });
    return std::move(thrown.items);
}

// Swaps each self-tie and repeat with ties drawn at random until it is none; false when one stays.
bool repair(SwappableTies& ties, const std::vector<std::size_t>& faulty, const Draws& draws) {
    constexpr std::size_t attempts = 1000;
    for (const std::size_t tie : faulty) {
        DrawStream luck = network_stream(draws, NetworkDraw::repair, tie);
        for (std::size_t n = 0; n < attempts && !ties.is_proper(tie); ++n) {
            const std::uint32_t first = luck.word();
            const std::uint32_t second = luck.word();
            const std::size_t other = index_below(first, second, ties.size());
            ties.swap(tie, other, (luck.word() & 1U) != 0);
        }
        if (!ties.is_proper(tie)) {
            return false;
        }
    }
    return true;
}

// Who wants most ties is tied to those who want most after them, until nobody wants any.
std::vector<Pair> havel_hakimi(std::span<const std::uint32_t> degrees) {
    std::vector<std::pair<std::uint32_t, Person>> wanting;
    for (std::size_t i = 0; i < degrees.size(); ++i) {
        wanting.emplace_back(degrees[i], static_cast<Person>(i));
    }
    std::vector<Pair> pairs;
    std::make_heap(wanting.begin(), wanting.end());
    const auto take_largest = [&] {
        std::pop_heap(wanting.begin(), wanting.end());
        const auto largest = wanting.back();
        wanting.pop_back();
        return largest;
    };
    while (!wanting.empty()) {
        const auto [degree, ego] = take_largest();
        std::vector<std::pair<std::uint32_t, Person>> tied;
        for (std::uint32_t n = 0; n < degree; ++n) {
            tied.push_back(take_largest());
            pairs.push_back(pair_of(ego, tied.back().second));
        }
        for (const auto& [left, alter] : tied) {
            wanting.emplace_back(left - 1, alter);
            std::push_heap(wanting.begin(), wanting.end());
        }
    }
    return pairs;
}

std::vector<Pair> joined(const Generation& g, std::span<const std::uint32_t> degrees) {
    const std::vector<Person> stubs = shuffled_stubs(g, degrees);
    return sorted_pairs(stubs.size() / 2, g.people(), g.workers,
                        [&](std::size_t n) { return pair_of(stubs[2 * n], stubs[2 * n + 1]); });
}

}  // namespace

std::vector<Pair> configuration_ties(const Generation& g) {
    const std::vector<std::uint32_t> drawn =
        g.degrees.empty() ? draw_degrees(g.parameters, g.draws, g.workers)
                          : std::vector<std::uint32_t>(g.degrees.begin(), g.degrees.end());
    std::vector<Pair> pairs = joined(g, drawn);
    std::vector<std::size_t> faulty;
    for (std::size_t n = 0; n < pairs.size(); ++n) {
        if (pairs[n].low == pairs[n].high || (n > 0 && pairs[n] == pairs[n - 1])) {
            faulty.push_back(n);
        }
    }
    if (faulty.empty()) {
        return pairs;
    }
    SwappableTies ties(g.people(), std::move(pairs));
    if (!repair(ties, faulty, g.draws)) {
        ties = SwappableTies(g.people(), havel_hakimi(drawn));
        ties.swap_at_random(g.draws, NetworkDraw::mixing, 10 * ties.size());
    }
    const std::vector<Pair> proper = ties.take();
    return sorted_pairs(proper.size(), g.people(), g.workers,
                        [&](std::size_t n) { return proper[n]; });
}

}  // namespace colead
