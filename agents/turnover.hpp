// Turnover: each month a person leaves with a small hazard and someone new takes the position, with
// a personal state of their own and one to three ties in the team. What was trained in the leaver is
// lost; what the organization learned stays.
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct TurnoverParameters {
    double hazard = 0.012;

    static constexpr std::string_view section = "turnover";
    static std::span<const Parameter<TurnoverParameters>> rows();
};

void turn_over(World& world, const Workers& workers);

}  // namespace colead
