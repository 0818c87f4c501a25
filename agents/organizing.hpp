// Organizing: from what one voices and believes to what one would work on, and whether one acts.
//   v = (1 - qS) x + qS m: who does not think in systems fights symptoms
//   plan = (1 - O) v + O (trust-weighted mean of alters' v of last month)
//   O = max(qO, K_o), or as a sensitivity 1 - (1 - qO)(1 - K_o)
//   target = argmax plan, changed only for a gain above `inertia`
//   acts when phi >= theta (1 - e) - stay [acted last month], or by initiative
//   phi: trust-weighted share of alters who acted on one's target last month.
// Thresholds: Granovetter (1978), Watts (2002) at inertia = stay = initiative = explore = 0, e = 0.
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct OrganizingParameters {
    enum Structure : int { larger, either };

    double inertia = 0.02;
    double stay = 0.05;
    double initiative = 0.2;
    double explore = 0.05;
    int structure = larger;

    static constexpr std::string_view section = "organizing";
    static std::span<const Parameter<OrganizingParameters>> rows();
};

/// Reads this month's concern and what the walk found; writes strategy, target, acting, support,
/// and the roles initiator and follower. From here on the month's voices are the new ones.
void organize(World& world, const Workers& workers);

}  // namespace colead
