// The plain twin: the month of docs/model.md written straight from that page, serial and slow, one
// small file per phase, so that the engine can be held against it. From the engine come data only:
// parameters, the numbers of the issue system, and the state of a world to start from (reading.cpp).
#pragma once

#include <array>
#include <map>
#include <set>
#include <vector>

#include "agents/parameters.hpp"
#include "reference/arithmetic.hpp"
#include "reference/draws.hpp"

namespace colead {
struct World;
}

namespace colead::reference {

/// Index of a person, as in the engine.
using Id = std::uint32_t;
inline constexpr Id no_one = 0xffffffffU;
inline constexpr std::uint32_t none_of_them = 0xffffffffU;  // of no organization, of no team
inline constexpr int nothing = 16;                          // what someone who does not act acts on

/// Section 2, "Person". Symbols as there; a trailing 0 is a baseline.
struct PersonState {
    std::uint32_t community = 0;
    std::uint32_t organization = none_of_them;
    std::uint32_t team = none_of_them;
    int culture = 0;
    int sector = 0;
    float rank = 0.0F;
    float theta = 0.0F;
    Vector s, x, v, m;
    float kappa = 0.0F, kappa0 = 0.0F;
    float omega = 0.0F, omega0 = 0.0F;
    float e = 0.0F;
    float l = 0.0F, l0 = 0.0F;
    std::array<float, process_count> q{}, q0{};
    int target = 0;
    int acting = nothing;
    Id coalition = no_one;
    Role role = Role::none;
    std::set<int> practised;  // processes, made_connection, made_bridge
    int joined = 0;
    int trained = never_trained;
    std::map<Id, float> tau;  // trust in each alter; who is here is tied

    // What the walk of 7.3 finds, read later in the month.
    Vector strategies_of_alters;  // 0 without alters or trust
    Vector acted_share;
    float coherence = 0.0F;
    float phi = 0.0F;

    bool acts() const { return acting != nothing; }
    float lead() const { return l * (0.4F + 0.6F * rank); }
    float effort() const { return e * (0.7F + 0.3F * l); }
};

struct OrganizationState {
    float K = 0.0F;
    std::vector<float> output;  // of the last twelve months, at the place month modulo 12
};

struct CommunityState {
    Vector narrative;
    std::vector<std::vector<double>> z;  // by culture group, then factor
    double result = 0.0;
    float rise = 0.0F;
    float rise_before = 0.0F;
};

/// Section 7.6.
struct CoalitionState {
    Id label = no_one;
    std::uint32_t community = 0;
    int target = 0;
    std::vector<Id> members;    // ascending
    std::vector<float> credit;  // of each member, in the same order
    int cultures = 0;
    float effort = 0.0F;
    float cover = 0.0F;
    float coordination = 0.0F;
    float output = 0.0F;
};

struct Twin {
    Parameters parameters;
    IssueSystem issues;
    std::vector<double> gain;
    std::vector<Vector> community_values, culture_values;  // S_c, S_g of section 5
    Luck luck;
    std::vector<PersonState> people;
    std::vector<OrganizationState> organizations;
    std::vector<CommunityState> communities;
    std::vector<CoalitionState> coalitions;  // by ascending label

    std::size_t factors() const { return issues.names.size(); }
    std::size_t groups() const { return issues.baselines.size() / issues.names.size(); }
    bool across(Id i, Id j) const {
        return people[i].culture != people[j].culture || people[i].sector != people[j].sector;
    }
    bool tied(Id i, Id j) const { return people[i].tau.count(j) > 0; }

    // Ascending.
    std::vector<Id> residents(std::uint32_t community) const;
    std::vector<Id> members_of_organization(std::uint32_t organization) const;
    std::vector<Id> members_of_team(std::uint32_t team) const;

    /// pop_g: the part of each culture group in a community.
    std::vector<double> group_shares(std::uint32_t community) const;
    /// R of section 2.
    double result_of(std::uint32_t community) const;
    /// O of 7.5, apart from the case of nobody one trusts.
    float organizing_of(Id i) const;
};

// The phases of section 3, in order.
void tell_the_story(Twin& twin);       // 7.2
void dialogue(Twin& twin);             // 7.3 and 7.4
void organize(Twin& twin);             // 7.5
void form_coalitions(Twin& twin);      // 7.6
void build_organizations(Twin& twin);  // 7.7
void act_on_the_system(Twin& twin);    // 7.8
void learn(Twin& twin);                // 7.9
void change_ties(Twin& twin);          // 7.10 to 7.13
void turn_over(Twin& twin);            // 7.14

/// Section 5: draws all that a person brings to position i; the position stays.
void draw_person(Twin& twin, Id i);
/// Section 5: S_c, S_g and everyone's first state, K, narrative and z; positions and ties stay.
void draw_first_state(Twin& twin);

/// 7.13: a proposed tie.
struct ProposalMade {
    float acceptance;
    float trust;
    std::set<int> kinds;  // what it is practice of
};
using Proposals = std::map<std::pair<Id, Id>, std::vector<ProposalMade>>;  // by (smaller, larger)
void propose_connection(Twin& twin, Id i, Id j, Proposals& proposals);
void propose_bridge(Twin& twin, Id i, Id j, Proposals& proposals);
/// Forms those whose draw, word number `word`, lies under the largest acceptance.
void settle(Twin& twin, const Proposals& proposals, std::size_t word);

/// The state of the engine's world. After dialogue and before organizing the engine keeps what was
/// just voiced aside, hence `within_dialogue`.
Twin read(const World& world, bool within_dialogue = false);

}  // namespace colead::reference
