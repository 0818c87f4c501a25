#include "analysis/measures.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>

#include "analysis/network_measures.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

// One row per measure; the enumerators are the rows' places.
enum Id : std::size_t {
    result,
    disparity,
    direction,
    direction_rescaled,
    alignment,
    commitment,
    reach,
    spent,
    gain_per_money,
    coalitions,
    coalition_largest,
    coalition_cultures,
    coalition_churn,
    coordination,
    leverage_taken,
    capacity_connecting,
    capacity_organizing,
    capacity_systems,
    capacity_bridging,
    capacity_learning,
    skill,
    clarity,
    openness,
    accuracy,
    trained_share,
    trained_capacity,
    untrained_capacity,
    trained_skill,
    untrained_skill,
    team_direction,
    team_alignment,
    organization_direction,
    organization_capacity,
    organization_performance,
    role_turnover,
    degree,
    trust,
    clustering,
    share_across,
    ei_index,
    giant_component,
    modularity,
    degree_gini,
    influence_gini,
    result_by_group,
    reach_by_group,
    result_by_community,
    direction_by_community,
    alignment_by_community,
    commitment_by_community,
    reach_by_community,
    measure_count
};

constexpr std::array<Measure, measure_count> table = {{
    {"result", "1", "community result",
     "mean over people of the weighted factors of their own group's issue system, R = w.z",
     Level::community},
    {"disparity", "1", "disparity between groups",
     "largest minus smallest result of culture groups of five people or more", Level::system},
    {"direction", "1", "direction", "mean overlap of concern with the community's mean concern",
     Level::community},
    {"direction_rescaled", "1", "direction, rescaled",
     "0: as random pairs of people at month 0; 1: all voice the same", Level::community},
    {"alignment", "1", "alignment",
     "chance that two units of effort in a community serve one target in one coalition",
     Level::community},
    {"commitment", "1", "commitment", "mean commitment of people", Level::community},
    {"reach", "1", "reach", "share of people who act", Level::community},
    {"spent", "US dollars", "money spent", "spent by the program since month 0", Level::system},
    {"gain_per_money", "1 / (US dollar per resident)", "gain per money",
     "rise of the result since month 0 per dollar spent per resident", Level::system},
    {"coalitions", "coalitions", "coalitions", "coalitions of two people or more", Level::team},
    {"coalition_largest", "1", "largest coalition", "its share of all people", Level::community},
    {"coalition_cultures", "cultures", "cultures spanned",
     "mean number of cultures in coalitions of two people or more", Level::team},
    {"coalition_churn", "1", "coalition churn",
     "share of those acting in this and the last month whose coalition has another first member",
     Level::team},
    {"coordination", "1", "coordination", "mean over those who act of their coalition's",
     Level::team},
    {"leverage_taken", "1", "leverage taken",
     "mean gain of the factors acted on, by effort, in parts of the largest gain", Level::system},
    {"connecting", "1", "capacity for connecting", "mean of people", Level::individual},
    {"organizing", "1", "capacity for organizing", "mean of people", Level::individual},
    {"systems_thinking", "1", "capacity for systems thinking", "mean of people", Level::individual},
    {"bridging", "1", "capacity for bridging", "mean of people", Level::individual},
    {"learning", "1", "capacity for learning", "mean of people", Level::individual},
    {"skill", "1", "leader skill", "mean of people", Level::individual},
    {"clarity", "1", "clarity", "mean of people", Level::individual},
    {"openness", "1", "openness", "mean of people", Level::individual},
    {"accuracy", "1", "accuracy of mental models",
     "mean overlap of mental models with the true gain of the factors", Level::individual},
    {"trained_share", "1", "trained people", "share of people who took part in the program",
     Level::individual},
    {"trained_capacity", "1", "capacities of the trained", "mean of the five capacities",
     Level::individual},
    {"untrained_capacity", "1", "capacities of the untrained", "mean of the five capacities",
     Level::individual},
    {"trained_skill", "1", "leader skill of the trained", "mean", Level::individual},
    {"untrained_skill", "1", "leader skill of the untrained", "mean", Level::individual},
    {"team_direction", "1", "direction within teams",
     "mean overlap of concern with the team's mean concern", Level::team},
    {"team_alignment", "1", "alignment within teams",
     "share of pairs acting in one team that are of one coalition", Level::team},
    {"organization_direction", "1", "direction within organizations",
     "mean overlap of concern with the organization's mean concern", Level::organization},
    {"organization_capacity", "1", "capacity of organizations", "mean K over people",
     Level::organization},
    {"organization_performance", "output per head and year", "performance of organizations",
     "members' credited output per head over the last twelve months", Level::organization},
    {"role_turnover", "1", "role turnover",
     "share of those acting in this and the last month whose role changed", Level::system},
    {"degree", "ties", "degree", "mean number of ties", Level::system},
    {"trust", "1", "trust", "mean trust over both ends of all ties", Level::system},
    {"clustering", "1", "clustering", "mean local clustering; a sample above 2,000 people",
     Level::system},
    {"share_across", "1", "ties across", "share of ties across cultures or sectors", Level::system},
    {"ei_index", "1", "E-I index", "(external - internal) / all ties, by culture", Level::system},
    {"giant_component", "1", "giant component", "share of people in the largest component",
     Level::system},
    {"modularity", "1", "modularity", "of the partition into organizations", Level::system},
    {"degree_gini", "1", "Gini of degree", "0: all have as many ties", Level::system},
    {"influence_gini", "1", "influence concentration",
     "Gini of the influence that people exert in dialogue", Level::system},
    {"result_by_group", "1", "result by culture group", "mean over the group's people of R",
     Level::system, Along::group},
    {"reach_by_group", "1", "reach by culture group", "share of the group that acts", Level::system,
     Along::group},
    {"result_by_community", "1", "result by community", "R of each", Level::community,
     Along::community},
    {"direction_by_community", "1", "direction by community", "as direction", Level::community,
     Along::community},
    {"alignment_by_community", "1", "alignment by community", "as alignment; NaN if nobody acts",
     Level::community, Along::community},
    {"commitment_by_community", "1", "commitment by community", "as commitment", Level::community,
     Along::community},
    {"reach_by_community", "1", "reach by community", "as reach", Level::community,
     Along::community},
}};

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

