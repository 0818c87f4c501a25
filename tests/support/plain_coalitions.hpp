// Coalitions found in the plainest way, a breadth-first search from each person: what
// form_coalitions is held against.
#pragma once

#include <vector>

#include "agents/world.hpp"

namespace colead::test {

/// Everyone's coalition: its smallest member, or nobody for those who do not act.
inline std::vector<Person> plain_coalitions(const World& world) {
    const Population& people = world.people;
    const auto least = static_cast<float>(world.frame->parameters.coalitions.trust);
    const auto trust_in = [&](Person ego, Person alter) {
        const auto alters = world.ties.alters(ego);
        for (std::size_t t = 0; t < alters.size(); ++t) {
            if (alters[t] == alter) {
                return world.ties.trust(ego)[t];
            }
        }
        return 0.0F;
    };
    std::vector<Person> label(people.size(), nobody);
    for (std::size_t n = 0; n < people.size(); ++n) {
        const auto first = static_cast<Person>(n);
        if (!people.acting(first) || label[first] != nobody) {
            continue;
        }
        std::vector<Person> found = {first};
        label[first] = first;
        for (std::size_t at = 0; at < found.size(); ++at) {
            const Person i = found[at];
            for (const Person j : world.ties.alters(i)) {
                if (label[j] == nobody && people.face[j].acting == people.face[i].acting &&
                    people.community[j] == people.community[i] &&
                    (trust_in(i, j) >= least || trust_in(j, i) >= least)) {
                    label[j] = first;
                    found.push_back(j);
                }
            }
        }
    }
    return label;
}

}  // namespace colead::test
