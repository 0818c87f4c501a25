// 7.9 Learning.
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// "Prototype".
void prototype(const Twin& twin, Id i, PersonState& ego) {
    const LearningParameters& p = twin.parameters.learning;
    const auto k = static_cast<std::size_t>(ego.acting);
    const double sd = p.sigma * (1.0 - static_cast<double>(ego.q[systems_thinking]));
    const double y = normal(words_of(twin.luck, for_prototypes, i)[0]);
    const double sample = twin.gain[k] * exponential(sd * y - 0.5 * sd * sd);
    const float step = single(p.lambda_m) * ego.q[learning];
    ego.m[k] = ego.m[k] + step * (single(sample) - ego.m[k]);
    ego.m = scaled_to_one(ego.m);
    ego.practised.insert(systems_thinking);
}

// "Pool", with the alter that the word tells, whose model is last month's.
void pool(const Twin& before, std::uint32_t word, PersonState& ego) {
    auto alter = ego.tau.begin();
    std::advance(alter, below(word, ego.tau.size()));
    const auto& [j, tau] = *alter;
    const float step = single(before.parameters.learning.pool) * ego.q[systems_thinking] * tau;
    ego.m = ego.m + step * (before.people[j].m - ego.m);
    ego.practised.insert(systems_thinking);
}

// "Reflect".
void reflect(const Twin& twin, PersonState& ego) {
    const LearningParameters& p = twin.parameters.learning;
    const float qL = ego.q[learning];
    const float rise = single(p.rho) * qL;
    ego.kappa = ego.kappa + rise * (1.0F - ego.kappa);
    ego.omega = ego.omega + rise * (1.0F - ego.omega);
    Vector lack;
    for (const double z :
         twin.communities[ego.community].z[static_cast<std::size_t>(ego.culture)]) {
        lack.push_back(single(1.0 - z));
    }
    ego.s = scaled_to_one(ego.s + single(p.need) * qL * (scaled_to_one(lack) - ego.s));
    ego.practised.insert(learning);
}

// "Grow and fade"; qL as at the start of the phase.
void grow_and_fade(const Twin& twin, float qL, PersonState& ego) {
    const LearningParameters& p = twin.parameters.learning;
    const float fade = single(p.fade);
    const float grow = single(p.lambda) * qL;
    const auto next = [&](float y, float y0, bool practised) {
        const float practice = practised ? grow : 0.0F;
        return std::clamp(y + practice * (1.0F - y) - fade * (y - y0), 0.0F, 1.0F);
    };
    for (int process = 0; process < process_count; ++process) {
        const auto c = static_cast<std::size_t>(process);
        ego.q[c] = next(ego.q[c], ego.q0[c], ego.practised.count(process) > 0);
    }
    ego.l = next(ego.l, ego.l0, ego.role == Role::lead);
    ego.kappa = ego.kappa - fade * (ego.kappa - ego.kappa0);
    ego.omega = ego.omega - fade * (ego.omega - ego.omega0);
    ego.practised.clear();
}

// "Commitment", with kappa as just faded.
void commit(const Twin& twin, PersonState& ego) {
    const LearningParameters& p = twin.parameters.learning;
    float change = single(p.coherence) * (ego.coherence * ego.kappa - ego.e);
    if (ego.acts()) {
        const float rise = twin.communities[ego.community].rise_before;
        const float success = std::min(1.0F, rise / single(p.success_at));
        change = change + (single(p.success) * success * (1.0F - ego.e) -
                           single(p.alone) * (1.0F - ego.phi) * ego.e);
    }
    ego.e = std::clamp(ego.e + change, 0.0F, 1.0F);
}

}  // namespace

void learn(Twin& twin) {
    const Twin before = twin;
    const LearningParameters& p = twin.parameters.learning;
    for (Id i = 0; i < twin.people.size(); ++i) {
        PersonState& ego = twin.people[i];
        const float qL = ego.q[learning];
        const Words luck = words_of(twin.luck, for_learning, i);
        if (ego.acts()) {
            prototype(twin, i, ego);
        }
        if (uniform(luck[0]) < ego.q[systems_thinking] && !ego.tau.empty()) {
            pool(before, luck[1], ego);
        }
        if (uniform(luck[2]) < single(p.reflect) + single(p.reflect_learned) * qL) {
            reflect(twin, ego);
        }
        grow_and_fade(twin, qL, ego);
        commit(twin, ego);
    }
}

}  // namespace colead::reference
