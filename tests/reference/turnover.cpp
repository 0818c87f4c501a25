// 7.14 Turnover.
#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// "in the team (else the organization, else the community)".
std::vector<Id> nearest_circle(const Twin& twin, Id i) {
    for (const std::vector<Id>& circle :
         {twin.members_of_team(twin.people[i].team),
          twin.members_of_organization(twin.people[i].organization)}) {
        if (circle.size() > 1) {
            return circle;
        }
    }
    return twin.residents(twin.people[i].community);
}

// "one to three ties".
void settle_in(Twin& twin, Id i) {
    const std::vector<Id> circle = nearest_circle(twin, i);
    if (circle.size() < 2) {
        return;
    }
    const float tau0 = single(twin.parameters.ties.tau0);
    Stream luck(twin.luck, for_newcomer_ties, i);
    const std::uint32_t wanted = 1 + below(luck.word(), 3);
    for (std::uint32_t n = 0; n < wanted; ++n) {
        const Id drawn = circle[below(luck.word(), circle.size() - 1)];
        const Id j = drawn == i ? circle.back() : drawn;
        twin.people[i].tau[j] = tau0;
        twin.people[j].tau[i] = tau0;
    }
}

}  // namespace

void turn_over(Twin& twin) {
    std::vector<Id> leavers;
    for (Id i = 0; i < twin.people.size(); ++i) {
        if (uniform(words_of(twin.luck, for_turnover, i)[0]) <
            single(twin.parameters.turnover.hazard)) {
            leavers.push_back(i);
        }
    }
    for (const Id i : leavers) {
        for (const auto& [j, tau] : twin.people[i].tau) {
            twin.people[j].tau.erase(i);
        }
        twin.people[i].tau.clear();
        draw_person(twin, i);
    }
    for (const Id i : leavers) {
        settle_in(twin, i);
    }
}

}  // namespace colead::reference
