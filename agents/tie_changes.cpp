#include "agents/tie_changes.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "agents/bridging.hpp"
#include "agents/connecting.hpp"
#include "agents/letting_go.hpp"
#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<TieParameters>> TieParameters::rows() {
    using P = TieParameters;
    static constexpr std::array<Parameter<P>, 10> table = {{
        {&P::hazard, "hazard", "1/month", 0, 1, "chance of letting go of a tie without any trust",
         "assumed: ordinary ties end at 1-2% a month at trust .5 (Burt 2000); range .01-.1", 10},
        {&P::tau_min, "tau_min", "0..1", 0, 1, "trust under which a tie is let go at once",
         "assumed; range 0-.1", 10},
        {&P::tau0, "tau0", "0..1", 0, 1, "trust that a new tie starts with", "assumed; range .1-.4",
         10},
        {&P::tau0_bridge, "tau0_bridge", "0..1", 0, 1, "trust that a new bridge starts with",
         "assumed: seven tenths of tau0; range .1-.4", 10},
        {&P::rate_connecting, "rate_connecting", "1/month", 0, 10,
         "proposals a month at full capacity for connecting",
         "set so that degree rests near the attention of 12; range 1-3", 10},
        {&P::closure, "closure", "share", 0, 1,
         "share of proposals that go to a friend of a friend",
         "triadic closure (Kossinets & Watts 2006); assumed size; range .4-.9", 10},
        {&P::team, "team", "share", 0, 1,
         "share of the other proposals that stay in the team rather than the organization",
         "assumed; range .2-.8", 10},
        {&P::chi, "chi", "0..1", 0, 1,
         "how far a closed mind refuses ties across cultures: the culture barrier",
         "homophily (McPherson et al. 2001); assumed size; range 0-.9", 3},
        {&P::rate_bridging, "rate_bridging", "1/month", 0, 1,
         "chance of a bridging proposal a month at full capacity for bridging",
         "assumed; range .05-.4", 10},
        {&P::afar, "afar", "share", 0, 1, "share of bridging proposals to another community",
         "assumed; range 0-.3", 10},
    }};
    return table;
}

void TieChanges::clear(std::size_t blocks) {
    removals_of_block.resize(blocks);
    proposals_of_block.resize(blocks);
    for (std::size_t b = 0; b < blocks; ++b) {
        removals_of_block[b].clear();
        proposals_of_block[b].clear();
    }
}

namespace {

constexpr std::size_t block = Workers::people_per_block;

// Deals what the lists hold out to the blocks of people by the smaller end of each pair, and sorts
// each block: together they then ascend.
template <class Item, class PairOf, class Less>
void deal(const std::vector<std::vector<Item>>& lists, std::size_t blocks, PairOf pair_of,
          Less less, std::vector<std::size_t>& begins, std::vector<Item>& items,
          const Workers& workers) {
    begins.assign(blocks + 1, 0);
    for (const auto& list : lists) {
        for (const Item& item : list) {
            ++begins[pair_of(item).low / block + 1];
        }
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        begins[b + 1] += begins[b];
    }
    items.resize(begins[blocks]);
    for (const auto& list : lists) {
        for (const Item& item : list) {
            items[begins[pair_of(item).low / block]++] = item;
        }
    }
    // Each begin has moved to the next one's.
    for (std::size_t b = blocks; b > 0; --b) {
        begins[b] = begins[b - 1];
    }
    begins[0] = 0;
    workers.for_blocks(
        blocks,
        [&](std::size_t first, std::size_t last) {
            for (std::size_t b = first; b < last; ++b) {
                std::sort(items.begin() + static_cast<std::ptrdiff_t>(begins[b]),
                          items.begin() + static_cast<std::ptrdiff_t>(begins[b + 1]), less);
            }
        },
        1);
}

}  // namespace

