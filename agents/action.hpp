// Action and the system's answer. What coalitions put out presses on the community's issue system:
//   u[g,k] = sum of outputs on k per resident x (universal + (1 - universal) rep_g)
//   rep_g  = min(3, g's part of the coalition's effort / g's part of the population), rescaled so
//            that sum_g pop_g rep_g = 1: who is at the table decides who gains
//   press  = u^2 / (u^2 + u_half^2): critical mass
//   z <- z + (clip(b_g + A z + gamma press, 0, 1) - z) / delay, plus noise if asked for.
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct ActionParameters {
    double gamma = 0.35;
    double half_pressure = 0.02;
    double universal = 0.5;

    static constexpr std::string_view section = "action";
    static std::span<const Parameter<ActionParameters>> rows();
};

/// Reads coalitions; writes the communities' factors, results and rises.
void act_on_the_system(World& world, const Workers& workers);

/// Result of each community from its factors: w.z over culture groups by population.
void take_stock(World& world);

}  // namespace colead
