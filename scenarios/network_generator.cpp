// Generated networks. Everyone has a position in the nested order community > organization > team
// whatever generator draws the ties, so that programs and measures find their levels.

#include <algorithm>
#include <cmath>
#include <utility>

#include "agents/purpose.hpp"
#include "scenarios/network_data.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

DrawStream network_draws(const Draws& draws, Person ego, std::uint32_t what) {
    return stream(draws, what, Purpose::network, ego);
}

// What the month's place in a key stands for while there is no month yet.
enum What : std::uint32_t { culture_of_organization, culture_of_person, ties_of_person };

std::size_t community_count(const NetworkParameters& p) {
    if (p.communities > 0) {
        return static_cast<std::size_t>(std::min(p.communities, p.people));
    }
    return static_cast<std::size_t>(std::max<std::int64_t>(1, (p.people + 500) / 1000));
}

// Communities of equal size, cut into organizations and those into teams; the first of an
// organization heads it, the first of each other team heads that.
void give_positions(const NetworkParameters& p, NetworkData& network) {
    const auto people = static_cast<std::size_t>(p.people);
    const std::size_t communities = community_count(p);
    const auto organization_size = static_cast<std::size_t>(p.organization_size);
    const auto team_size = static_cast<std::size_t>(p.team_size);
    network.community.resize(people);
    network.organization.resize(people);
    network.team.resize(people);
    network.rank.resize(people);
    std::uint32_t organization = unaffiliated;
    std::uint32_t team = unaffiliated;
    for (std::size_t c = 0; c < communities; ++c) {
        const std::size_t begin = c * people / communities;
        const std::size_t end = (c + 1) * people / communities;
        for (std::size_t i = begin; i < end; ++i) {
            const std::size_t seat = (i - begin) % organization_size;
            const bool heads_organization = seat == 0;
            const bool heads_team = seat % team_size == 0;
            organization += heads_organization ? 1U : 0U;
            team += heads_team ? 1U : 0U;
            network.community[i] = static_cast<std::uint32_t>(c);
            network.organization[i] = organization;
            network.team[i] = team;
            network.rank[i] = heads_organization ? 1.0F : (heads_team ? 0.5F : 0.0F);
        }
        network.community_names.push_back("community " + std::to_string(c + 1));
    }
    network.organizations = organization + 1;
    network.teams = team + 1;
}

// An organization works in one sector and has one majority culture.
void give_cultures(const NetworkParameters& p, const Draws& draws, NetworkData& network) {
    const auto cultures = static_cast<std::uint32_t>(p.cultures);
    const auto sectors = static_cast<std::uint32_t>(p.sectors);
    std::vector<std::uint8_t> majority(network.organizations);
    std::vector<std::uint8_t> sector(network.organizations);
    for (std::size_t o = 0; o < network.organizations; ++o) {
        DrawStream luck = network_draws(draws, static_cast<Person>(o), culture_of_organization);
        majority[o] = static_cast<std::uint8_t>(luck.below(cultures));
        sector[o] = static_cast<std::uint8_t>(luck.below(sectors));
    }
    network.culture.resize(network.people());
    network.sector.resize(network.people());
    for (std::size_t i = 0; i < network.people(); ++i) {
        const std::uint32_t o = network.organization[i];
        DrawStream luck = network_draws(draws, static_cast<Person>(i), culture_of_person);
        std::uint32_t culture = majority[o];
        if (cultures > 1 && luck.uniform() >= static_cast<float>(p.majority)) {
            culture = (culture + 1 + luck.below(cultures - 1)) % cultures;
        }
        network.culture[i] = static_cast<std::uint8_t>(culture);
        network.sector[i] = sector[o];
    }
    for (std::uint32_t g = 0; g < cultures; ++g) {
        network.group_names.push_back("culture " + std::to_string(g + 1));
    }
}

struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t size() const { return end - begin; }
};

// Circles are runs of people here: bounds of the run that holds i.
Range run_of(const std::vector<std::uint32_t>& circle, std::size_t i) {
    Range range{i, i + 1};
    while (range.begin > 0 && circle[range.begin - 1] == circle[i]) {
        --range.begin;
    }
    while (range.end < circle.size() && circle[range.end] == circle[i]) {
        ++range.end;
    }
    return range;
}

// Ties from ego to each of the people [begin, end), all after ego, with one probability: by geometric
// skips (Batagelj & Brandes 2005).
void tie_to_some(Person ego, Range others, double probability, DrawStream& luck,
                 std::vector<Pair>& pairs) {
    if (probability <= 0.0 || others.begin >= others.end) {
        return;
    }
    const double per_skip = probability < 1.0 ? 1.0 / natural_log(1.0 - probability) : 0.0;
    auto at = static_cast<double>(others.begin) - 1.0;
    for (;;) {
        at += 1.0 + std::floor(natural_log(open_uniform(luck.word())) * per_skip);
        if (at >= static_cast<double>(others.end)) {
            return;
        }
        pairs.push_back({ego, static_cast<Person>(at)});
    }
}

