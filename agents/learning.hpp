// Learning. Who acts prototypes: sees a noisy sample of the gain of the factor worked on (an oracle
// that stands for the local evidence of a pilot) and moves the mental model toward it. Who thinks in
// systems pools models with an alter. Who reflects gains openness and clarity, and turns intention
// toward what the own group lacks. Practised capacities grow, all fade to their baselines
// (Tatel & Ackerman 2025); commitment follows coherence, clarity, gain and support.
// docs/model.md, "Learning".
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct LearningParameters {
    double lambda = 0.05;
    double lambda_m = 0.2;
    double sigma = 0.5;
    double pool = 0.3;
    double rho = 0.02;
    double fade = 0.07;
    double reflect = 0.3;
    double reflect_learned = 0.5;
    double need = 0.02;
    double coherence = 0.05;
    double success = 0.1;
    double success_at = 0.01;
    double alone = 0.03;

    static constexpr std::string_view section = "learning";
    static std::span<const Parameter<LearningParameters>> rows();
};

/// Reads what the month brought; writes mental models, openness, clarity, intention, capacities,
/// skill and commitment of each ego, and clears what was practised.
void learn(World& world, const Workers& workers);

}  // namespace colead
