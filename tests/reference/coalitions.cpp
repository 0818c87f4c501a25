// 7.6 Coalitions, and roles (4.11).
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// "joined by ties with trust >= coalitions.trust at either end".
bool joined(const Twin& twin, Id i, Id j) {
    const PersonState& a = twin.people[i];
    const PersonState& b = twin.people[j];
    const float least = single(twin.parameters.coalitions.trust);
    return a.acts() && b.acts() && a.acting == b.acting && a.community == b.community &&
           (a.tau.at(j) >= least || b.tau.at(i) >= least);
}

// "A coalition is a connected component", found from its smallest member.
std::vector<Id> component_of(const Twin& twin, Id first) {
    std::set<Id> found = {first};
    std::vector<Id> to_visit = {first};
    while (!to_visit.empty()) {
        const Id i = to_visit.back();
        to_visit.pop_back();
        for (const auto& [j, tau] : twin.people[i].tau) {
            if (joined(twin, i, j) && found.insert(j).second) {
                to_visit.push_back(j);
            }
        }
    }
    return {found.begin(), found.end()};
}

// Members by descending lead, ties by id.
std::vector<Id> leaders_of(const CoalitionState& coalition, const Twin& twin) {
    std::vector<Id> leaders = coalition.members;
    std::stable_sort(leaders.begin(), leaders.end(),
                     [&](Id a, Id b) { return twin.people[a].lead() > twin.people[b].lead(); });
    return leaders;
}

// "cover": each leader in turn covers `span` people of those left.
float cover_of(const CoalitionState& coalition, const Twin& twin) {
    const CoalitionParameters& p = twin.parameters.coalitions;
    const auto n = static_cast<double>(coalition.members.size());
    double covered = 0.0;
    double left = n;
    for (const Id i : leaders_of(coalition, twin)) {
        covered +=
            static_cast<double>(twin.people[i].lead()) * std::min(p.span, std::max(0.0, left));
        left -= p.span;
        if (p.cover == CoalitionParameters::single) {
            break;
        }
    }
    return single(covered / n);
}

// "coordination", "output", "credit_i".
void work_together(const Twin& twin, CoalitionState& coalition) {
    const auto n = static_cast<double>(coalition.members.size());
    double effort = 0.0;
    double O = 0.0;
    std::set<int> cultures;
    for (const Id i : coalition.members) {
        effort += static_cast<double>(twin.people[i].effort());
        O += static_cast<double>(twin.organizing_of(i));
        cultures.insert(twin.people[i].culture);
    }
    coalition.cultures = static_cast<int>(cultures.size());
    coalition.cover = cover_of(coalition, twin);
    const double coordination = 1.0 - (1.0 - O / n) * (1.0 - static_cast<double>(coalition.cover));
    const double output = effort / (1.0 + (1.0 - coordination) * natural_log(n) / natural_log(2.0));
    coalition.effort = single(effort);
    coalition.coordination = single(coordination);
    coalition.output = single(output);
    for (const Id i : coalition.members) {
        const double per_effort = effort > 0.0 ? output / effort : 0.0;
        coalition.credit.push_back(
            single(per_effort * static_cast<double>(twin.people[i].effort())));
    }
}

// 4.11 "Roles": organizing has told initiators from followers.
void give_roles(Twin& twin, const CoalitionState& coalition) {
    for (const Id i : coalition.members) {
        PersonState& person = twin.people[i];
        if (person.role == Role::initiator) {
            continue;
        }
        person.role = person.practised.count(made_bridge) > 0       ? Role::bridger
                      : person.practised.count(made_connection) > 0 ? Role::connector
                                                                    : Role::follower;
    }
    if (coalition.members.size() >= 3) {
        twin.people[leaders_of(coalition, twin).front()].role = Role::lead;
    }
}

}  // namespace

void form_coalitions(Twin& twin) {
    twin.coalitions.clear();
    for (PersonState& person : twin.people) {
        person.coalition = no_one;
    }
    for (Id first = 0; first < twin.people.size(); ++first) {
        if (!twin.people[first].acts() || twin.people[first].coalition != no_one) {
            continue;
        }
        CoalitionState coalition;
        coalition.label = first;
        coalition.community = twin.people[first].community;
        coalition.target = twin.people[first].acting;
        coalition.members = component_of(twin, first);
        for (const Id i : coalition.members) {
            twin.people[i].coalition = first;
        }
        work_together(twin, coalition);
        give_roles(twin, coalition);
        twin.coalitions.push_back(coalition);
    }
}

}  // namespace colead::reference