std::span<const Measure> measures() { return table; }

std::size_t measure_index(std::string_view name) {
    std::vector<std::string_view> names;
    for (std::size_t m = 0; m < table.size(); ++m) {
        if (table[m].name == name) {
            return m;
        }
        names.push_back(table[m].name);
    }
    throw InputError("unknown measure " + std::string(name) + "; did you mean " +
                     nearest_name(name, names) + "?");
}

struct Recorder::Memory {
    const Prepared& prepared;
    std::vector<RunSeries> series;
    // Of the arm that is being watched, a month ago.
    Column<Role> role;
    Column<Person> coalition;
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
    : memory_(new Memory{prepared, std::vector<RunSeries>(arms), {}, {}, 0.0, 0.0}) {
    const auto moments = static_cast<std::size_t>(prepared.scenario.run.months) + 1;
    for (RunSeries& run : memory_->series) {
        for (const Measure& measure : table) {
            const std::size_t width =
                measure.along == Along::community
                    ? (prepared.scenario.measures.by_community ? prepared.community_names.size()
                                                               : 0)
                : measure.along == Along::group ? prepared.group_names.size()
                                                : 1;
            run.values.emplace_back(moments * width, no_value);
        }
    }
}

Recorder::~Recorder() = default;

std::vector<RunSeries> Recorder::take() { return std::move(memory_->series); }

namespace {

// Mean overlap of random pairs of people: what direction is rescaled from.
double overlap_of_random_pairs(const World& world) {
    constexpr int pairs = 2048;
    const auto people = static_cast<std::uint32_t>(world.people.size());
    DrawStream luck = stream(world.draws, world.month, Purpose::measure, 1);
    double sum = 0.0;
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        for (int n = 0; n < pairs; ++n) {
            const Person a = luck.below(people);
            Person b = luck.below(people - 1);
            b = b >= a ? b + 1 : b;
            sum += static_cast<double>(
                overlap<padding()>(world.people.concern_of(a), world.people.concern_of(b)));
        }
    });
    return sum / pairs;
}

}  // namespace

