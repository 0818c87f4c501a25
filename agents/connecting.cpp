#include "agents/connecting.hpp"

#include "agents/world.hpp"

namespace colead {

namespace {

// Someone else of ego's circle, uniformly; nobody when ego is alone in it.
Person someone_of(std::span<const Person> circle, Person ego, std::uint32_t word) {
    if (circle.size() < 2) {
        return nobody;
    }
    const Person other = circle[below(word, static_cast<std::uint32_t>(circle.size() - 1))];
    return other == ego ? circle.back() : other;
}

Person colleague(const World& world, Person ego, bool of_team, std::uint32_t word) {
    const Frame& frame = *world.frame;
    const std::uint32_t team = world.people.team[ego];
    const std::uint32_t organization = world.people.face[ego].organization;
    if (of_team && team != unaffiliated) {
        return someone_of(frame.teams.members(team), ego, word);
    }
    if (organization != unaffiliated) {
        return someone_of(frame.organizations.members(organization), ego, word);
    }
    return someone_of(frame.communities.members(world.people.community[ego]), ego, word);
}

Person friend_of_friend(const World& world, Person ego, std::uint32_t first, std::uint32_t second) {
    const auto friends = world.ties.alters(ego);
    if (friends.empty()) {
        return nobody;
    }
    const Person between = friends[below(first, static_cast<std::uint32_t>(friends.size()))];
    const auto theirs = world.ties.alters(between);
    return theirs[below(second, static_cast<std::uint32_t>(theirs.size()))];
}

}  // namespace

bool connect(const World& world, Person ego, std::vector<Proposal>& proposals) {
    const TieParameters& p = world.frame->parameters.ties;
    const DrawBlock luck = draw(world.draws, world.month, Purpose::connecting, ego);
    const float rate =
        static_cast<float>(p.rate_connecting) * world.people.capacity[connecting][ego];
    if (uniform(luck[0]) >= rate) {
        return false;
    }
    // One word serves two independent choices: below `closure` or, rescaled above it, team or not.
    const float choice = uniform(luck[1]);
    const auto closure = static_cast<float>(p.closure);
    const bool of_team = choice < closure + (1.0F - closure) * static_cast<float>(p.team);
    Person other = choice < closure ? friend_of_friend(world, ego, luck[2], luck[3]) : nobody;
    if (other == nobody) {
        other = colleague(world, ego, of_team, luck[2]);
    }
    if (other == nobody || other == ego || world.ties.tied(ego, other)) {
        return false;
    }
    proposals.push_back({pair_of(ego, other), connecting_acceptance(world, ego, other),
                         static_cast<float>(p.tau0), 1U << connecting});
    return true;
}

}  // namespace colead
