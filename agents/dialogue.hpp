// Dialogue: one walk along everybody's ties, in which ego hears what alters voice, sees who of them
// acts on what, and comes to trust them more or less. Of an alter one hears last month's voice.
//   heard_i = (self x_i + sum_j w_ij x_j) / (self + sum_j w_ij),  w_ij = tau_ij authority_ij
//             for those within the latitude of acceptance, 1 - overlap <= bound + (1-bound) omega_i
//   x_i <- a_i anchor_i + (1 - a_i) [(1 - mu) x_i + mu heard_i],  a_i = attachment (1 - omega_i)
//   anchor_i = kappa_i s_i + (1 - kappa_i) n_c: without inner work one echoes the dominant story.
// Limits: DeGroot (1974), Friedkin & Johnsen (1990), Hegselmann & Krause (2002).
// Invariant: concern stays on the simplex (the step is convex).
#pragma once

#include "agents/population.hpp"
#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct DialogueParameters {
    double mu = 0.3;
    double self = 0.0;
    double beta = 2.0;
    double attachment = 0.5;
    double bound = 0.25;
    double narrative = 0.05;

    static constexpr std::string_view section = "dialogue";
    static std::span<const Parameter<DialogueParameters>> rows();
};

/// How much weight one gives to what an alter voices: w = tau authority within one's latitude.
class Hearing {
public:
    Hearing(const DialogueParameters& p, const Face& ego, float openness)
        : beta_(static_cast<float>(p.beta)), rank_(ego.rank) {
        const auto bound = static_cast<float>(p.bound);
        latitude_ = bound + (1.0F - bound) * openness + 1e-6F;
        // Nobody is in the organization of the unaffiliated.
        organization_ = ego.organization == unaffiliated ? unaffiliated - 1 : ego.organization;
    }

    std::uint32_t organization() const { return organization_; }

    /// For one alter, or for eight at a time: Real is float or Lanes<8>, Mark bool or Marks8.
    /// `colleague`: of ego's organization.
    template <class Real, class Mark>
    Real operator()(Real trust, Real shared, Mark colleague, Real rank, Real skill) const {
        const Real zero{};
        const Real higher = colleague ? rank - rank_ : zero;
        const Real authority = 1.0F + beta_ * (higher > zero ? higher : zero) * skill;
        return 1.0F - shared <= latitude_ ? trust * authority : zero;
    }

private:
    float beta_;
    float rank_;
    float latitude_;
    std::uint32_t organization_;
};

/// Each community's dominant story n_c moves by `narrative` toward the mean of its residents'
/// concerns, each weighted by .05 + rank: those of high rank tell more of it.
/// Reads concern; writes communities.narrative.
void tell_the_story(World& world, const Workers& workers);

/// Reads voices, faces and trust of last month; writes concern, ego's own trusts, and what the walk
/// found: coherence, strained and, for organizing, the share of alters acting on each factor
/// (scratch.shares_or_models) and, in the place of strategy, the trust-weighted mean of alters' strategies.
void dialogue(World& world, const Workers& workers);

}  // namespace colead
