// Emergent coalitions, redrawn each month: people of one community who act on one target and are
// joined by ties with trust >= tau_coalition at either end. Nobody need head one.
//   cover  = (1/n) sum_r lead_(r) min(span, max(0, n - span (r-1))), leads in descending order:
//            each leader covers `span` people; "single" counts the first leader alone
//   coordination = 1 - (1 - mean O)(1 - cover)
//   output = sum e (.7 + .3 l) / (1 + (1 - coordination) log2 n): process loss (Steiner 1972).
// Invariant: a coalition is a connected component, labelled by its smallest member.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "agents/population.hpp"
#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct CoalitionParameters {
    enum Cover : int { every, single };

    double trust = 0.2;
    double span = 12.0;
    int cover = every;

    static constexpr std::string_view section = "coalitions";
    static std::span<const Parameter<CoalitionParameters>> rows();
};

struct Coalition {
    Person label = nobody;
    std::uint32_t community = 0;
    std::uint32_t size = 0;
    std::uint32_t first = 0;  // of its members in Coalitions::members
    std::uint8_t target = 0;
    std::uint16_t cultures = 0;  // how many culture groups take part
    float effort = 0.0F;
    float cover = 0.0F;
    float coordination = 0.0F;
    float output = 0.0F;
};

/// The coalitions of a month, by ascending label.
struct Coalitions {
    Column<Coalition> list;
    /// Members of one coalition after those of another, ascending.
    Column<Person> members;
    /// Each member's credited part of the output, as `members`.
    Column<float> credit;

    std::span<const Person> members_of(const Coalition& coalition) const {
        return {members.data() + coalition.first, coalition.size};
    }
};

/// Someone's lead: the larger comes first, then the smaller person.
struct Leading {
    float lead = 0.0F;
    Person person = nobody;
    friend bool operator<(const Leading& a, const Leading& b) {
        return a.lead != b.lead ? a.lead > b.lead : a.person < b.person;
    }
};

/// How far these leaders, foremost first, cover a coalition of n. 0 .. 1.
float cover_of(std::span<const Leading> leaders, std::size_t n, double span);

/// Reads acting, ties, trust, skill, commitment, capacities; writes coalitions, each person's
/// coalition, and the remaining roles.
void form_coalitions(World& world, const Workers& workers);

}  // namespace colead
