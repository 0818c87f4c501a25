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

// Someone of the team or the organization; whoever is alone there looks one circle further.
Person colleague(const World& world, Person ego, bool of_team, std::uint32_t word) {
    const Frame& frame = *world.frame;
    const std::uint32_t team = world.people.team[ego];
    const std::uint32_t organization = world.people.face[ego].organization;
    Person other = nobody;
    if (of_team && team != unaffiliated) {
        other = someone_of(frame.teams.members(team), ego, word);
    }
    if (other == nobody && organization != unaffiliated) {
        other = someone_of(frame.organizations.members(organization), ego, word);
    }
    return other != nobody
               ? other
               : someone_of(frame.communities.members(world.people.community[ego]), ego, word);
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

bool propose(const World& world, Person ego, const DrawBlock& luck,
             std::vector<Proposal>& proposals) {
    const TieParameters& p = world.frame->parameters.ties;
    Person other = nobody;
    if (uniform(luck[1]) < static_cast<float>(p.closure)) {
        other = friend_of_friend(world, ego, luck[2], luck[3]);
    }
    if (other == nobody) {
        other = colleague(world, ego, uniform(luck[2]) < static_cast<float>(p.team), luck[3]);
    }
    if (other == nobody || other == ego || world.ties.tied(ego, other)) {
        return false;
    }
    proposals.push_back({pair_of(ego, other), connecting_acceptance(world, ego, other),
                         static_cast<float>(p.tau0), made_by(connecting)});
    return true;
}

}  // namespace

std::uint32_t connections_sought(const World& world, Person ego, std::uint32_t word) {
    const float rate = static_cast<float>(world.frame->parameters.ties.rate_connecting) *
                       world.people.capacity[connecting][ego];
    const auto whole = static_cast<std::uint32_t>(rate);
    return whole + (uniform(word) < rate - static_cast<float>(whole) ? 1U : 0U);
}

bool connect(const World& world, Person ego, DrawBlock luck, std::vector<Proposal>& proposals) {
    const std::uint32_t count = connections_sought(world, ego, luck[0]);
    bool proposed = false;
    for (std::uint32_t n = 0; n < count; ++n) {
        if (n > 0) {
            luck = draw(world, Purpose::connecting, ego, n);
        }
        proposed = propose(world, ego, luck, proposals) || proposed;
    }
    return proposed;
}

}  // namespace colead
