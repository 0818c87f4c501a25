#include "analysis/recorder.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include "analysis/measure_ids.hpp"
#include "analysis/network_measures.hpp"

namespace colead {

using namespace measure;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

double ratio(double part, double whole) { return whole > 0.0 ? part / whole : no_value; }

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

struct Recorder::Memory {
    const Prepared& prepared;
    std::vector<RunSeries> series;
    // Of the arm that is being watched, a month ago.
    Column<Role> role;
    Column<Person> coalition;
    std::vector<std::pair<Person, Person>> twice;  // coalition then and now of who acted in both
    double random_overlap = 0.0;
    double first_result = 0.0;

    double* row(std::size_t arm, Id id, std::int64_t month) {
        std::vector<double>& values = series[arm].values[id];
        const std::size_t width =
            values.size() / (static_cast<std::size_t>(prepared.scenario.run.months) + 1);
        return values.data() + static_cast<std::size_t>(month) * width;
    }

    void people(const Moment& moment, const World& world);
    void coalition_measures(const Moment& moment, const World& world);
    void communities(const Moment& moment, const World& world);
    void teams(const Moment& moment, const World& world);
    void organization_measures(const Moment& moment, const World& world);
    void network(const Moment& moment, const World& world);
};

Recorder::Recorder(const Prepared& prepared, std::size_t arms)
    : memory_(new Memory{prepared, std::vector<RunSeries>(arms), {}, {}, {}, 0.0, 0.0}) {
    const auto moments = static_cast<std::size_t>(prepared.scenario.run.months) + 1;
    for (RunSeries& run : memory_->series) {
        for (const Measure& row_of : measures()) {
            const std::size_t width =
                row_of.along == Along::community
                    ? (prepared.scenario.measures.by_community ? prepared.community_names.size()
                                                               : 0)
                : row_of.along == Along::group ? prepared.group_names.size()
                                               : 1;
            run.values.emplace_back(moments * width, no_value);
        }
    }
}

Recorder::~Recorder() = default;

std::vector<RunSeries> Recorder::take() { return std::move(memory_->series); }

namespace {

// Mean overlap of random pairs of people of one community, always the same pairs; at the fork also of
// pairs from anywhere, which is what direction is rescaled from.
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

// Who acted in the month that was: those who left at its end are still counted. Before any month has
// run, those whom a file says are active.
std::vector<Person> acting_people(const World& world) {
    if (!world.coalitions.members.empty()) {
        return world.coalitions.members;
    }
    std::vector<Person> acting;
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        if (world.people.acting(static_cast<Person>(n))) {
            acting.push_back(static_cast<Person>(n));
        }
    }
    return acting;
}

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

}  // namespace

