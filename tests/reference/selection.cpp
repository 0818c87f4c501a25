// 7.1 Selection and scope.
#include "reference/selection.hpp"

#include <algorithm>

namespace colead::reference {

namespace {

// "betweenness": from one source all shortest paths, then each person's part in them (Brandes 2001).
void add_dependencies(const std::vector<std::vector<Id>>& alters, Id source,
                      std::vector<double>& score) {
    std::vector<double> paths(alters.size(), 0.0);
    std::vector<double> dependency(alters.size(), 0.0);
    std::vector<int> distance(alters.size(), -1);
    std::vector<Id> reached = {source};
    paths[source] = 1.0;
    distance[source] = 0;
    for (std::size_t n = 0; n < reached.size(); ++n) {
        const Id i = reached[n];
        for (const Id j : alters[i]) {
            if (distance[j] < 0) {
                distance[j] = distance[i] + 1;
                reached.push_back(j);
            }
            if (distance[j] == distance[i] + 1) {
                paths[j] += paths[i];
            }
        }
    }
    std::reverse(reached.begin(), reached.end());
    for (const Id j : reached) {
        for (const Id i : alters[j]) {
            if (distance[i] == distance[j] - 1) {
                dependency[i] += paths[i] / paths[j] * (1.0 + dependency[j]);
            }
        }
        score[j] += j == source ? 0.0 : dependency[j];
    }
}

std::vector<double> betweenness(const Twin& twin, std::size_t sources, std::uint32_t place) {
    const std::size_t people = twin.people.size();
    std::vector<std::vector<Id>> alters(people);
    for (Id i = 0; i < people; ++i) {
        for (const auto& [j, tau] : twin.people[i].tau) {
            alters[i].push_back(j);
        }
    }
    std::vector<double> score(people, 0.0);
    Stream luck(twin.luck, for_betweenness, place);
    const bool all = sources >= people;
    const std::size_t count = all ? people : sources;
    for (Id n = 0; n < count; ++n) {
        add_dependencies(alters, all ? n : below(luck.word(), people), score);
    }
    for (double& s : score) {
        s *= static_cast<double>(people) / static_cast<double>(count) / 2.0;
    }
    return score;
}

// "nominated".
double trust_from_colleagues(const Twin& twin, Id i) {
    double trust = 0.0;
    const std::uint32_t organization = twin.people[i].organization;
    for (const auto& [j, tau] : twin.people[i].tau) {
        if (organization != none_of_them && twin.people[j].organization == organization) {
            trust += static_cast<double>(twin.people[j].tau.at(i));
        }
    }
    return trust;
}

// "underrepresented".
double acting_share(const Twin& twin, int culture) {
    double people = 0.0;
    double acting = 0.0;
    for (const PersonState& person : twin.people) {
        people += person.culture == culture ? 1.0 : 0.0;
        acting += person.culture == culture && person.acts() ? 1.0 : 0.0;
    }
    return acting / people;
}

// "Merit".
double merit_of(const Twin& twin, int select, Id i) {
    const PersonState& person = twin.people[i];
    switch (select) {
        case Activity::by_position:
            return static_cast<double>(person.rank);
        case Activity::by_degree:
            return static_cast<double>(person.tau.size());
        case Activity::volunteers:
            return static_cast<double>(person.e);
        case Activity::underrepresented:
            return -acting_share(twin, person.culture);
        case Activity::nominated:
            return trust_from_colleagues(twin, i);
        default:
            return 0.0;
    }
}

// 8.1 "selection".
std::uint32_t luck_of(Id i, std::uint32_t word) {
    std::uint64_t x = (std::uint64_t{word} << 32U) ^ (i + 0x9e3779b97f4a7c15U);
    x = (x ^ (x >> 30U)) * 0xbf58476d1ce4e5b9U;
    x = (x ^ (x >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::uint32_t>(x >> 32U);
}

// "not taken by this activity within again_after months first, of the others who was longest ago".
int waiting_since(const Twin& twin, const ProgramState& state, std::uint32_t place, Id i) {
    const auto taken = state.taken[place].find(i);
    const bool ever = taken != state.taken[place].end() && taken->second > twin.people[i].joined;
    const bool lately =
        ever && static_cast<int>(twin.luck.month) - taken->second < state.parameters.again_after;
    return lately ? taken->second : never_trained;
}

// Up to `wanted` of those in the circle, the opener first, the others in order of the list.
std::vector<Id> of_circle(const WaitingList& list, Id first, const std::vector<Id>& circle,
                          std::size_t wanted) {
    std::vector<Id> cohort = {first};
    for (const Place& place : list) {
        const Id i = place.person;
        if (cohort.size() < wanted && i != first &&
            std::binary_search(circle.begin(), circle.end(), i)) {
            cohort.push_back(i);
        }
    }
    return cohort;
}

// "mixed".
std::vector<Id> of_many_organizations(const Twin& twin, const WaitingList& list,
                                      std::size_t wanted) {
    std::vector<Id> cohort;
    std::vector<Id> passed_over;
    std::set<std::uint32_t> present;
    std::size_t seen = 0;
    for (const Place& place : list) {
        if (cohort.size() == wanted || seen == 4 * wanted) {
            break;
        }
        ++seen;
        const Id i = place.person;
        const std::uint32_t organization = twin.people[i].organization;
        if (organization == none_of_them || present.insert(organization).second) {
            cohort.push_back(i);
        } else {
            passed_over.push_back(i);
        }
    }
    const std::size_t more = std::min(wanted - cohort.size(), passed_over.size());
    cohort.insert(cohort.end(), passed_over.begin(),
                  passed_over.begin() + static_cast<std::ptrdiff_t>(more));
    return cohort;
}

std::vector<Id> cohort_of(const Twin& twin, const Activity& activity, const WaitingList& list) {
    const auto wanted = static_cast<std::size_t>(activity.participants);
    const Id first = list.begin()->person;
    const PersonState& opener = twin.people[first];
    std::vector<Id> everyone(twin.people.size());
    for (Id i = 0; i < everyone.size(); ++i) {
        everyone[i] = i;
    }
    if (activity.scope == Activity::individual) {
        return of_circle(list, first, everyone, wanted);
    }
    if (activity.scope == Activity::mixed) {
        return of_many_organizations(twin, list, wanted);
    }
    if (activity.scope == Activity::team && opener.team != none_of_them) {
        return of_circle(list, first, twin.members_of_team(opener.team), wanted);
    }
    if (activity.scope == Activity::organization && opener.organization != none_of_them) {
        return of_circle(list, first, twin.members_of_organization(opener.organization), wanted);
    }
    return of_circle(list, first, twin.residents(opener.community), wanted);
}

}  // namespace

WaitingList waiting_list(const Twin& twin, const ProgramState& state, std::uint32_t place) {
    const Activity& activity = state.program.activities[place];
    std::vector<double> between;
    if (activity.select == Activity::by_betweenness) {
        between = betweenness(twin, static_cast<std::size_t>(state.parameters.betweenness_sources),
                              place);
    }
    const std::uint32_t word = words_of(twin.luck, for_selection, place)[0];
    WaitingList list;
    for (Id i = 0; i < twin.people.size(); ++i) {
        const double merit = between.empty() ? merit_of(twin, activity.select, i) : between[i];
        list.insert({waiting_since(twin, state, place, i), -single(merit), luck_of(i, word), i});
    }
    return list;
}

std::vector<Id> next_cohort(const Twin& twin, const Activity& activity, WaitingList& list) {
    if (list.empty()) {
        return {};
    }
    const std::vector<Id> cohort = cohort_of(twin, activity, list);
    for (auto place = list.begin(); place != list.end();) {
        const bool taken = std::find(cohort.begin(), cohort.end(), place->person) != cohort.end();
        place = taken ? list.erase(place) : std::next(place);
    }
    return cohort;
}

}  // namespace colead::reference
