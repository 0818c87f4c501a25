// Ties drawn pair by pair: random graphs G(N, p) (Erdos & Renyi 1959; Gilbert 1959) and stochastic
// blocks (Holland, Laskey & Leinhardt 1983). Each pair is tied independently of all others.
#include <cmath>

#include "scenarios/generators.hpp"

namespace colead {

// By geometric skips (Batagelj & Brandes 2005).
void tie_to_some(Person ego, Range others, double probability, DrawStream& luck,
                 std::vector<Pair>& pairs) {
    if (probability <= 0.0 || others.begin >= others.end) {
        return;
    }
    const double per_skip = probability < 1.0 ? 1.0 / natural_log(1.0 - probability) : 0.0;
    auto at = static_cast<double>(others.begin) - 1.0;
    for (;;) {
        at += 1.0 + std::floor(natural_log(open_uniform(luck.word())) * per_skip);
        if (at >= static_cast<double>(others.end)) {
            return;
        }
        pairs.push_back({ego, static_cast<Person>(at)});
    }
}

// p = degree / (N - 1).
std::vector<Pair> random_ties(const Generation& g) {
    const std::size_t people = g.people();
    const double density = std::min(1.0, g.parameters.degree / static_cast<double>(people - 1));
    return pairs_by_blocks(
        people, g.workers, [&](std::size_t begin, std::size_t end, std::vector<Pair>& pairs) {
            for (std::size_t i = begin; i < end; ++i) {
                DrawStream luck = network_stream(g.draws, NetworkDraw::ties_of_person, i);
                tie_to_some(static_cast<Person>(i), {i + 1, people}, density, luck, pairs);
            }
        });
}

// Probability `within` for two of one culture, `between` for two of different ones. Cultures are equal
// runs of people.
std::vector<Pair> block_ties(const Generation& g) {
    const std::size_t people = g.people();
    const auto blocks = static_cast<std::size_t>(g.parameters.cultures);
    return pairs_by_blocks(
        people, g.workers, [&](std::size_t begin, std::size_t end, std::vector<Pair>& pairs) {
            for (std::size_t i = begin; i < end; ++i) {
                // The first of the next block: the smallest j with j blocks / people > culture.
                const std::size_t next = (g.network.culture[i] + 1) * people;
                const Range own{i + 1, (next + blocks - 1) / blocks};
                DrawStream luck = network_stream(g.draws, NetworkDraw::ties_of_person, i);
                tie_to_some(static_cast<Person>(i), own, g.parameters.within, luck, pairs);
                tie_to_some(static_cast<Person>(i), {own.end, people}, g.parameters.between, luck,
                            pairs);
            }
        });
}

}  // namespace colead
