#include "agents/tie_changes.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "agents/bridging.hpp"
#include "agents/connecting.hpp"
#include "agents/letting_go.hpp"
#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<TieParameters>> TieParameters::rows() {
    using P = TieParameters;
    static constexpr std::array<Parameter<P>, 10> table = {{
        {&P::hazard, "hazard", "1/month", 0, 1, "chance of letting go of a tie without any trust",
         "assumed: ordinary ties, of trust near .5 at both ends, then end at some 3% a month, "
         "of the 2-6% of Burt (2000); range .01-.1",
         10},
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

void TieChanges::join_removals() {
    removals.clear();
    for (const std::vector<Pair>& list : removals_of_block) {
        removals.insert(removals.end(), list.begin(), list.end());
    }
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

namespace {

constexpr std::size_t block = Workers::people_per_block;

// Deals proposals to the blocks of people of their smaller ends.
void deal(TieChanges& changes, std::size_t people) {
    const std::size_t blocks = (people + block - 1) / block;
    changes.begins.assign(blocks + 1, 0);
    for (const auto& list : changes.proposals_of_block) {
        for (const Proposal& proposal : list) {
            ++changes.begins[proposal.pair.low / block + 1];
        }
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        changes.begins[b + 1] += changes.begins[b];
    }
    changes.next.assign(changes.begins.begin(), changes.begins.end());
    changes.dealt.resize(changes.begins.back());
    changes.in_order.resize(changes.begins.back());
    for (const auto& list : changes.proposals_of_block) {
        for (const Proposal& proposal : list) {
            changes.dealt[changes.next[proposal.pair.low / block]++] = proposal;
        }
    }
    changes.formed_of_block.resize(blocks);
}

// Ascending by pair: by counting in order of the smaller end, then by sorting the few of each person.
void put_in_order(std::span<const Proposal> dealt, std::span<Proposal> in_order) {
    std::array<std::uint32_t, block + 1> begins{};
    for (const Proposal& proposal : dealt) {
        ++begins[proposal.pair.low % block + 1];
    }
    for (std::size_t n = 0; n < block; ++n) {
        begins[n + 1] += begins[n];
    }
    for (const Proposal& proposal : dealt) {
        in_order[begins[proposal.pair.low % block]++] = proposal;
    }
    // Each begin has moved to its end by now.
    std::uint32_t first = 0;
    for (std::size_t n = 0; n < block; ++n) {
        const std::uint32_t last = begins[n];
        if (last - first > 1) {
            std::sort(in_order.begin() + first, in_order.begin() + last,
                      [](const Proposal& a, const Proposal& b) { return a.pair < b.pair; });
        }
        first = last;
    }
}

// Lists those of up to Luck::most pairs, each with its best proposal, whose draw lies under acceptance.
void draw_pairs(const World& world, std::span<const Proposal> best, std::uint32_t salt,
                std::vector<Formed>& formed) {
    std::array<Person, Luck::most> low;
    std::array<Person, Luck::most> high;
    for (std::size_t n = 0; n < best.size(); ++n) {
        low[n] = world.people.id[best[n].pair.low];
        high[n] = world.people.id[best[n].pair.high];
    }
    const Luck luck(world.draws, world.month, static_cast<PurposeNumber>(Purpose::tie_forms),
                    std::span(low.data(), best.size()), std::span(high.data(), best.size()));
    for (std::size_t n = 0; n < best.size(); ++n) {
        if (uniform(luck.words[salt][n]) < best[n].acceptance) {
            formed.push_back({{best[n].pair, best[n].trust, best[n].trust}, best[n].kinds});
        }
    }
}

// `proposals`: ascending by pair.
void settle_block(const World& world, std::span<const Proposal> proposals, std::uint32_t salt,
                  std::vector<Formed>& formed) {
    formed.clear();
    std::array<Proposal, Luck::most> best;
    std::size_t pairs = 0;
    for (const Proposal& proposal : proposals) {
        if (pairs > 0 && proposal.pair == best[pairs - 1].pair) {
            Proposal& same = best[pairs - 1];
            same.acceptance = std::max(same.acceptance, proposal.acceptance);
            same.trust = std::max(same.trust, proposal.trust);
            same.kinds |= proposal.kinds;
            continue;
        }
        if (pairs == best.size()) {
            draw_pairs(world, best, salt, formed);
            pairs = 0;
        }
        best[pairs++] = proposal;
    }
    draw_pairs(world, std::span(best.data(), pairs), salt, formed);
}

}  // namespace

void settle(const World& world, TieChanges& changes, std::uint32_t salt, const Workers& workers) {
    deal(changes, world.people.size());
    workers.for_blocks(
        changes.formed_of_block.size(),
        [&](std::size_t first, std::size_t last) {
            for (std::size_t b = first; b < last; ++b) {
                const std::size_t begin = changes.begins[b];
                const std::size_t count = changes.begins[b + 1] - begin;
                const std::span<Proposal> proposals(changes.in_order.data() + begin, count);
                put_in_order({changes.dealt.data() + begin, count}, proposals);
                settle_block(world, proposals, salt, changes.formed_of_block[b]);
            }
        },
        1);
    changes.additions.clear();
    changes.kinds.clear();
    for (const std::vector<Formed>& list : changes.formed_of_block) {
        for (const Formed& formed : list) {
            changes.additions.push_back(formed.tie);
            changes.kinds.push_back(formed.kinds);
        }
    }
}

void commit_changes(World& world, TieChanges& changes, const Workers& workers) {
    changes.join_removals();
    world.ties.commit(changes.removals, changes.additions, workers);
    for (std::size_t t = 0; t < changes.additions.size(); ++t) {
        const Pair pair = changes.additions[t].pair;
        world.people.practised[pair.low] |= changes.kinds[t];
        world.people.practised[pair.high] |= changes.kinds[t];
    }
}

namespace {

// Has those of a block who `want` to, by the first word of their draws, `act` on all of them. Who they
// are is found without a branch: nobody could guess it. Their ties are asked for ahead of time.
template <class Want, class Act>
void each(const World& world, Purpose purpose, std::size_t begin, std::size_t end, Want want,
          Act act) {
    const Luck luck = luck_of(world, purpose, begin, end);
    std::array<std::uint32_t, Luck::most> chosen;
    std::size_t count = 0;
    for (std::size_t n = 0; n < end - begin; ++n) {
        chosen[count] = static_cast<std::uint32_t>(n);
        count += want(static_cast<Person>(begin + n), luck.words[0][n]) ? 1U : 0U;
    }
    for (std::size_t c = 0; c < count; ++c) {
        const std::size_t soon = std::min(c + ask_ahead, count - 1);
        world.ties.ask_for_ties(static_cast<Person>(begin + chosen[soon]));
        act(static_cast<Person>(begin + chosen[c]), luck.block(chosen[c]));
    }
}

}  // namespace

void change_ties(World& world, const Workers& workers) {
    Population& people = world.people;
    TieChanges& changes = world.scratch.tie_changes;
    changes.clear((people.size() + block - 1) / block);
    const Skips skips(world.frame->parameters.ties.hazard);
    workers.for_blocks(people.size(), [&](std::size_t begin, std::size_t end) {
        std::vector<Pair>& removals = changes.removals_of_block[begin / block];
        std::vector<Proposal>& proposals = changes.proposals_of_block[begin / block];
        each(
            world, Purpose::letting_go, begin, end,
            [&](Person i, std::uint32_t word) { return may_let_go(world, skips, i, word); },
            [&](Person i, const DrawBlock& luck) { let_go(world, skips, i, luck, removals); });
        Seekers seekers(world, proposals);
        each(
            world, Purpose::connecting, begin, end,
            [&](Person i, std::uint32_t word) { return connections_sought(world, i, word) > 0; },
            [&](Person i, const DrawBlock& luck) { seekers.add(i, luck); });
        seekers.propose();
        each(
            world, Purpose::bridging, begin, end,
            [&](Person i, std::uint32_t word) { return seeks_bridge(world, i, word); },
            [&](Person i, const DrawBlock& luck) {
                if (bridge(world, i, luck, proposals)) {
                    people.practised[i] |= made_by(bridging);
                }
            });
    });
    settle(world, changes, 0, workers);
    commit_changes(world, changes, workers);
}

}  // namespace colead
