#include "agents/person.hpp"

#include <algorithm>
#include <array>

namespace colead {

std::span<const Parameter<PersonParameters>> PersonParameters::rows() {
    using P = PersonParameters;
    static constexpr std::array<Parameter<P>, 15> table = {{
        {&P::values_community, "values_community", "share", 0, 1,
         "share of one's values that all of the community hold",
         "assumed: overlap .70 within and .67 across cultures; with much more, a whole community "
         "wants "
         "one thing; range 0-.3",
         3},
        {&P::values_culture, "values_culture", "share", 0, 1,
         "share of one's values that all of one's culture hold; with values_community at most 1",
         "assumed: see values_community; range 0-.6", 3},
        {&P::concentration, "concentration", "1", 0.05, 100,
         "Dirichlet concentration of values: the smaller, the fewer things one cares for",
         "assumed: even in the simplex; at .3 a community's own draw decides what all act on; "
         "range .3-3",
         3},
        {&P::capacity_low, "capacity_low", "0..1", 0, 1, "lowest untrained capacity",
         "assumed; with capacity_high a standard deviation of .072", 12},
        {&P::capacity_high, "capacity_high", "0..1", 0, 1, "highest untrained capacity",
         "assumed; see capacity_low", 12},
        {&P::awareness_low, "awareness_low", "0..1", 0, 1, "lowest clarity and openness at first",
         "assumed; range 0-.4", 12},
        {&P::awareness_high, "awareness_high", "0..1", 0, 1,
         "highest clarity and openness at first", "assumed; range .3-.8", 12},
        {&P::commitment_low, "commitment_low", "0..1", 0, 1, "lowest commitment at first",
         "assumed; range 0-.3", 12},
        {&P::commitment_high, "commitment_high", "0..1", 0, 1, "highest commitment at first",
         "assumed; range .2-.8", 12},
        {&P::skill_low, "skill_low", "0..1", 0, 1, "lowest leader skill of someone of rank 0",
         "assumed; range 0-.3", 12},
        {&P::skill_high, "skill_high", "0..1", 0, 1, "highest leader skill of someone of rank 0",
         "assumed; range .2-.6", 12},
        {&P::skill_of_rank, "skill_of_rank", "0..1", 0, 1,
         "leader skill that comes on top with rank 1", "assumed; range 0-.4", 12},
        {&P::threshold_mean, "threshold_mean", "0..1", 0, 1,
         "mean share of alters that must act before one acts",
         "fitted, so that worlds rest between few and most acting (Granovetter 1978); range .35-.6",
         5},
        {&P::threshold_sd, "threshold_sd", "0..1", 0, 1, "standard deviation of thresholds",
         "fitted with the mean (Granovetter 1978 varies it); range .15-.3", 5},
        {&P::model_spread, "model_spread", "1", 0, 3,
         "lognormal spread of first mental models: how differently people see the system",
         "assumed; range .4-1.2", 6},
    }};
    return table;
}

void draw_simplex(DrawStream& draws, double concentration, int factors, float* vector) {
    std::array<double, max_factors> deviates{};
    double sum = 0.0;
    for (int k = 0; k < factors; ++k) {
        deviates[static_cast<std::size_t>(k)] = draws.gamma(concentration);
        sum += deviates[static_cast<std::size_t>(k)];
    }
    for (int k = 0; k < factors; ++k) {
        const double share =
            sum > 0.0 ? deviates[static_cast<std::size_t>(k)] / sum : 1.0 / factors;
        vector[k] = static_cast<float>(share);
    }
}

void draw_person(Population& people, const PersonParameters& p, const Draws& draws,
                 std::uint32_t month, Person i, int factors, const float* community_values,
                 const float* culture_values) {
    DrawStream draw = stream(draws, month, Purpose::newcomer_state, i);
    const auto between = [&](double low, double high) {
        return draw.uniform(static_cast<float>(low), static_cast<float>(high));
    };

    std::array<float, max_factors> own{};
    draw_simplex(draw, p.concentration, factors, own.data());
    const auto of_community = static_cast<float>(p.values_community);
    const auto of_culture = static_cast<float>(p.values_culture);
    float* intention = people.intention_of(i);
    float* mental_model = people.mental_model_of(i);
    double model_sum = 0.0;
    for (int k = 0; k < factors; ++k) {
        intention[k] = of_community * community_values[k] + of_culture * culture_values[k] +
                       (1.0F - of_community - of_culture) * own[static_cast<std::size_t>(k)];
        mental_model[k] = static_cast<float>(exponential(p.model_spread * draw.normal()));
        model_sum += static_cast<double>(mental_model[k]);
    }
    for (int k = 0; k < factors; ++k) {
        mental_model[k] = static_cast<float>(static_cast<double>(mental_model[k]) / model_sum);
    }

    for (std::size_t c = 0; c < process_count; ++c) {
        people.capacity_baseline[c][i] = between(p.capacity_low, p.capacity_high);
        people.capacity[c][i] = people.capacity_baseline[c][i];
    }
    people.clarity_baseline[i] = between(p.awareness_low, p.awareness_high);
    people.openness_baseline[i] = between(p.awareness_low, p.awareness_high);
    people.clarity[i] = people.clarity_baseline[i];
    people.openness[i] = people.openness_baseline[i];
    people.commitment[i] = between(p.commitment_low, p.commitment_high);
    Face& face = people.face[i];
    face.skill = std::min(
        1.0F, between(p.skill_low, p.skill_high) + static_cast<float>(p.skill_of_rank) * face.rank);
    people.skill_baseline[i] = face.skill;
    people.threshold[i] = std::clamp(
        static_cast<float>(p.threshold_mean + p.threshold_sd * draw.normal()), 0.02F, 0.95F);

    // One voices one's values and would work on what one sees, before any talk.
    float* concern = people.concern_of(i);
    float* strategy = people.strategy_of(i);
    const float systemic = people.capacity[systems_thinking][i];
    for (int k = 0; k < factors; ++k) {
        concern[k] = intention[k];
        strategy[k] = (1.0F - systemic) * concern[k] + systemic * mental_model[k];
    }
    people.target[i] = static_cast<std::uint8_t>(argmax(strategy, factors));
    face.acting = not_acting;
    people.practised[i] = 0;
    people.joined[i] = static_cast<std::int32_t>(month);
    people.trained[i] = never_trained;
    people.role[i] = Role::none;
    people.coalition[i] = nobody;
}

}  // namespace colead
