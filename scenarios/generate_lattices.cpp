// Networks without chance: everyone tied to everyone, and everyone to the nearest on a ring.
#include "scenarios/generators.hpp"
#include "sim/error.hpp"

namespace colead {

std::vector<Pair> complete_ties(const Generation& g) {
    constexpr std::size_t most = 20'000;
    const std::size_t people = g.people();
    if (people > most) {
        throw InputError("network.people = " + std::to_string(people) +
                         " is too many for network.generator = \"complete\": at most " +
                         std::to_string(most));
    }
    return pairs_by_blocks(
        people, g.workers, [&](std::size_t begin, std::size_t end, std::vector<Pair>& pairs) {
            for (std::size_t i = begin; i < end; ++i) {
                for (std::size_t j = i + 1; j < people; ++j) {
                    pairs.push_back({static_cast<Person>(i), static_cast<Person>(j)});
                }
            }
        });
}

// Each person is tied to the degree/2 next on either side.
std::vector<Pair> ring_ties(const Generation& g) {
    const std::size_t people = g.people();
    const std::size_t reach =
        std::min(static_cast<std::size_t>(g.parameters.degree / 2.0), people / 2);
    return pairs_by_blocks(
        people, g.workers, [&](std::size_t begin, std::size_t end, std::vector<Pair>& pairs) {
            for (std::size_t i = begin; i < end; ++i) {
                const std::size_t last = std::min(people - 1, i + reach);
                for (std::size_t j = i + 1; j <= last; ++j) {
                    pairs.push_back({static_cast<Person>(i), static_cast<Person>(j)});
                }
                // Those whom one reaches the other way round.
                for (std::size_t j = std::max(last + 1, i + people - reach); j < people; ++j) {
                    pairs.push_back({static_cast<Person>(i), static_cast<Person>(j)});
                }
            }
        });
}

}  // namespace colead
