// Who takes a position: the personal state someone brings, at the start and at turnover.
// docs/model.md, "Initialization".
#pragma once

#include <cstdint>
#include <span>

#include "agents/population.hpp"
#include "agents/purpose.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct PersonParameters {
    double values_community = 0.1;
    double values_culture = 0.25;
    double concentration = 1.0;
    double capacity_low = 0.10;
    double capacity_high = 0.35;
    double awareness_low = 0.2;
    double awareness_high = 0.5;
    double commitment_low = 0.1;
    double commitment_high = 0.4;
    double skill_low = 0.1;
    double skill_high = 0.3;
    double skill_of_rank = 0.2;
    double threshold_mean = 0.45;
    double threshold_sd = 0.25;
    double model_spread = 0.8;

    static constexpr std::string_view section = "person";
    static std::span<const Parameter<PersonParameters>> rows();
};

/// Fills a simplex vector with a Dirichlet(concentration) deviate over `factors`; the padding is 0.
void draw_simplex(DrawStream& draws, double concentration, int factors, float* vector);

/// Draws the personal state of whoever takes position i in `month`: intention, concern, mental
/// model, strategy, clarity, openness, commitment, skill, capacities, threshold. What is fixed with
/// the position (community, organization, team, culture, sector, rank) stays.
/// `community_values`, `culture_values`: what people there care for, simplex vectors.
void draw_person(Population& people, const PersonParameters& parameters, const Draws& draws,
                 std::uint32_t month, Person i, int factors, const float* community_values,
                 const float* culture_values);

}  // namespace colead
