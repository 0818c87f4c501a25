#include "agents/connecting.hpp"

#include <algorithm>
#include <array>

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

}  // namespace

// Finds each seeker somebody, or nobody.
void Seekers::look_around(std::array<Person, at_once>& others) const {
    const World& world = world_;
    const TieParameters& p = world.frame->parameters.ties;
    const auto closure = static_cast<float>(p.closure);
    const auto of_team = static_cast<float>(p.team);
    // Who closes a triangle, and who turns to a colleague, found without a branch.
    Places closing;
    Places turning;
    std::array<Person, at_once> between;
    std::size_t close = 0;
    std::size_t turn = 0;
    for (std::size_t s = 0; s < count_; ++s) {
        const auto& [ego, luck] = seekers_[s];
        const auto friends = world.ties.alters(ego);
        const bool closes = uniform(luck[1]) < closure && !friends.empty();
        closing[close] = turning[turn] = static_cast<std::uint32_t>(s);
        // A row without ties has cells all the same.
        const Person one =
            friends.data()[below(luck[2], static_cast<std::uint32_t>(friends.size()))];
        between[close] = one;
        world.ties.ask_for_row(one);
        close += closes ? 1U : 0U;
        turn += closes ? 0U : 1U;
    }
    std::array<const Person*, at_once> found;
    for (std::size_t n = 0; n < close; ++n) {
        const auto theirs = world.ties.alters(between[n]);
        found[n] = theirs.data() +
                   below(seekers_[closing[n]].luck[3], static_cast<std::uint32_t>(theirs.size()));
        ask_for(found[n]);
    }
    for (std::size_t n = 0; n < turn; ++n) {
        const auto& [ego, luck] = seekers_[turning[n]];
        others[turning[n]] = colleague(world, ego, uniform(luck[2]) < of_team, luck[3]);
    }
    for (std::size_t n = 0; n < close; ++n) {
        others[closing[n]] = *found[n];
    }
}

void Seekers::propose() {
    Population& people = world_.people;
    std::array<Person, at_once> others;
    look_around(others);
    Places open;
    std::size_t count = 0;
    for (std::size_t s = 0; s < count_; ++s) {
        const Person ego = seekers_[s].ego;
        const Person other = others[s];
        if (other == nobody) {
            continue;
        }
        ask_for(&people.face[other]);
        ask_for(people.concern_of(other));
        ask_for(&people.openness[other]);
        open[count] = static_cast<std::uint32_t>(s);
        count += other != ego && !world_.ties.tied(ego, other) ? 1U : 0U;
    }
    const auto trust = static_cast<float>(world_.frame->parameters.ties.tau0);
    for (std::size_t n = 0; n < count; ++n) {
        const Person ego = seekers_[open[n]].ego;
        const Person other = others[open[n]];
        proposals_.push_back({pair_of(ego, other), connecting_acceptance(world_, ego, other), trust,
                              made_by(connecting)});
        people.practised[ego] |= made_by(connecting);
    }
    count_ = 0;
}

std::uint32_t connections_sought(const World& world, Person ego, std::uint32_t word) {
    const float rate = static_cast<float>(world.frame->parameters.ties.rate_connecting) *
                       world.people.capacity[connecting][ego];
    // Of a number that is none, which the month's end tells, no whole part can be taken.
    const auto whole = static_cast<std::uint32_t>(rate > 0.0F ? rate : 0.0F);
    return whole + (uniform(word) < rate - static_cast<float>(whole) ? 1U : 0U);
}

void Seekers::add(Person ego, const DrawBlock& luck) {
    const std::uint32_t sought = connections_sought(world_, ego, luck[0]);
    for (std::uint32_t n = 0; n < sought; ++n) {
        if (count_ == at_once) {
            propose();
        }
        seekers_[count_++] = {ego, n == 0 ? luck : draw(world_, Purpose::connecting, ego, n)};
    }
}

}  // namespace colead
