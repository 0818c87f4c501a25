// 7.1 Programs: spending, selection, and what a cohort gets.
#include <algorithm>
#include <cmath>
#include <optional>

#include "reference/selection.hpp"

namespace colead::reference {

namespace {

// "Neutral hour".
void teach(Twin& twin, const ProgramState& state, const Activity& activity, Id i) {
    PersonState& person = twin.people[i];
    const auto taught = [&](float y, int subject) {
        const double hours = activity.hours[static_cast<std::size_t>(subject)];
        return y + single(1.0 - exponential(-hours / state.parameters.h0)) * (1.0F - y);
    };
    for (int process = 0; process < process_count; ++process) {
        const auto c = static_cast<std::size_t>(process);
        person.q[c] = taught(person.q[c], process);
        if (activity.hours[c] > 0.0) {
            person.practised.insert(process);
        }
    }
    person.l = taught(person.l, on_skill);
    person.kappa = taught(person.kappa, on_clarity);
    person.omega = taught(person.omega, on_openness);
    person.e = taught(person.e, on_commitment);
    person.trained = static_cast<int>(twin.luck.month);
}

// "Pooling".
void pool(Twin& twin, const Activity& activity, const std::vector<Id>& cohort) {
    Vector mean;
    for (std::size_t k = 0; k < twin.factors(); ++k) {
        double sum = 0.0;
        for (const Id i : cohort) {
            sum += static_cast<double>(twin.people[i].m[k]);
        }
        mean.push_back(single(sum / static_cast<double>(cohort.size())));
    }
    for (const Id i : cohort) {
        PersonState& person = twin.people[i];
        person.m = person.m + single(activity.pooling) * (mean - person.m);
        person.practised.insert(systems_thinking);
    }
}

// "Introductions".
void introduce(Twin& twin, const Activity& activity, std::uint32_t place,
               const std::vector<Id>& cohort, Proposals& proposals) {
    const double whole = std::floor(activity.introductions);
    for (const Id i : cohort) {
        Stream luck(twin.luck, for_introductions, i, place * 1048576U);
        const bool one_more = uniform(luck.word()) < single(activity.introductions - whole);
        const int number = static_cast<int>(whole) + (one_more ? 1 : 0);
        for (int n = 0; n < number; ++n) {
            const Id j = cohort[below(luck.word(), cohort.size())];
            if (j == i || twin.tied(i, j)) {
                continue;
            }
            if (twin.across(i, j)) {
                propose_bridge(twin, i, j, proposals);
            } else {
                propose_connection(twin, i, j, proposals);
            }
        }
    }
}

// "Of the activities due the one furthest behind its share".
std::optional<std::size_t> next_activity(const ProgramState& state, int month,
                                         const std::set<std::size_t>& exhausted) {
    std::optional<std::size_t> next;
    double most = 0.0;
    for (std::size_t a = 0; a < state.program.activities.size(); ++a) {
        const Activity& activity = state.program.activities[a];
        if (activity.share <= 0.0 || month % activity.every != 0 || exhausted.count(a) > 0) {
            continue;
        }
        const double behind = activity.share * state.income - state.spent_on[a];
        if (!next || behind > most) {
            next = a;
            most = behind;
        }
    }
    return next;
}

// "Price", of a full cohort.
double price_of(const Activity& activity) {
    double hours = 0.0;
    for (const double h : activity.hours) {
        hours += h;
    }
    return static_cast<double>(activity.participants) *
           (hours * activity.price_per_hour +
            activity.introductions * activity.price_per_introduction +
            activity.pooling * activity.price_per_pooling + activity.overhead);
}

}  // namespace

// "Spending".
void hold_program(Twin& twin, ProgramState& state, int month) {
    if (state.program.activities.empty()) {
        return;
    }
    state.income += state.program.budget * static_cast<double>(twin.people.size());
    std::map<std::size_t, WaitingList> lists;
    std::set<std::size_t> exhausted;
    Proposals proposals;
    while (const auto a = next_activity(state, month, exhausted)) {
        const Activity& activity = state.program.activities[*a];
        const double price = price_of(activity);
        if (price > state.income - state.spent + 1e-9) {
            break;
        }
        const auto place = static_cast<std::uint32_t>(*a);
        if (lists.count(*a) == 0) {
            lists[*a] = waiting_list(twin, state, place);
        }
        const std::vector<Id> cohort = next_cohort(twin, activity, lists[*a]);
        if (cohort.empty()) {
            exhausted.insert(*a);
            continue;
        }
        for (const Id i : cohort) {
            teach(twin, state, activity, i);
        }
        if (activity.pooling > 0.0) {
            pool(twin, activity, cohort);
        }
        if (activity.introductions > 0.0) {
            introduce(twin, activity, place, cohort, proposals);
        }
        for (const Id i : cohort) {
            state.taken[*a][i] = static_cast<int>(twin.luck.month);
        }
        const double paid =
            price * static_cast<double>(cohort.size()) / static_cast<double>(activity.participants);
        state.spent_on[*a] += paid;
        state.spent += paid;
    }
    settle(twin, proposals, 1);
}

}  // namespace colead::reference
