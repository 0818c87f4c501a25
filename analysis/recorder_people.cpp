// Measures of people: their means, who acts, who was trained, who changed role and company.
#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/recorder_memory.hpp"

namespace colead {

using namespace measure;

namespace {

// Pairs of equal values in a sorted list.
template <class Values>
double pairs_of_equals(const Values& sorted) {
    double pairs = 0.0;
    for (auto at = sorted.begin(); at != sorted.end();) {
        const auto next = std::upper_bound(at, sorted.end(), *at);
        const auto count = static_cast<double>(next - at);
        pairs += count * (count - 1.0) / 2.0;
        at = next;
    }
    return pairs;
}

// 1 - (pairs together in both months) / (pairs together in either), among those acting in both.
// `labels`: coalition before and now of each; sorted here.
double pair_churn(std::vector<std::pair<Person, Person>>& labels) {
    std::sort(labels.begin(), labels.end());
    std::vector<Person> before;
    std::vector<Person> now;
    for (const auto& [then, today] : labels) {
        before.push_back(then);
        now.push_back(today);
    }
    std::sort(now.begin(), now.end());
    const double both = pairs_of_equals(labels);
    const double either = pairs_of_equals(before) + pairs_of_equals(now) - both;
    return either > 0.0 ? 1.0 - both / either : no_value;
}

// Of one capacity or of skill: what people stand above their own baselines, in standard deviations of
// everybody's baselines; of all, or of the trained alone. `value` and `baseline` give a person's.
template <class Value, class Baseline>
double gain(const Population& people, bool of_trained, Value value, Baseline baseline) {
    double sum = 0.0;
    double squares = 0.0;
    double above = 0.0;
    double counted = 0.0;
    for (std::size_t n = 0; n < people.size(); ++n) {
        const auto i = static_cast<Person>(n);
        const auto base = static_cast<double>(baseline(i));
        const double counts = of_trained && people.trained[i] == never_trained ? 0.0 : 1.0;
        sum += base;
        squares += base * base;
        counted += counts;
        above += counts * (static_cast<double>(value(i)) - base);
    }
    const auto count = static_cast<double>(people.size());
    const double variance = squares / count - (sum / count) * (sum / count);
    return variance > 1e-12 ? ratio(above, counted * std::sqrt(variance)) : no_value;
}

double capacity_gain(const Population& people, bool of_trained) {
    double gains = 0.0;
    for (std::size_t c = 0; c < process_count; ++c) {
        gains += gain(
            people, of_trained, [&](Person i) { return people.capacity[c][i]; },
            [&](Person i) { return people.capacity_baseline[c][i]; });
    }
    return gains / process_count;
}

double skill_gain(const Population& people, bool of_trained) {
    return gain(
        people, of_trained, [&](Person i) { return people.face[i].skill; },
        [&](Person i) { return people.skill_baseline[i]; });
}

}  // namespace

std::vector<Person> acting_people(const World& world) {
    if (!world.coalitions.members.empty()) {
        return {world.coalitions.members.begin(), world.coalitions.members.end()};
    }
    std::vector<Person> acting;
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        if (world.people.acting(static_cast<Person>(n))) {
            acting.push_back(static_cast<Person>(n));
        }
    }
    return acting;
}

void Recorder::Memory::people(const Moment& moment, const World& world) {
    const Population& all = world.people;
    const auto count = static_cast<double>(all.size());
    std::array<double, process_count> capacity{};
    double sum_skill = 0.0;
    double sum_clarity = 0.0;
    double sum_openness = 0.0;
    double sum_commitment = 0.0;
    double changed_role = 0.0;
    twice.clear();
    std::array<double, 2> number{};
    std::array<double, 2> capacity_of{};
    std::array<double, 2> skill_of{};
    for (std::size_t n = 0; n < all.size(); ++n) {
        const auto i = static_cast<Person>(n);
        double five = 0.0;
        for (std::size_t c = 0; c < process_count; ++c) {
            const auto q = static_cast<double>(all.capacity[c][i]);
            capacity[c] += q;
            five += q;
        }
        const auto own_skill = static_cast<double>(all.face[i].skill);
        sum_skill += own_skill;
        sum_clarity += static_cast<double>(all.clarity[i]);
        sum_openness += static_cast<double>(all.openness[i]);
        sum_commitment += static_cast<double>(all.commitment[i]);
        const std::size_t trained = all.trained[i] == never_trained ? 0 : 1;
        number[trained] += 1.0;
        capacity_of[trained] += five / process_count;
        skill_of[trained] += own_skill;
        if (all.coalition[i] != nobody && coalition[i] != nobody) {
            changed_role += all.role[i] != role[i] ? 1.0 : 0.0;
            twice.emplace_back(coalition[i], all.coalition[i]);
        }
    }
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    for (std::size_t c = 0; c < process_count; ++c) {
        set(static_cast<Id>(capacity_connecting + c), capacity[c] / count);
    }
    set(skill, sum_skill / count);
    set(clarity, sum_clarity / count);
    set(openness, sum_openness / count);
    set(commitment, sum_commitment / count);
    set(reach, static_cast<double>(acting_people(world).size()) / count);
    set(trained_share, number[1] / count);
    set(untrained_capacity, ratio(capacity_of[0], number[0]));
    set(trained_capacity, ratio(capacity_of[1], number[1]));
    set(untrained_skill, ratio(skill_of[0], number[0]));
    set(trained_skill, ratio(skill_of[1], number[1]));
    if (moment.month == 0) {
        capacity_gain_at_fork = capacity_gain(all, false);
        skill_gain_at_fork = skill_gain(all, false);
    }
    if (number[1] > 0.0) {
        set(trained_capacity_gain, capacity_gain(all, true) - capacity_gain_at_fork);
        set(trained_skill_gain, skill_gain(all, true) - skill_gain_at_fork);
    }
    if (moment.month > 0) {
        set(role_turnover, ratio(changed_role, static_cast<double>(twice.size())));
        set(coalition_churn, pair_churn(twice));
    }

    std::array<float, max_factors> gain{};
    std::copy(world.frame->analysis.gain.begin(), world.frame->analysis.gain.end(), gain.begin());
    const double accurate = with_padding(world.frame->issues.factors(), [&](auto padding) {
        double sum = 0.0;
        for (std::size_t n = 0; n < all.size(); ++n) {
            sum += static_cast<double>(
                overlap<padding()>(all.mental_model_of(static_cast<Person>(n)), gain.data()));
        }
        return sum;
    });
    set(accuracy, accurate / count);
}

}  // namespace colead
