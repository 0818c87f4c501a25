// Nested organizations: nearly everybody of a team is tied; the rest of one's degree is shared out to
// the organization, the community and, a little, elsewhere; what a circle is too small for goes to
// the next. Assumed (docs/model.md, section 5).
#include <algorithm>
#include <array>
#include <utility>

#include "scenarios/generators.hpp"

namespace colead {

namespace {

// Team, organization and community of a person, which are runs of people.
struct Nest {
    Range team;
    Range organization;
    Range community;
};

Nest nest_of(const Generation& g, std::size_t i) {
    const std::size_t communities = g.network.community_names.size();
    const std::size_t c = g.network.community[i];
    const Range community{c * g.people() / communities, (c + 1) * g.people() / communities};
    const auto cut = [i](Range whole, std::int64_t size) {
        const auto step = static_cast<std::size_t>(size);
        const std::size_t begin = i - (i - whole.begin) % step;
        return Range{begin, std::min(begin + step, whole.end)};
    };
    const Range organization = cut(community, g.parameters.organization_size);
    return {cut(organization, g.parameters.team_size), organization, community};
}

// How many ties one should have to each circle that holds `sizes` others.
std::array<double, 4> shares_of(double degree, const std::array<double, 4>& sizes) {
    constexpr double within_team = 0.9;
    constexpr double in_organization = 0.60;
    constexpr double in_community = 0.35;
    const double of_team = std::min(degree, within_team * sizes[0]);
    const double rest = degree - of_team;
    std::array<double, 4> shares = {of_team, in_organization * rest, in_community * rest,
                                    (1.0 - in_organization - in_community) * rest};
    for (std::size_t n = 3; n > 1; --n) {  // nobody out there: nearer ties instead
        if (sizes[n] <= 0.0) {
            shares[n - 1] += std::exchange(shares[n], 0.0);
        }
    }
    return shares;
}

void ties_of(const Generation& g, std::size_t i, std::vector<Pair>& pairs) {
    const auto& [team, organization, community] = nest_of(g, i);
    // The circles around ego, each with who is in it and not in the one before.
    const std::array<Range, 4> circles = {{{i, team.end},
                                           {team.end, organization.end},
                                           {organization.end, community.end},
                                           {community.end, g.people()}}};
    const std::array<double, 4> sizes = {
        static_cast<double>(team.size() - 1),
        static_cast<double>(organization.size() - team.size()),
        static_cast<double>(community.size() - organization.size()),
        static_cast<double>(g.people() - community.size())};
    const std::array<double, 4> shares = shares_of(g.parameters.degree, sizes);
    DrawStream luck = network_stream(g.draws, NetworkDraw::ties_of_person, i);
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

}  // namespace

std::vector<Pair> organization_ties(const Generation& g) {
    return pairs_by_blocks(g.people(), g.workers,
                           [&](std::size_t begin, std::size_t end, std::vector<Pair>& pairs) {
                               for (std::size_t i = begin; i < end; ++i) {
                                   ties_of(g, i, pairs);
                               }
                           });
}

}  // namespace colead
