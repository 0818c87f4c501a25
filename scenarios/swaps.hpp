// Double-edge swaps: ties {a, b} and {c, d} become {a, d} and {c, b}, which leaves everyone's degree as
// it is (Maslov & Sneppen 2002; as a Markov chain over networks of given degrees: Fosdick, Larremore,
// Nishimura & Ugander 2018).
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/generators.hpp"

namespace colead {

/// Ties that are edited by swaps alone. They may begin with self-ties and repeats.
class SwappableTies {
public:
    SwappableTies(std::size_t people, std::vector<Pair> ties);

    std::size_t size() const { return ties_.size(); }
    bool is_proper(std::size_t tie) const;  // neither a self-tie nor a repeat

    /// Swaps two ties; `crossed` turns the second one round. Does nothing and says false when a
    /// self-tie or a repeat would come of it.
    bool swap(std::size_t first, std::size_t second, bool crossed);

    /// Attempts `attempts` swaps of random ties, keyed by the number of the attempt.
    void swap_at_random(const Draws& draws, NetworkDraw what, std::uint64_t attempts);

    std::vector<Pair> take() { return std::move(ties_); }

private:
    std::size_t times_tied(Person ego, Person alter) const;
    void replace(Person ego, Person alter, Person by);

    std::vector<Pair> ties_;
    std::vector<std::size_t> begins_;  // of each person's alters; rows keep their length
    std::vector<Person> alters_;       // unsorted
};

/// `pairs` after `network.swaps` attempted swaps per tie; ascending, as they must be given.
std::vector<Pair> swapped(std::vector<Pair> pairs, const Generation& g);

}  // namespace colead
