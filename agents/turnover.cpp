#include "agents/turnover.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<TurnoverParameters>> TurnoverParameters::rows() {
    static constexpr std::array<Parameter<TurnoverParameters>, 1> table = {{
        {&TurnoverParameters::hazard, "hazard", "1/month", 0, 1,
         "chance that a person leaves and someone new takes the position",
         "assumed: staff turnover in nonprofits of 14-37% a year is .0125-.038 a month", 10},
    }};
    return table;
}

namespace {

std::span<const Person> nearest_circle(const World& world, Person i) {
    const Frame& frame = *world.frame;
    const std::uint32_t team = world.people.team[i];
    const std::uint32_t organization = world.people.face[i].organization;
    if (team != unaffiliated && frame.teams.members(team).size() > 1) {
        return frame.teams.members(team);
    }
    if (organization != unaffiliated && frame.organizations.members(organization).size() > 1) {
        return frame.organizations.members(organization);
    }
    return frame.communities.members(world.people.community[i]);
}

// One to three ties in the nearest circle; the same colleague drawn twice counts once.
void settle_in(const World& world, Person i, Column<NewTie>& additions) {
    const auto circle = nearest_circle(world, i);
    if (circle.size() < 2) {
        return;
    }
    const auto trust = static_cast<float>(world.frame->parameters.ties.tau0);
    DrawStream luck = stream(world.draws, world.month, Purpose::newcomer_ties, i);
    const std::uint32_t wanted = 1 + luck.below(3);
    for (std::uint32_t n = 0; n < wanted; ++n) {
        Person other = circle[luck.below(static_cast<std::uint32_t>(circle.size() - 1))];
        other = other == i ? circle.back() : other;
        additions.push_back({pair_of(i, other), trust, trust});
    }
}

}  // namespace

void turn_over(World& world, const Workers& workers) {
    Population& people = world.people;
    const Frame& frame = *world.frame;
    const auto hazard = static_cast<float>(frame.parameters.turnover.hazard);
    const auto stride = static_cast<std::size_t>(people.stride());
    constexpr std::size_t block = Workers::people_per_block;
    TieChanges& changes = world.scratch.tie_changes;
    std::vector<std::vector<Person>>& leavers = world.scratch.leavers_of_block;
    const std::size_t blocks = (people.size() + block - 1) / block;
    changes.clear(blocks);
    leavers.resize(blocks);

    workers.for_blocks(people.size(), [&](std::size_t begin, std::size_t end) {
        std::vector<Person>& here = leavers[begin / block];
        std::vector<Pair>& removals = changes.removals_of_block[begin / block];
        here.clear();
        const Luck luck = luck_of(world, Purpose::turnover, begin, end);
        for (std::size_t n = begin; n < end; ++n) {
            const auto i = static_cast<Person>(n);
            if (uniform(luck.words[0][n - begin]) >= hazard) {
                continue;
            }
            here.push_back(i);
            for (const Person alter : world.ties.alters(i)) {
                removals.push_back(pair_of(i, alter));
            }
            draw_person(people, frame.parameters.person, world.draws, world.month, i,
                        frame.issues.factors(),
                        frame.community_values.data() + people.community[i] * stride,
                        frame.culture_values.data() + people.face[i].culture * stride);
        }
    });
    changes.join_removals();
    changes.additions.clear();
    for (const auto& here : leavers) {
        for (const Person i : here) {
            settle_in(world, i, changes.additions);
        }
    }
    std::sort(changes.additions.begin(), changes.additions.end(),
              [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
    changes.additions.erase(
        std::unique(changes.additions.begin(), changes.additions.end(),
                    [](const NewTie& a, const NewTie& b) { return a.pair == b.pair; }),
        changes.additions.end());
    world.ties.commit(changes.removals, changes.additions, workers);
}

}  // namespace colead