void Recorder::operator()(const Moment& moment, const World& world) {
    Memory& memory = *memory_;
    if (moment.month == 0) {
        memory.role = world.people.role;
        memory.coalition = world.people.coalition;
        memory.random_overlap = overlap_of_random_pairs(world);
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
    double acting = 0.0;
    double acted_twice = 0.0;
    double changed_role = 0.0;
    double changed_coalition = 0.0;
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
        if (all.acting(i)) {
            acting += 1.0;
            if (coalition[i] != nobody) {
                acted_twice += 1.0;
                changed_role += all.role[i] != role[i] ? 1.0 : 0.0;
                changed_coalition += all.coalition[i] != coalition[i] ? 1.0 : 0.0;
            }
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
    set(reach, acting / count);
    set(trained_share, number[1] / count);
    set(untrained_capacity, ratio(capacity_of[0], number[0]));
    set(trained_capacity, ratio(capacity_of[1], number[1]));
    set(untrained_skill, ratio(skill_of[0], number[0]));
    set(trained_skill, ratio(skill_of[1], number[1]));
    if (moment.month > 0) {
        set(role_turnover, ratio(changed_role, acted_twice));
        set(coalition_churn, ratio(changed_coalition, acted_twice));
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
    bool any = false;
    double* by_group = row(moment.arm, result_by_group, moment.month);
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        by_group[g] = ratio(result_of[g], people_of[g]);
        if (people_of[g] >= 5.0) {
            least = any ? std::min(least, by_group[g]) : by_group[g];
            most = any ? std::max(most, by_group[g]) : by_group[g];
            any = true;
        }
    }
    std::vector<double> acting_of(frame.groups(), 0.0);
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        acting_of[world.people.face[n].culture] +=
            world.people.acting(static_cast<Person>(n)) ? 1.0 : 0.0;
    }
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        row(moment.arm, reach_by_group, moment.month)[g] = ratio(acting_of[g], people_of[g]);
    }

    if (moment.month == 0) {
        first_result = overall;
    }
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(result, overall);
    set(disparity, any ? most - least : no_value);
    set(spent, moment.spent);
    set(gain_per_money, ratio(overall - first_result, moment.spent / people_in_all));

    const bool by_community = !series[moment.arm].values[result_by_community].empty();
    with_padding(frame.issues.factors(), [&](auto padding) {
        double* directions =
            by_community ? row(moment.arm, direction_by_community, moment.month) : nullptr;
        const double mean = mean_direction<padding()>(world, frame.communities, directions);
        set(direction, mean);
        set(direction_rescaled, ratio(mean - random_overlap, 1.0 - random_overlap));
        set(organization_direction, mean_direction<padding()>(world, frame.organizations));
        set(team_direction, mean_direction<padding()>(world, frame.teams));
    });
    for (std::size_t c = 0; by_community && c < places; ++c) {
        const auto members = frame.communities.members(static_cast<std::uint32_t>(c));
        double committed = 0.0;
        double acting = 0.0;
        for (const Person i : members) {
            committed += static_cast<double>(world.people.commitment[i]);
            acting += world.people.acting(i) ? 1.0 : 0.0;
        }
        const auto size = static_cast<double>(members.size());
        row(moment.arm, result_by_community, moment.month)[c] = world.communities.result[c];
        row(moment.arm, commitment_by_community, moment.month)[c] = ratio(committed, size);
        row(moment.arm, reach_by_community, moment.month)[c] = ratio(acting, size);
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
