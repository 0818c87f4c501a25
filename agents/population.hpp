// Who people are: one column per attribute. Vectors over the factors of the issue system take
// P = padded(M) floats per person. Names, symbols and ranges: docs/model.md, "Entities".
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "sim/columns.hpp"
#include "sim/simplex.hpp"

namespace colead {

/// The five leadership processes; the order of the capacity columns.
enum Process : int { connecting, organizing, systems_thinking, bridging, learning };
inline constexpr int process_count = 5;
/// Further bits of what was practised: a tie proposed or accepted, whatever a program taught.
inline constexpr int made_connection = 5;
inline constexpr int made_bridge = 6;
inline constexpr std::array<std::string_view, process_count> process_names = {
    "connecting", "organizing", "systems_thinking", "bridging", "learning"};

/// Roles among those who act, the first that applies (docs/model.md, "Measures").
enum class Role : std::uint8_t { none, lead, initiator, bridger, connector, follower };

/// Unaffiliated: of no organization or no team.
inline constexpr std::uint32_t unaffiliated = 0xffffffffU;
/// `Face::acting` of someone who did not act.
inline constexpr std::uint8_t not_acting = 16;
inline constexpr std::int32_t never_trained = -1'000'000;

/// What an alter sees of one at a glance; kept together because a walk along ties wants all of it.
struct Face {
    std::uint32_t organization = unaffiliated;
    float rank = 0.0F;   // 0 .. 1
    float skill = 0.0F;  // l, 0 .. 1
    std::uint8_t culture = 0;
    std::uint8_t sector = 0;
    std::uint8_t acting = not_acting;  // the factor one acts on, or not_acting
    std::uint8_t unused = 0;
};

struct Population {
    Population() = default;
    Population(std::size_t people, int factors);

    std::size_t size() const { return face.size(); }
    /// Floats per vector over the factors.
    int stride() const { return stride_; }

    // Position: fixed.
    /// Keys the draws: the person's index.
    Column<Person> id;
    Column<Face> face;
    Column<std::uint32_t> community;
    Column<std::uint32_t> team;
    // Personal, fixed until someone else takes the position.
    Column<float> threshold;
    Column<float> skill_baseline;
    Column<float> clarity_baseline;
    Column<float> openness_baseline;
    std::array<Column<float>, process_count> capacity_baseline;
    // State, 0 .. 1.
    Column<float> clarity;     // kappa
    Column<float> openness;    // omega
    Column<float> commitment;  // e
    std::array<Column<float>, process_count> capacity;
    Column<std::uint8_t> target;
    Column<std::uint8_t> strained;   // 0: dialogue left no tie under tau_min
    Column<std::uint8_t> practised;  // bits by Process and made_*, since the last learning
    Column<std::int32_t> joined;     // month one took the position, 0 at the start
    Column<std::int32_t> trained;    // month last taken into a program, or never_trained
    Column<Role> role;               // this month's
    Column<Person> coalition;        // smallest member of one's coalition, nobody if not acting
    // State on the simplex, `stride` floats per person.
    Column<float> intention;     // s
    Column<float> mental_model;  // m
    // What alters hear: concern x then strategy v, 2 * stride floats per person.
    Column<float> voice;
    // What this month's walk along the ties found (agents/dialogue.hpp).
    Column<float> coherence;  // trust-weighted overlap with alters
    Column<float> support;    // phi: trust-weighted share of alters acting on one's own target

    /// Ids of the people begin .. end-1.
    std::span<const Person> ids(std::size_t begin, std::size_t end) const {
        return {id.data() + begin, end - begin};
    }
    float* concern_of(Person i) { return voice.data() + 2 * offset(i); }
    const float* concern_of(Person i) const { return voice.data() + 2 * offset(i); }
    float* strategy_of(Person i) { return concern_of(i) + stride_; }
    const float* strategy_of(Person i) const { return concern_of(i) + stride_; }
    float* intention_of(Person i) { return intention.data() + offset(i); }
    const float* intention_of(Person i) const { return intention.data() + offset(i); }
    float* mental_model_of(Person i) { return mental_model.data() + offset(i); }
    const float* mental_model_of(Person i) const { return mental_model.data() + offset(i); }

    bool acting(Person i) const { return face[i].acting != not_acting; }
    bool across(Person i, Person j) const {
        return face[i].culture != face[j].culture || face[i].sector != face[j].sector;
    }
    /// `what`: a Process, made_connection or made_bridge.
    void practise(Person i, int what) {
        practised[i] =
            static_cast<std::uint8_t>(practised[i] | (1U << static_cast<unsigned>(what)));
    }
    bool has_practised(Person i, int what) const {
        return (practised[i] >> static_cast<unsigned>(what) & 1U) != 0;
    }

private:
    std::size_t offset(Person i) const {
        return static_cast<std::size_t>(i) * static_cast<std::size_t>(stride_);
    }
    int stride_ = 8;
};

/// lead_i = l_i (.4 + .6 rank_i): what one can carry as one of a coalition's leaders.
inline float lead_of(const Face& face) { return face.skill * (0.4F + 0.6F * face.rank); }

/// Effort of someone who acts: e_i (.7 + .3 l_i).
inline float effort_of(float commitment, const Face& face) {
    return commitment * (0.7F + 0.3F * face.skill);
}

}  // namespace colead
