// Small worlds (Watts & Strogatz 1998). On a ring everyone is tied to the degree/2 next on either side.
// Lap by lap - first the ties to the next, then to the one after, ... - and from person to person, each
// tie is moved with probability `rewiring`: its far end goes to somebody chosen uniformly from the
// whole ring, but not to oneself nor to whom one is tied to already. As in the paper, each choice sees
// the ties as they are then; so choices are made in that order, by one thread, and only their draws,
// keyed by ego and lap, in parallel. Who is tied to everybody keeps the tie (the paper is silent).
#include "scenarios/generators.hpp"

namespace colead {

namespace {

// The ties by whose end they started from: `reach` for each person.
class Ring {
public:
    Ring(const Generation& g, std::size_t reach)
        : g_(g), people_(g.people()), reach_(reach), far_(people_ * reach) {
        g.workers.for_blocks(people_, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                for (std::size_t lap = 0; lap < reach_; ++lap) {
                    far_[i * reach_ + lap] = static_cast<Person>((i + lap + 1) % people_);
                }
            }
        });
    }

    void rewire_lap(std::size_t lap) {
        first_choice_.resize(people_);
        const auto rewiring = static_cast<float>(g_.parameters.rewiring);
        g_.workers.for_blocks(people_, [&](std::size_t begin, std::size_t end) {
            for (std::size_t i = begin; i < end; ++i) {
                const DrawBlock words = network_draw(g_.draws, NetworkDraw::rewired_tie, i, lap);
                first_choice_[i] = uniform(words[0]) < rewiring ? anybody(words) : nobody;
            }
        });
        for (std::size_t i = 0; i < people_; ++i) {
            if (first_choice_[i] != nobody) {
                far_[i * reach_ + lap] = new_end(static_cast<Person>(i), lap);
            }
        }
    }

    std::vector<Pair> pairs() const {
        return sorted_pairs(far_.size(), people_, g_.workers, [&](std::size_t n) {
            return pair_of(static_cast<Person>(n / reach_), far_[n]);
        });
    }

private:
    Person anybody(const DrawBlock& words) const {
        return static_cast<Person>(index_below(words[1], words[2], people_));
    }

    bool started(Person from, Person to) const {
        const Person* row = far_.data() + from * reach_;
        return std::find(row, row + reach_, to) != row + reach_;
    }
    bool free(Person ego, Person other) const {
        return other != ego && !started(ego, other) && !started(other, ego);
    }

    Person new_end(Person ego, std::size_t lap) const {
        constexpr std::size_t tries = 32;
        Person chosen = first_choice_[ego];
        for (std::size_t n = 1; n < tries && !free(ego, chosen); ++n) {
            chosen =
                anybody(network_draw(g_.draws, NetworkDraw::rewired_tie, ego, lap + n * reach_));
        }
        return free(ego, chosen) ? chosen : one_of_the_free(ego, lap);
    }

    // The same law, for one who is tied to nearly everybody.
    Person one_of_the_free(Person ego, std::size_t lap) const {
        std::vector<Person> candidates;
        for (std::size_t j = 0; j < people_; ++j) {
            if (free(ego, static_cast<Person>(j))) {
                candidates.push_back(static_cast<Person>(j));
            }
        }
        const DrawBlock words = network_draw(g_.draws, NetworkDraw::free_alter, ego, lap);
        return candidates.empty() ? far_[ego * reach_ + lap]
                                  : candidates[index_below(words[1], words[2], candidates.size())];
    }

    const Generation& g_;
    std::size_t people_;
    std::size_t reach_;
    std::vector<Person> far_;
    std::vector<Person> first_choice_;
};

}  // namespace

std::vector<Pair> small_world_ties(const Generation& g) {
    // A tie to the opposite on a small ring would count for both.
    const std::size_t reach =
        std::min(static_cast<std::size_t>(g.parameters.degree / 2.0), (g.people() - 1) / 2);
    if (reach == 0) {
        return {};
    }
    Ring ring(g, reach);
    for (std::size_t lap = 0; lap < reach; ++lap) {
        ring.rewire_lap(lap);
    }
    return ring.pairs();
}

}  // namespace colead
