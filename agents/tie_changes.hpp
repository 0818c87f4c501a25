// How the month's changes of ties come together: egos let go and propose, then everything is committed,
// removals before additions. A pair has one draw: the tie forms if the draw lies under the largest
// acceptance among the proposals made, and the higher starting trust counts. No result depends on who
// proposed first.
#pragma once

#include <cstdint>
#include <vector>

#include "agents/population.hpp"
#include "sim/parallel.hpp"
#include "sim/parameter.hpp"
#include "sim/ties.hpp"

namespace colead {

struct World;

struct TieParameters {
    double hazard = 0.03;
    double tau_min = 0.05;
    double tau0 = 0.25;
    double tau0_bridge = 0.175;
    double rate_connecting = 2.0;
    double closure = 0.7;
    double team = 0.5;
    double chi = 0.7;
    double rate_bridging = 0.16;
    double afar = 0.1;

    static constexpr std::string_view section = "ties";
    static std::span<const Parameter<TieParameters>> rows();
};

struct Proposal {
    Pair pair;
    float acceptance;    // 0 .. 1
    float trust;         // at both ends if the tie forms
    std::uint8_t kinds;  // bits of what made it, see made_by
};

/// What a proposal of a process is practice of: the process, and having made such a tie.
constexpr std::uint8_t made_by(Process process) {
    const auto made = static_cast<unsigned>(process == bridging ? made_bridge : made_connection);
    return static_cast<std::uint8_t>(1U << static_cast<unsigned>(process) | 1U << made);
}

/// A tie that forms, and the kinds of the proposals for it.
struct Formed {
    NewTie tie;
    std::uint8_t kinds;
};

/// Buffers of the month's changes. Egos of a block of people write lists of their own; lists may name a
/// pair more than once.
struct TieChanges {
    std::vector<std::vector<Pair>> removals_of_block;
    std::vector<std::vector<Proposal>> proposals_of_block;
    Column<Pair> removals;
    Column<NewTie> additions;    // ascending by pair, without repeats
    Column<std::uint8_t> kinds;  // of each addition

    void clear(std::size_t blocks);
    /// Puts the blocks' removals into one list.
    void join_removals();

    // Scratch of settle: proposals dealt to the blocks of their smaller ends, and put in order there.
    std::vector<std::size_t> begins;
    std::vector<std::size_t> next;
    Column<Proposal> dealt;
    Column<Proposal> in_order;
    std::vector<std::vector<Formed>> formed_of_block;
};

/// acceptance of `other` by one who proposes: overlap, dampened across cultures by closed minds.
float connecting_acceptance(const World& world, Person ego, Person other);
/// acceptance of a bridge: overlap (.3 + .7 omega_other)(.4 + .6 qB_ego).
float bridging_acceptance(const World& world, Person ego, Person other);

/// Draws which of the proposals form and lists them in `additions` with their kinds. `salt` tells
/// occasions within a month apart.
void settle(const World& world, TieChanges& changes, std::uint32_t salt, const Workers& workers);

/// Commits the blocks' removals, and the additions; who proposed or accepted a tie has practised it.
void commit_changes(World& world, TieChanges& changes, const Workers& workers);

/// The month's phase: lets go, connects, bridges, commits, and marks who practised.
void change_ties(World& world, const Workers& workers);

}  // namespace colead
