#include "agents/coalitions.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>

#include "agents/world.hpp"
#include "sim/eight.hpp"

namespace colead {

std::span<const Parameter<CoalitionParameters>> CoalitionParameters::rows() {
    using P = CoalitionParameters;
    static constexpr std::array<std::string_view, 2> covers = {"every", "single"};
    static constexpr std::array<Parameter<P>, 3> table = {{
        {&P::trust, "trust", "0..1", 0, 1,
         "trust, at either end of a tie, from which two who act on one target act together",
         "assumed; range .1-.4", 8},
        {&P::span, "span", "people", 1, 1e6, "how many people one leader covers",
         "assumed: spans of control differ with the work, 5 to 50 (Woodward 1965); range 6-24", 11},
        {&P::cover, "cover", "choice", 0, 1,
         "how many leaders a coalition can use: `every` leader covers `span` people, or `single`",
         "assumed neutral: every leader counts (Wang et al. 2014); single is a sensitivity", 4,
         covers},
    }};
    return table;
}

float cover_of(std::span<const Leading> leaders, std::size_t n, double span) {
    double covered = 0.0;
    double left = static_cast<double>(n);
    for (const Leading& leader : leaders) {
        if (left <= 0.0) {
            break;
        }
        covered += static_cast<double>(leader.lead) * std::min(span, left);
        left -= span;
    }
    return n == 0 ? 0.0F : static_cast<float>(covered / static_cast<double>(n));
}

namespace {

// Of who does not act: no community times sixteen reaches it.
constexpr std::uint32_t no_party = 0xffffffffU;

// Union-find in which a root only ever comes to hang below a smaller root: whatever the order and
// the threads, the root of a component ends as its smallest member.
class Components {
public:
    explicit Components(Column<Person>& parent) : parent_(parent) {}

    Person root(Person i) const {
        for (;;) {
            const Person above = load(i);
            if (above == i) {
                return i;
            }
            const Person top = load(above);
            if (top != above) {  // halve the path; losing this race to another thread is harmless
                Person expected = above;
                std::atomic_ref<Person>(parent_[i])
                    .compare_exchange_weak(expected, top, std::memory_order_relaxed);
            }
            i = above;
        }
    }

    void unite(Person a, Person b) {
        if (load(a) == load(b)) {  // most ties join what is joined already
            return;
        }
        for (;;) {
            a = root(a);
            b = root(b);
            if (a == b) {
                return;
            }
            if (a > b) {
                std::swap(a, b);
            }
            Person expected = b;
            if (std::atomic_ref<Person>(parent_[b])
                    .compare_exchange_strong(expected, a, std::memory_order_relaxed)) {
                return;
            }
        }
    }

    /// Who of the marked hangs below the same person as ego.
    Marks8 below_same(Person ego, Words8 who, Marks8 marks) const {
        return gather_marked(parent_.data(), who, marks) == load(ego);
    }

private:
    Person load(Person i) const {
        return std::atomic_ref<Person>(parent_[i]).load(std::memory_order_relaxed);
    }
    Column<Person>& parent_;
};

// Lists who acts, ascending, and gives everyone a party: who acts in one community on one factor is of
// one party, who does not act of none. Found without a branch, which nobody could guess.
void list_acting(World& world) {
    const Population& people = world.people;
    Column<Person>& acting = world.scratch.acting;
    Column<std::uint32_t>& party = world.scratch.party;
    acting.resize(people.size());
    party.resize(people.size());
    std::size_t count = 0;
    for (std::size_t n = 0; n < people.size(); ++n) {
        const std::uint8_t factor = people.face[n].acting;
        const bool acts = factor != not_acting;
        acting[count] = static_cast<Person>(n);
        count += acts ? 1U : 0U;
        party[n] = acts ? people.community[n] * not_acting + factor : no_party;
        world.people.coalition[n] = acts ? static_cast<Person>(n) : nobody;
    }
    acting.resize(count);
}

// Unites ego with those of the row whom it trusts and who are of its party, eight at a time. Who hangs below the
// same person as ego is left out, which most do: what another thread has just changed does not matter, for who
// was once joined stays so.
void join_row(Components& components, Person ego, std::span<const Person> alters,
              std::span<const float> trusts, const std::uint32_t* party, float least) {
    const std::uint32_t own = party[ego];
    for (std::size_t first = 0; first < alters.size(); first += lanes) {
        const Marks8 there = first_of_eight(alters.size() - first);
        const Words8 who = load_alters(alters.data() + first);
        const Marks8 trusted = load<8>(trusts.data() + first) >= least;
        const Marks8 allies = there & trusted & (gather_marked(party, who, there) == own);
        const Marks8 apart = allies & ~components.below_same(ego, who, allies);
        for (unsigned left = bits_of(apart); left != 0; left &= left - 1) {
            components.unite(ego, alters[first + static_cast<std::size_t>(std::countr_zero(left))]);
        }
    }
}

void join(World& world, const Workers& workers) {
    const Column<Person>& acting = world.scratch.acting;
    Column<Person>& coalition = world.people.coalition;
    const auto least = static_cast<float>(world.frame->parameters.coalitions.trust);
    Components components(coalition);
    workers.for_blocks(acting.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            const Person i = acting[n];
            world.ties.ask_for_ties(acting[std::min(n + ask_ahead, acting.size() - 1)]);
            join_row(components, i, world.ties.alters(i), std::as_const(world.ties).trust(i),
                     world.scratch.party.data(), least);
        }
    });
    workers.for_blocks(acting.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            const Person label = components.root(acting[n]);
            std::atomic_ref<Person>(coalition[acting[n]]).store(label, std::memory_order_relaxed);
        }
    });
}