// Nearly everybody of a team is tied; the rest of one's degree is shared out to the organization,
// the community and, a little, elsewhere; what a circle is too small for goes to the next.
void nested_ties(const NetworkParameters& p, const Draws& draws, const NetworkData& network,
                 std::vector<Pair>& pairs) {
    constexpr double within_team = 0.9;
    constexpr double in_organization = 0.60;
    constexpr double in_community = 0.35;
    const std::size_t people = network.people();
    const std::size_t communities = network.community_names.size();
    Range team{0, 0};
    Range organization{0, 0};
    for (std::size_t i = 0; i < people; ++i) {
        if (i >= team.end) {
            team = run_of(network.team, i);
        }
        if (i >= organization.end) {
            organization = run_of(network.organization, i);
        }
        const std::size_t c = network.community[i];
        const Range community{c * people / communities, (c + 1) * people / communities};
        DrawStream luck = network_draws(draws, static_cast<Person>(i), ties_of_person);
        // The circles around ego, each with who is in it and not in the one before.
        const Range circles[] = {{i, team.end},
                                 {team.end, organization.end},
                                 {organization.end, community.end},
                                 {community.end, people}};
        const double sizes[] = {static_cast<double>(team.size() - 1),
                                static_cast<double>(organization.size() - team.size()),
                                static_cast<double>(community.size() - organization.size()),
                                static_cast<double>(people - community.size())};
        const double of_team = std::min(p.degree, within_team * sizes[0]);
        const double rest = p.degree - of_team;
        double shares[] = {of_team, in_organization * rest, in_community * rest,
                           (1.0 - in_organization - in_community) * rest};
        for (std::size_t n = 3; n > 1; --n) {  // nobody out there: nearer ties instead
            if (sizes[n] <= 0.0) {
                shares[n - 1] += std::exchange(shares[n], 0.0);
            }
        }
        double left_over = 0.0;
        for (std::size_t n = 0; n < 4; ++n) {
            const double wanted = shares[n] + left_over;
            const double had = std::min(wanted, sizes[n]);
            left_over = wanted - had;
            const Range others{std::max(circles[n].begin, i + 1), circles[n].end};
            tie_to_some(static_cast<Person>(i), others, sizes[n] > 0.0 ? had / sizes[n] : 0.0, luck,
                        pairs);
        }
    }
}

// G(N, p) with p = degree / (N - 1).
void erdos_renyi_ties(const NetworkParameters& p, const Draws& draws, std::vector<Pair>& pairs) {
    const auto people = static_cast<std::size_t>(p.people);
    const double density = std::min(1.0, p.degree / static_cast<double>(people - 1));
    for (std::size_t i = 0; i < people; ++i) {
        DrawStream luck = network_draws(draws, static_cast<Person>(i), ties_of_person);
        tie_to_some(static_cast<Person>(i), {i + 1, people}, density, luck, pairs);
    }
}

void complete_ties(std::size_t people, std::vector<Pair>& pairs) {
    constexpr std::size_t most = 20'000;
    if (people > most) {
        throw InputError("network.people = " + std::to_string(people) +
                         " is too many for network.generator = \"complete\": at most " +
                         std::to_string(most));
    }
    for (std::size_t i = 0; i < people; ++i) {
        for (std::size_t j = i + 1; j < people; ++j) {
            pairs.push_back({static_cast<Person>(i), static_cast<Person>(j)});
        }
    }
}

// Each person is tied to the degree/2 next on either side.
void ring_ties(const NetworkParameters& p, std::vector<Pair>& pairs) {
    const auto people = static_cast<std::size_t>(p.people);
    const auto reach = static_cast<std::size_t>(p.degree / 2.0);
    for (std::size_t i = 0; i < people; ++i) {
        for (std::size_t step = 1; step <= reach && step < people; ++step) {
            const auto other = static_cast<Person>((i + step) % people);
            if (other != i) {
                pairs.push_back(pair_of(static_cast<Person>(i), other));
            }
        }
    }
}

}  // namespace

NetworkData generate_network(const NetworkParameters& parameters, const Draws& draws) {
    NetworkData network;
    give_positions(parameters, network);
    give_cultures(parameters, draws, network);
    std::vector<Pair> pairs;
    switch (parameters.generator) {
        case NetworkParameters::erdos_renyi:
            erdos_renyi_ties(parameters, draws, pairs);
            break;
        case NetworkParameters::complete:
            complete_ties(network.people(), pairs);
            break;
        case NetworkParameters::ring:
            ring_ties(parameters, pairs);
            break;
        default:
            nested_ties(parameters, draws, network, pairs);
            break;
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    const auto trust = static_cast<float>(parameters.trust);
    network.ties.reserve(pairs.size());
    for (const Pair& pair : pairs) {
        network.ties.push_back({pair, trust, trust});
    }
    return network;
}

}  // namespace colead
