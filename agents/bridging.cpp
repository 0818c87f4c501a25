#include "agents/bridging.hpp"

#include "agents/world.hpp"

namespace colead {

bool seeks_bridge(const World& world, Person ego, std::uint32_t word) {
    return uniform(word) < static_cast<float>(world.frame->parameters.ties.rate_bridging) *
                               world.people.capacity[bridging][ego];
}

bool bridge(const World& world, Person ego, const DrawBlock& first,
            std::vector<Proposal>& proposals) {
    const TieParameters& p = world.frame->parameters.ties;
    const Population& people = world.people;
    if (!seeks_bridge(world, ego, first[0])) {
        return false;
    }
    DrawStream luck = stream(world, Purpose::bridging, ego, first);
    luck.word();  // the one that decided that ego bridges
    const std::uint32_t home = people.community[ego];
    const auto communities = static_cast<std::uint32_t>(world.frame->communities.count());
    const bool leaves = luck.uniform() < static_cast<float>(p.afar) && communities > 1;
    std::uint32_t community = home;
    if (leaves) {
        community = luck.below(communities - 1);
        community = community >= home ? community + 1 : community;
    }
    const auto residents = world.frame->communities.members(community);
    if (residents.empty()) {
        return false;
    }
    // A few tries find someone across where there is anyone to speak of.
    constexpr int tries = 8;
    for (int n = 0; n < tries; ++n) {
        const Person other = residents[luck.below(static_cast<std::uint32_t>(residents.size()))];
        if (other == ego || !(leaves || people.across(ego, other))) {
            continue;
        }
        if (world.ties.tied(ego, other)) {
            return false;
        }
        proposals.push_back({pair_of(ego, other), bridging_acceptance(world, ego, other),
                             static_cast<float>(p.tau0_bridge), made_by(bridging)});
        return true;
    }
    return false;
}

}  // namespace colead