// Lists the coalitions by ascending label: a label is its coalition's smallest member, so an
// ascending walk meets it before any other member.
void gather(World& world) {
    const Population& people = world.people;
    const Column<Person>& acting = world.scratch.acting;
    Coalitions& coalitions = world.coalitions;
    Column<std::uint32_t>& slot = world.scratch.slot;
    slot.resize(people.size());
    coalitions.list.clear();
    for (const Person i : acting) {
        const Person label = people.coalition[i];
        if (label == i) {
            slot[i] = static_cast<std::uint32_t>(coalitions.list.size());
            Coalition fresh;
            fresh.label = label;
            fresh.community = people.community[i];
            fresh.target = people.face[i].acting;
            coalitions.list.push_back(fresh);
        }
        ++coalitions.list[slot[label]].size;
    }
    std::uint32_t first = 0;
    for (Coalition& coalition : coalitions.list) {
        coalition.first = first;
        first += coalition.size;
        coalition.size = 0;
    }
    coalitions.members.resize(acting.size());
    coalitions.credit.resize(acting.size());
    for (const Person i : acting) {
        Coalition& coalition = coalitions.list[slot[people.coalition[i]]];
        coalitions.members[coalition.first + coalition.size++] = i;
    }
}

void work_together(World& world, Coalition& coalition, std::vector<Leading>& leading) {
    Population& people = world.people;
    const CoalitionParameters& p = world.frame->parameters.coalitions;
    const std::span<const Person> members = world.coalitions.members_of(coalition);
    leading.clear();
    double effort = 0.0;
    double joint = 0.0;
    std::array<bool, 256> cultures{};
    for (const Person i : members) {
        const Face& face = people.face[i];
        leading.push_back({lead_of(face), i});
        effort += static_cast<double>(effort_of(people.commitment[i], face));
        joint += static_cast<double>(world.organizing_of(i));
        if (!cultures[face.culture]) {
            cultures[face.culture] = true;
            ++coalition.cultures;
        }
        if (people.has_practised(i, made_bridge) && people.role[i] == Role::follower) {
            people.role[i] = Role::bridger;
        } else if (people.has_practised(i, made_connection) && people.role[i] == Role::follower) {
            people.role[i] = Role::connector;
        }
    }
    const auto n = static_cast<double>(coalition.size);
    // Only as many leaders are put in order as it takes to cover everyone; one more, because the
    // span is taken away leader by leader and may round otherwise than the quotient.
    const auto leaders = static_cast<std::ptrdiff_t>(
        std::min(n, p.cover == CoalitionParameters::single ? 1.0 : std::ceil(n / p.span) + 1.0));
    std::partial_sort(leading.begin(), leading.begin() + leaders, leading.end());
    const float cover = cover_of(std::span(leading).first(static_cast<std::size_t>(leaders)),
                                 coalition.size, p.span);
    const double coordination = 1.0 - (1.0 - joint / n) * (1.0 - static_cast<double>(cover));
    const double output = effort / (1.0 + (1.0 - coordination) * natural_log(n) / natural_log(2.0));
    coalition.effort = static_cast<float>(effort);
    coalition.cover = cover;
    coalition.coordination = static_cast<float>(coordination);
    coalition.output = static_cast<float>(output);
    if (coalition.size >= 3) {
        people.role[leading.front().person] = Role::lead;
    }
    const double per_effort = effort > 0.0 ? output / effort : 0.0;
    for (std::size_t r = 0; r < members.size(); ++r) {
        const Person i = members[r];
        world.coalitions.credit[coalition.first + r] = static_cast<float>(
            per_effort * static_cast<double>(effort_of(people.commitment[i], people.face[i])));
    }
}

}  // namespace

void form_coalitions(World& world, const Workers& workers) {
    list_acting(world);
    join(world, workers);
    gather(world);
    workers.for_blocks(
        world.coalitions.list.size(),
        [&](std::size_t begin, std::size_t end) {
            std::vector<Leading> leading;
            for (std::size_t c = begin; c < end; ++c) {
                work_together(world, world.coalitions.list[c], leading);
            }
        },
        64);
}

}  // namespace colead