void TieChanges::join(std::size_t people, const Workers& workers) {
    const std::size_t blocks = (people + block - 1) / block;
    deal(
        removals_of_block, blocks, [](const Pair& pair) { return pair; }, std::less<Pair>(), begins,
        removals, workers);
    removals.erase(std::unique(removals.begin(), removals.end()), removals.end());
    deal(
        proposals_of_block, blocks, [](const Proposal& proposal) { return proposal.pair; },
        [](const Proposal& a, const Proposal& b) { return a.pair < b.pair; }, begins, proposals,
        workers);
}

namespace {

float shared_concern(const World& world, Person a, Person b) {
    return with_padding(world.frame->issues.factors(), [&](auto padding) {
        return overlap<padding()>(world.people.concern_of(a), world.people.concern_of(b));
    });
}

}  // namespace

float connecting_acceptance(const World& world, Person ego, Person other) {
    const Population& people = world.people;
    const bool cultures_differ = people.face[ego].culture != people.face[other].culture;
    const auto chi = static_cast<float>(world.frame->parameters.ties.chi);
    const float welcome = cultures_differ ? 1.0F - chi * (1.0F - people.openness[other]) : 1.0F;
    return shared_concern(world, ego, other) * welcome;
}

float bridging_acceptance(const World& world, Person ego, Person other) {
    return shared_concern(world, ego, other) * (0.3F + 0.7F * world.people.openness[other]) *
           (0.4F + 0.6F * world.people.capacity[bridging][ego]);
}

void settle(const World& world, TieChanges& changes, std::uint32_t salt) {
    changes.additions.clear();
    changes.kinds.clear();
    const std::vector<Proposal>& proposals = changes.proposals;
    for (std::size_t first = 0; first < proposals.size();) {
        Proposal best = proposals[first];
        std::size_t next = first + 1;
        for (; next < proposals.size() && proposals[next].pair == best.pair; ++next) {
            best.acceptance = std::max(best.acceptance, proposals[next].acceptance);
            best.trust = std::max(best.trust, proposals[next].trust);
            best.kinds |= proposals[next].kinds;
        }
        const DrawBlock luck =
            draw(world, Purpose::tie_forms, best.pair.low, world.people.id[best.pair.high]);
        if (uniform(luck[salt]) < best.acceptance) {
            changes.additions.push_back({best.pair, best.trust, best.trust});
            changes.kinds.push_back(best.kinds);
        }
        first = next;
    }
}

void commit_changes(World& world, TieChanges& changes, const Workers& workers) {
    world.ties.commit(changes.removals, changes.additions, workers);
    for (std::size_t t = 0; t < changes.additions.size(); ++t) {
        const Pair pair = changes.additions[t].pair;
        world.people.practised[pair.low] |= changes.kinds[t];
        world.people.practised[pair.high] |= changes.kinds[t];
    }
}

void change_ties(World& world, const Workers& workers) {
    Population& people = world.people;
    TieChanges& changes = world.scratch.tie_changes;
    changes.clear((people.size() + block - 1) / block);
    const Skips skips(world.frame->parameters.ties.hazard);
    workers.for_blocks(people.size(), [&](std::size_t begin, std::size_t end) {
        std::vector<Pair>& removals = changes.removals_of_block[begin / block];
        std::vector<Proposal>& proposals = changes.proposals_of_block[begin / block];
        const auto each = [&](Purpose purpose, auto behaviour) {
            const Luck luck = luck_of(world, purpose, begin, end);
            for (std::size_t n = begin; n < end; ++n) {
                behaviour(static_cast<Person>(n), luck.block(n - begin));
            }
        };
        // Who proposes has practised, whatever comes of it.
        each(Purpose::letting_go,
             [&](Person i, const DrawBlock& luck) { let_go(world, skips, i, luck, removals); });
        each(Purpose::connecting, [&](Person i, const DrawBlock& luck) {
            if (connect(world, i, luck, proposals)) {
                people.practised[i] |= made_by(connecting);
            }
        });
        each(Purpose::bridging, [&](Person i, const DrawBlock& luck) {
            if (bridge(world, i, luck, proposals)) {
                people.practised[i] |= made_by(bridging);
            }
        });
    });
    changes.join(people.size(), workers);
    settle(world, changes, 0);
    commit_changes(world, changes, workers);
}

}  // namespace colead
