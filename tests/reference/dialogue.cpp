// 7.3 Dialogue and 7.4 Trust: one walk along ego's ties in ascending order of alters.
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// 7.4 for one tie; `shared` is the overlap.
float trust_after(const Twin& twin, Id i, Id j, float tau, float shared) {
    const TrustParameters& p = twin.parameters.trust;
    const PersonState& ego = twin.people[i];
    const auto degree = static_cast<float>(ego.tau.size());
    const float attention = single(p.attention);
    const float contact = degree > attention ? attention / degree : 1.0F;
    const float c0 = single(p.c0);
    float care = c0 + (1.0F - c0) * ego.q[connecting];
    float fade = single(p.delta);
    if (twin.across(i, j)) {
        care = c0 + (1.0F - c0) * ego.q[connecting] * ego.q[bridging];
        fade = fade + single(p.bridge_decay) * (1.0F - ego.q[bridging]);
    }
    const float g = single(p.eta) * contact * care * shared;
    const float d = fade + single(p.conflict) * (1.0F - ego.omega) * (1.0F - shared);
    return std::clamp(tau + g * (1.0F - tau) - d * tau, 0.0F, 1.0F);
}

// 7.3 "authority_ij".
float authority(const Twin& twin, const PersonState& ego, const PersonState& alter) {
    if (ego.organization == none_of_them || ego.organization != alter.organization) {
        return 1.0F;
    }
    const float above = std::max(0.0F, alter.rank - ego.rank);
    return 1.0F + single(twin.parameters.dialogue.beta) * above * alter.l;
}

void converse(const Twin& before, Id i, PersonState& after) {
    const DialogueParameters& p = before.parameters.dialogue;
    const PersonState& ego = before.people[i];
    const float bound = single(p.bound);
    const float self = single(p.self);
    const float mu = single(p.mu);
    Vector heard(before.factors(), 0.0F);
    Vector strategies(before.factors(), 0.0F);
    Vector acted(before.factors(), 0.0F);
    // 8.2 "Walk along ties": single numbers in eight parts, by the alter's place in the row.
    Vector weights(8, 0.0F);
    Vector trust(8, 0.0F);
    Vector shared_in_all(8, 0.0F);
    std::size_t place = 0;
    for (const auto& [j, tau] : ego.tau) {
        const PersonState& alter = before.people[j];
        const float shared = overlap(ego.x, alter.x);
        // 7.3 "w_ij".
        const bool listens = 1.0F - shared <= bound + (1.0F - bound) * ego.omega + 1e-6F;
        const float w = listens ? tau * authority(before, ego, alter) : 0.0F;
        heard = heard + w * alter.x;
        weights[place] += w;
        // 7.3 "The same walk finds, weighted by trust alone".
        strategies = strategies + tau * alter.v;
        trust[place] += tau;
        shared_in_all[place] += tau * shared;
        place = (place + 1) % 8;
        if (alter.acts()) {
            acted[static_cast<std::size_t>(alter.acting)] += tau;
        }
        after.tau[j] = trust_after(before, i, j, tau, shared);
    }
    // 7.3 "heard", "anchor", "a", "x_i <-".
    const float divisor = self + sum_by_halves(weights);
    heard = divisor > 0.0F ? (1.0F / divisor) * (self * ego.x + heard) : ego.x;
    const Vector anchor =
        ego.kappa * ego.s + (1.0F - ego.kappa) * before.communities[ego.community].narrative;
    const float a = single(p.attachment) * (1.0F - ego.omega);
    after.x = scaled_to_one(a * anchor + (1.0F - a) * ((1.0F - mu) * ego.x + mu * heard));

    const float in_all = sum_by_halves(trust);
    const float per_trust = in_all > 0.0F ? 1.0F / in_all : 0.0F;
    after.strategies_of_alters = per_trust * strategies;
    after.acted_share = per_trust * acted;
    after.coherence = sum_by_halves(shared_in_all) * per_trust;
}

}  // namespace

void dialogue(Twin& twin) {
    const Twin before = twin;
    for (Id i = 0; i < twin.people.size(); ++i) {
        converse(before, i, twin.people[i]);
    }
}

}  // namespace colead::reference
