// Measures of the circles that people belong to: communities with their culture groups, organizations;
// and how far people of one circle agree on what matters.
#include <algorithm>
#include <array>

#include "analysis/outcome.hpp"
#include "analysis/recorder_memory.hpp"

namespace colead {

using namespace measure;

namespace {

// Mean overlap of members' concern with their circle's mean, as a sum over members and their number.
template <int P>
std::pair<double, double> direction_within(const World& world, std::span<const Person> members) {
    std::array<double, P> sum{};
    for (const Person i : members) {
        const float* concern = world.people.concern_of(i);
        for (std::size_t k = 0; k < P; ++k) {
            sum[k] += static_cast<double>(concern[k]);
        }
    }
    std::array<float, P> mean{};
    const auto count = static_cast<double>(members.size());
    for (std::size_t k = 0; k < P; ++k) {
        mean[k] = static_cast<float>(sum[k] / count);
    }
    double shared = 0.0;
    for (const Person i : members) {
        shared += static_cast<double>(overlap<P>(world.people.concern_of(i), mean.data()));
    }
    return {shared, count};
}

template <int P>
double mean_direction(const World& world, const Circles& circles, double* by_circle = nullptr) {
    double shared = 0.0;
    double count = 0.0;
    for (std::size_t c = 0; c < circles.count(); ++c) {
        const auto members = circles.members(static_cast<std::uint32_t>(c));
        if (members.empty()) {
            continue;
        }
        const auto [part, size] = direction_within<P>(world, members);
        shared += part;
        count += size;
        if (by_circle != nullptr) {
            by_circle[c] = part / size;
        }
    }
    return ratio(shared, count);
}

}  // namespace

double overlap_of_random_pairs(const World& world, bool anywhere) {
    constexpr int pairs = 512;
    const auto people = static_cast<std::uint32_t>(world.people.size());
    DrawStream luck = stream(world.draws, 0, Purpose::measure, 1);
    double sum = 0.0;
    int counted = 0;
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        for (int n = 0; n < pairs; ++n) {
            const Person a = luck.below(people);
            const auto neighbours = world.frame->communities.members(world.people.community[a]);
            const auto choice = static_cast<std::uint32_t>(anywhere ? people : neighbours.size());
            const std::uint32_t drawn = luck.below(choice);
            const Person b = anywhere ? drawn : neighbours[drawn];
            if (a != b) {
                sum += static_cast<double>(
                    overlap<padding()>(world.people.concern_of(a), world.people.concern_of(b)));
                ++counted;
            }
        }
    });
    return counted > 0 ? sum / counted : no_value;
}

void Recorder::Memory::communities(const Moment& moment, const World& world) {
    const Frame& frame = *world.frame;
    const std::size_t places = world.communities.size();
    const auto people_in_all = static_cast<double>(world.people.size());
    const SystemOutcome outcome = outcome_of(world);
    const double overall = outcome.result;
    const std::vector<double>& people_of = outcome.people_of_group;
    std::copy(outcome.result_of_group.begin(), outcome.result_of_group.end(),
              row(moment.arm, result_by_group, moment.month));
    std::vector<double> acting_of(frame.groups(), 0.0);
    std::vector<double> acting_in(places, 0.0);
    for (const Person i : acting_people(world)) {
        acting_of[world.people.face[i].culture] += 1.0;
        acting_in[world.people.community[i]] += 1.0;
    }
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        row(moment.arm, reach_by_group, moment.month)[g] = ratio(acting_of[g], people_of[g]);
    }

    if (moment.month == 0) {
        first_result = overall;
    }
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(result, overall);
    set(disparity, outcome.disparity);
    set(spent, moment.spent);
    set(gain_per_money, ratio(overall - first_result, moment.spent / people_in_all));

    const bool by_community = !series[moment.arm].values[result_by_community].empty();
    with_padding(frame.issues.factors(), [&](auto padding) {
        double* directions =
            by_community ? row(moment.arm, direction_by_community, moment.month) : nullptr;
        const double mean = mean_direction<padding()>(world, frame.communities, directions);
        set(direction, mean);
        set(direction_rescaled,
            ratio(overlap_of_random_pairs(world, false) - random_overlap, 1.0 - random_overlap));
        set(organization_direction, mean_direction<padding()>(world, frame.organizations));
        set(team_direction, mean_direction<padding()>(world, frame.teams));
    });
    for (std::size_t c = 0; by_community && c < places; ++c) {
        const auto members = frame.communities.members(static_cast<std::uint32_t>(c));
        double committed = 0.0;
        for (const Person i : members) {
            committed += static_cast<double>(world.people.commitment[i]);
        }
        const auto size = static_cast<double>(members.size());
        row(moment.arm, result_by_community, moment.month)[c] = world.communities.result[c];
        row(moment.arm, commitment_by_community, moment.month)[c] = ratio(committed, size);
        row(moment.arm, reach_by_community, moment.month)[c] = ratio(acting_in[c], size);
    }
}

void Recorder::Memory::organization_measures(const Moment& moment, const World& world) {
    double capacity = 0.0;
    double output = 0.0;
    double people = 0.0;
    for (std::size_t o = 0; o < world.frame->organizations.count(); ++o) {
        const auto size = static_cast<double>(
            world.frame->organizations.members(static_cast<std::uint32_t>(o)).size());
        capacity += size * static_cast<double>(world.organizations.capacity[o]);
        for (const float month : world.organizations.output[o]) {
            output += size * static_cast<double>(month);
        }
        people += size;
    }
    *row(moment.arm, organization_capacity, moment.month) = ratio(capacity, people);
    *row(moment.arm, organization_performance, moment.month) = ratio(output, people);
}

}  // namespace colead