void Recorder::operator()(const Moment& moment, const World& world) {
    Memory& memory = *memory_;
    if (moment.month == 0) {
        memory.role = world.people.role;
        memory.coalition = world.people.coalition;
        memory.random_overlap = overlap_of_random_pairs(world, true);
    }
    memory.communities(moment, world);
    memory.people(moment, world);
    memory.coalition_measures(moment, world);
    memory.teams(moment, world);
    memory.organization_measures(moment, world);
    const std::int64_t cadence = memory.prepared.scenario.measures.network_every;
    if (moment.month % cadence == 0 || moment.month == memory.prepared.scenario.run.months) {
        memory.network(moment, world);
    }
    *memory.row(moment.arm, degree, moment.month) =
        2.0 * static_cast<double>(world.ties.ties()) / static_cast<double>(world.people.size());
    memory.role = world.people.role;
    memory.coalition = world.people.coalition;
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

void Recorder::Memory::coalition_measures(const Moment& moment, const World& world) {
    const std::size_t places = world.communities.size();
    std::vector<double> effort(places, 0.0);
    std::vector<double> squares(places, 0.0);
    double joint = 0.0;
    double cultures = 0.0;
    double largest = 0.0;
    double coordinated = 0.0;
    double acting = 0.0;
    double gain = 0.0;
    const std::vector<double>& gains = world.frame->analysis.gain;
    for (const Coalition& c : world.coalitions.list) {
        const auto e = static_cast<double>(c.effort);
        effort[c.community] += e;
        squares[c.community] += e * e;
        gain += e * gains[c.target];
        const auto size = static_cast<double>(c.size);
        largest = std::max(largest, size);
        coordinated += size * static_cast<double>(c.coordination);
        acting += size;
        if (c.size >= 2) {
            joint += 1.0;
            cultures += c.cultures;
        }
    }
    double aligned = 0.0;
    double in_all = 0.0;
    const bool by_community = !series[moment.arm].values[alignment_by_community].empty();
    for (std::size_t c = 0; c < places; ++c) {
        // Weighted by effort: sum of E_c (sum of squares / E_c^2).
        aligned += effort[c] > 0.0 ? squares[c] / effort[c] : 0.0;
        in_all += effort[c];
        if (by_community) {
            row(moment.arm, alignment_by_community, moment.month)[c] =
                ratio(squares[c], effort[c] * effort[c]);
        }
    }
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(alignment, in_all > 0.0 ? aligned / in_all : 0.0);
    set(coalitions, joint);
    set(coalition_largest, largest / static_cast<double>(world.people.size()));
    set(coalition_cultures, ratio(cultures, joint));
    set(coordination, ratio(coordinated, acting));
    const double best = *std::max_element(gains.begin(), gains.end());
    set(leverage_taken, ratio(gain, in_all * best));
}

void Recorder::Memory::communities(const Moment& moment, const World& world) {
    const Frame& frame = *world.frame;
    const std::size_t places = world.communities.size();
    const auto people_in_all = static_cast<double>(world.people.size());
    std::vector<double> result_of(frame.groups(), 0.0);
    std::vector<double> people_of(frame.groups(), 0.0);
    double overall = 0.0;
    for (std::size_t c = 0; c < places; ++c) {
        const auto residents =
            static_cast<double>(frame.communities.members(static_cast<std::uint32_t>(c)).size());
        overall += world.communities.result[c] * residents / people_in_all;
        for (std::size_t g = 0; g < frame.groups(); ++g) {
            const double here = frame.group_sizes[c * frame.groups() + g];
            result_of[g] += here * world.result_of(c, g);
            people_of[g] += here;
        }
    }
    double least = 0.0;
    double most = 0.0;
    int groups_counted = 0;
    double* by_group = row(moment.arm, result_by_group, moment.month);
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        by_group[g] = ratio(result_of[g], people_of[g]);
        if (people_of[g] >= 5.0) {
            least = groups_counted > 0 ? std::min(least, by_group[g]) : by_group[g];
            most = groups_counted > 0 ? std::max(most, by_group[g]) : by_group[g];
            ++groups_counted;
        }
    }
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
    set(disparity, groups_counted >= 2 ? most - least : no_value);
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

void Recorder::Memory::teams(const Moment& moment, const World& world) {
    double pairs = 0.0;
    double together = 0.0;
    std::vector<Person> labels;
    for (std::size_t t = 0; t < world.frame->teams.count(); ++t) {
        labels.clear();
        for (const Person i : world.frame->teams.members(static_cast<std::uint32_t>(t))) {
            if (world.people.coalition[i] != nobody) {
                labels.push_back(world.people.coalition[i]);
            }
        }
        const auto acting = static_cast<double>(labels.size());
        pairs += acting * (acting - 1.0) / 2.0;
        std::sort(labels.begin(), labels.end());
        for (std::size_t n = 0; n < labels.size();) {
            const auto next = static_cast<std::size_t>(
                std::upper_bound(labels.begin(), labels.end(), labels[n]) - labels.begin());
            const auto same = static_cast<double>(next - n);
            together += same * (same - 1.0) / 2.0;
            n = next;
        }
    }
    *row(moment.arm, team_alignment, moment.month) = ratio(together, pairs);
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

void Recorder::Memory::network(const Moment& moment, const World& world) {
    const NetworkMeasures m = measure_network(world);
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(trust, m.trust);
    set(clustering, m.clustering);
    set(share_across, m.share_across);
    set(ei_index, m.ei_index);
    set(giant_component, m.giant_component);
    set(modularity, m.modularity);
    set(degree_gini, m.degree_gini);
    set(influence_gini, m.influence_gini);
}

}  // namespace colead
