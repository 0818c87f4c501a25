// 7.5 Organizing.
#include "reference/twin.hpp"

namespace colead::reference {

namespace {

void choose(const Twin& twin, Id i, PersonState& ego) {
    const OrganizingParameters& p = twin.parameters.organizing;
    const Words luck = words_of(twin.luck, for_organizing, i);
    const float qS = ego.q[systems_thinking];
    // "v_i", "O_i", "plan".
    ego.v = (1.0F - qS) * ego.x + qS * ego.m;
    const bool trusts_someone = sum_by_halves(ego.strategies_of_alters) > 0.0F;
    const float O = trusts_someone ? twin.organizing_of(i) : 0.0F;
    const Vector plan = (1.0F - O) * ego.v + O * ego.strategies_of_alters;
    // "target".
    const auto best = static_cast<std::size_t>(argmax(plan));
    if (plan[best] > plan[static_cast<std::size_t>(ego.target)] + single(p.inertia)) {
        ego.target = static_cast<int>(best);
    }
    if (uniform(luck[0]) < single(p.explore) * qS) {
        ego.target = static_cast<int>(below(luck[1], twin.factors()));
    }
    // "phi_i", "acts when".
    ego.phi = ego.acted_share[static_cast<std::size_t>(ego.target)];
    const float threshold = ego.theta * (1.0F - ego.e) - (ego.acts() ? single(p.stay) : 0.0F);
    ego.acting = nothing;
    ego.role = Role::none;
    if (ego.phi >= threshold) {
        ego.acting = ego.target;
        ego.role = Role::follower;
    } else if (uniform(luck[2]) < single(p.initiative) * ego.e * ego.kappa) {
        ego.acting = ego.target;
        ego.role = Role::initiator;
    }
    if (ego.acts()) {
        ego.practised.insert(organizing);
    }
}

}  // namespace

void organize(Twin& twin) {
    for (Id i = 0; i < twin.people.size(); ++i) {
        choose(twin, i, twin.people[i]);
    }
}

}  // namespace colead::reference
