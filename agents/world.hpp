// A world: everything that a month changes, and the frame that it does not. Copying a world forks
// it; the frame is shared.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "agents/circles.hpp"
#include "agents/coalitions.hpp"
#include "agents/issue_system.hpp"
#include "agents/parameters.hpp"
#include "agents/population.hpp"
#include "agents/purpose.hpp"
#include "agents/tie_changes.hpp"
#include "sim/draw.hpp"
#include "sim/luck.hpp"
#include "sim/parallel.hpp"
#include "sim/sums.hpp"
#include "sim/ties.hpp"

namespace colead {

/// What stays the same over a run and is shared by its arms.
struct Frame {
    Parameters parameters;
    IssueSystem issues;
    SystemAnalysis analysis;
    Circles communities;
    Circles organizations;
    Circles teams;
    /// People per community and culture group, communities x groups.
    std::vector<std::uint32_t> group_sizes;
    /// The same as shares of the community.
    std::vector<double> group_shares;
    /// What people of a community, of a culture hold in common: simplex vectors, `stride` floats each.
    std::vector<float> community_values;
    std::vector<float> culture_values;

    std::size_t groups() const { return static_cast<std::size_t>(issues.groups()); }
    const double* group_share(std::size_t community) const {
        return group_shares.data() + community * groups();
    }
};

struct Organizations {
    static constexpr std::size_t months_kept = 12;
    std::vector<float> capacity;  // K_o, 0 .. 1
    /// Members' credited output per head in each of the last twelve months.
    std::vector<std::array<float, months_kept>> output;
};

struct Communities {
    std::vector<float> narrative;    // n_c, `stride` floats each
    std::vector<double> factor;      // z, communities x groups x M, 0 .. 1
    std::vector<double> result;      // R
    std::vector<float> rise;         // of R in the month, 0 if it fell
    std::vector<float> rise_before;  // of R in the month before

    std::size_t size() const { return result.size(); }
};

/// Working memory of the phases, kept so that a month allocates nothing; never read across phases,
/// except next_voice and shares_or_models from dialogue to organizing.
struct Scratch {
    std::vector<FixedSum> story;
    std::vector<FixedSum> story_weight;
    std::vector<FixedSum> pressure;
    Column<float> next_voice;
    /// `stride` floats a person. From dialogue to organizing: the trust-weighted share of alters acting on each
    /// factor. In learning: next month's mental models.
    Column<float> shares_or_models;
    std::vector<float> need;  // of each community's culture groups, `stride` floats each
    Column<Person> acting;
    Column<std::uint32_t> party;  // what one acts on and where, or none
    Column<std::uint32_t> slot;
    Column<float> credit;
    std::vector<std::vector<Person>> leavers_of_block;
    TieChanges tie_changes;
};

struct World {
    std::shared_ptr<const Frame> frame;
    Draws draws;
    std::uint32_t month = 0;  // from the start of burn-in
    Population people;
    TieStore ties;
    Organizations organizations;
    Communities communities;
    Coalitions coalitions;
    Scratch scratch;

    /// O_i: how far one works with others rather than on one's own (agents/organizing.hpp).
    float organizing_of(Person i) const {
        const std::uint32_t organization = people.face[i].organization;
        const float own = people.capacity[organizing][i];
        if (organization == unaffiliated) {
            return own;
        }
        const float structure = organizations.capacity[organization];
        return frame->parameters.organizing.structure == OrganizingParameters::either
                   ? 1.0F - (1.0F - own) * (1.0F - structure)
                   : std::max(own, structure);
    }

    /// z of a community's culture group, M values.
    const double* factors_of(std::size_t community, std::size_t group) const {
        return communities.factor.data() + (community * frame->groups() + group) *
                                               static_cast<std::size_t>(frame->issues.factors());
    }

    /// w.z of one culture group of a community.
    double result_of(std::size_t community, std::size_t group) const {
        const double* z = factors_of(community, group);
        double result = 0.0;
        for (std::size_t k = 0; k < frame->issues.weights.size(); ++k) {
            result += frame->issues.weights[k] * z[k];
        }
        return result;
    }

    /// R of a community: its groups' results by population.
    double result_of(std::size_t community) const {
        double result = 0.0;
        for (std::size_t g = 0; g < frame->groups(); ++g) {
            result += frame->group_share(community)[g] * result_of(community, g);
        }
        return result;
    }
};

/// Ego's block of draws for a purpose of this month, and ego's stream of them where the first is known.
inline DrawBlock draw(const World& world, Purpose purpose, Person ego, std::uint32_t other = 0) {
    return draw(world.draws, world.month, purpose, world.people.id[ego], other);
}
inline DrawStream stream(const World& world, Purpose purpose, Person ego, const DrawBlock& first) {
    return {world.draws, world.month, static_cast<PurposeNumber>(purpose), world.people.id[ego],
            first};
}

/// The same of a block of people at once.
inline Luck luck_of(const World& world, Purpose purpose, std::size_t begin, std::size_t end) {
    return {world.draws, world.month, static_cast<PurposeNumber>(purpose),
            world.people.ids(begin, end)};
}
static_assert(Workers::people_per_block == Luck::most);

}  // namespace colead
