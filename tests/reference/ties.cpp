// 7.10 Letting go, 7.11 Connecting, 7.12 Bridging, 7.13 Which ties form.
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

using Pairs = std::set<std::pair<Id, Id>>;

std::pair<Id, Id> pair_of(Id i, Id j) { return {std::min(i, j), std::max(i, j)}; }

// 7.10 "how many ties a word skips": the largest k with u < (1 - hazard)^k.
std::size_t skip(double u, double hazard, std::size_t most) {
    std::size_t k = 0;
    for (double survival = 1.0 - hazard; k < most && u < survival; survival *= 1.0 - hazard) {
        ++k;
    }
    return k;
}

// 7.10 Letting go.
void let_go(const Twin& twin, Id i, Pairs& removals) {
    const TieParameters& p = twin.parameters.ties;
    const std::vector<std::pair<Id, float>> row(twin.people[i].tau.begin(),
                                                twin.people[i].tau.end());
    const float tau_min = single(p.tau_min);
    for (const auto& [j, tau] : row) {
        if (tau < tau_min) {
            removals.insert(pair_of(i, j));
        }
    }
    Stream luck(twin.luck, for_letting_go, i);
    for (std::size_t n = 0; n < row.size(); ++n) {
        n += skip(open_uniform(luck.word()), p.hazard, row.size());
        if (n >= row.size()) {
            break;
        }
        if (uniform(luck.word()) < 1.0F - row[n].second) {
            removals.insert(pair_of(i, row[n].first));
        }
    }
}

// 7.11 "someone else of a circle": ego's place is taken by the last one's.
Id someone_of(const std::vector<Id>& circle, Id i, std::uint32_t word) {
    if (circle.size() < 2) {
        return no_one;
    }
    const Id j = circle[below(word, circle.size() - 1)];
    return j == i ? circle.back() : j;
}

// 7.11 "someone of the team or organization", else of the community.
Id colleague(const Twin& twin, Id i, bool of_team, std::uint32_t word) {
    const PersonState& ego = twin.people[i];
    Id j = no_one;
    if (of_team) {
        j = someone_of(twin.members_of_team(ego.team), i, word);
    }
    if (j == no_one) {
        j = someone_of(twin.members_of_organization(ego.organization), i, word);
    }
    return j != no_one ? j : someone_of(twin.residents(ego.community), i, word);
}

Id alter_at(const Twin& twin, Id i, std::uint32_t word) {
    auto alter = twin.people[i].tau.begin();
    std::advance(alter, below(word, twin.people[i].tau.size()));
    return alter->first;
}

// 7.11 Connecting.
void connect(Twin& twin, Id i, Proposals& proposals) {
    const TieParameters& p = twin.parameters.ties;
    const float rate = single(p.rate_connecting) * twin.people[i].q[connecting];
    const auto whole = static_cast<std::uint32_t>(rate);
    const bool one_more =
        uniform(words_of(twin.luck, for_connecting, i)[0]) < rate - static_cast<float>(whole);
    for (std::uint32_t n = 0; n < whole + (one_more ? 1U : 0U); ++n) {
        const Words luck = words_of(twin.luck, for_connecting, i, n);
        Id j = no_one;
        if (uniform(luck[1]) < single(p.closure) && !twin.people[i].tau.empty()) {
            j = alter_at(twin, alter_at(twin, i, luck[2]), luck[3]);
        } else {
            j = colleague(twin, i, uniform(luck[2]) < single(p.team), luck[3]);
        }
        if (j != no_one && j != i && !twin.tied(i, j)) {
            propose_connection(twin, i, j, proposals);
        }
    }
}

// 7.12 Bridging.
void bridge(Twin& twin, Id i, Proposals& proposals) {
    const TieParameters& p = twin.parameters.ties;
    Stream luck(twin.luck, for_bridging, i);
    if (uniform(luck.word()) >= single(p.rate_bridging) * twin.people[i].q[bridging]) {
        return;
    }
    const bool afar = uniform(luck.word()) < single(p.afar) && twin.communities.size() > 1;
    std::uint32_t community = twin.people[i].community;
    if (afar) {
        const std::uint32_t other = below(luck.word(), twin.communities.size() - 1);
        community = other < community ? other : other + 1;
    }
    const std::vector<Id> residents = twin.residents(community);
    for (int tries = 0; tries < 8 && !residents.empty(); ++tries) {
        const Id j = residents[below(luck.word(), residents.size())];
        if (j == i || !(afar || twin.across(i, j))) {
            continue;
        }
        if (!twin.tied(i, j)) {
            propose_bridge(twin, i, j, proposals);
        }
        return;
    }
}

void practise(PersonState& person, const std::set<int>& kinds) {
    person.practised.insert(kinds.begin(), kinds.end());
}

}  // namespace

// 7.13 "connecting".
void propose_connection(Twin& twin, Id i, Id j, Proposals& proposals) {
    const float chi = single(twin.parameters.ties.chi);
    const bool cultures_differ = twin.people[i].culture != twin.people[j].culture;
    const float welcome = cultures_differ ? 1.0F - chi * (1.0F - twin.people[j].omega) : 1.0F;
    const ProposalMade made = {overlap(twin.people[i].x, twin.people[j].x) * welcome,
                               single(twin.parameters.ties.tau0),
                               {connecting, made_connection}};
    practise(twin.people[i], made.kinds);
    proposals[pair_of(i, j)].push_back(made);
}

// 7.13 "bridging".
void propose_bridge(Twin& twin, Id i, Id j, Proposals& proposals) {
    const ProposalMade made = {overlap(twin.people[i].x, twin.people[j].x) *
                                   (0.3F + 0.7F * twin.people[j].omega) *
                                   (0.4F + 0.6F * twin.people[i].q[bridging]),
                               single(twin.parameters.ties.tau0_bridge),
                               {bridging, made_bridge}};
    practise(twin.people[i], made.kinds);
    proposals[pair_of(i, j)].push_back(made);
}

// 7.13 "A pair has one draw".
void settle(Twin& twin, const Proposals& proposals, std::size_t word) {
    for (const auto& [pair, made] : proposals) {
        const auto& [low, high] = pair;
        float acceptance = 0.0F;
        float trust = 0.0F;
        std::set<int> kinds;
        for (const ProposalMade& proposal : made) {
            acceptance = std::max(acceptance, proposal.acceptance);
            trust = std::max(trust, proposal.trust);
            kinds.insert(proposal.kinds.begin(), proposal.kinds.end());
        }
        if (uniform(words_of(twin.luck, for_tie_forms, low, high)[word]) < acceptance) {
            twin.people[low].tau[high] = trust;
            twin.people[high].tau[low] = trust;
            practise(twin.people[low], kinds);
            practise(twin.people[high], kinds);
        }
    }
}

void change_ties(Twin& twin) {
    Pairs removals;
    Proposals proposals;
    for (Id i = 0; i < twin.people.size(); ++i) {
        let_go(twin, i, removals);
        connect(twin, i, proposals);
        bridge(twin, i, proposals);
    }
    for (const auto& [low, high] : removals) {
        twin.people[low].tau.erase(high);
        twin.people[high].tau.erase(low);
    }
    settle(twin, proposals, 0);
}

}  // namespace colead::reference
