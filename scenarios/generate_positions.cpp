// Everyone has a position in the nested order community > organization > team whatever generator
// draws the ties, so that programs and measures find their levels.
#include <algorithm>

#include "scenarios/generators.hpp"

namespace colead {

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

// An organization works in one sector and has one majority culture. Under stochastic blocks the
// cultures are the blocks, equal runs of people.
void give_cultures(const NetworkParameters& p, const Draws& draws, const Workers& workers,
                   NetworkData& network) {
    const auto cultures = static_cast<std::uint32_t>(p.cultures);
    const auto sectors = static_cast<std::uint32_t>(p.sectors);
    std::vector<std::uint8_t> majority(network.organizations);
    std::vector<std::uint8_t> sector(network.organizations);
    for (std::size_t o = 0; o < network.organizations; ++o) {
        DrawStream luck = network_stream(draws, NetworkDraw::culture_of_organization, o);
        majority[o] = static_cast<std::uint8_t>(luck.below(cultures));
        sector[o] = static_cast<std::uint8_t>(luck.below(sectors));
    }
    const std::size_t people = network.people();
    const bool by_block = p.generator == NetworkParameters::stochastic_block;
    network.culture.resize(people);
    network.sector.resize(people);
    workers.for_blocks(people, [&](std::size_t begin, std::size_t end) {
        for (std::size_t i = begin; i < end; ++i) {
            const std::uint32_t o = network.organization[i];
            DrawStream luck = network_stream(draws, NetworkDraw::culture_of_person, i);
            std::uint32_t culture = majority[o];
            if (by_block) {
                culture = static_cast<std::uint32_t>(i * cultures / people);
            } else if (cultures > 1 && luck.uniform() >= static_cast<float>(p.majority)) {
                culture = (culture + 1 + luck.below(cultures - 1)) % cultures;
            }
            network.culture[i] = static_cast<std::uint8_t>(culture);
            network.sector[i] = sector[o];
        }
    });
    for (std::uint32_t g = 0; g < cultures; ++g) {
        network.group_names.push_back("culture " + std::to_string(g + 1));
    }
}

}  // namespace colead
