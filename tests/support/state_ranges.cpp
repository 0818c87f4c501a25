#include "support/state_ranges.hpp"

#include <fmt/format.h>

#include <cmath>

namespace colead::test {

namespace {

// What is no number is in no range.
bool within(double value) { return value >= 0.0 && value <= 1.0 + 1e-6; }

std::string off_simplex(std::string_view name, const float* vector, int factors, int stride,
                        double slack) {
    double sum = 0.0;
    for (int k = 0; k < stride; ++k) {
        const auto value = static_cast<double>(vector[k]);
        if (!within(value) || (k >= factors && value != 0.0)) {
            return fmt::format("{} has {} at {}", name, value, k);
        }
        sum += value;
    }
    return std::abs(sum - 1.0) < slack ? std::string() : fmt::format("{} sums to {}", name, sum);
}

std::string of_person(const World& world, Person i, double slack) {
    const Population& p = world.people;
    const int factors = world.frame->issues.factors();
    for (const auto& [name, vector] : {std::pair{"intention", p.intention_of(i)},
                                       {"concern", p.concern_of(i)},
                                       {"strategy", p.strategy_of(i)},
                                       {"mental model", p.mental_model_of(i)}}) {
        if (std::string off = off_simplex(name, vector, factors, p.stride(), slack); !off.empty()) {
            return off;
        }
    }
    for (const float state :
         {p.clarity[i], p.openness[i], p.commitment[i], p.face[i].skill, p.face[i].rank,
          p.threshold[i], p.support[i], p.capacity[0][i], p.capacity[1][i], p.capacity[2][i],
          p.capacity[3][i], p.capacity[4][i]}) {
        if (!within(static_cast<double>(state))) {
            return fmt::format("a state is {}", state);
        }
    }
    for (const float trust : world.ties.trust(i)) {
        if (!within(static_cast<double>(trust))) {
            return fmt::format("trust is {}", trust);
        }
    }
    return {};
}

}  // namespace

std::string out_of_range(const World& world, double slack) {
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        if (std::string off = of_person(world, static_cast<Person>(n), slack); !off.empty()) {
            return fmt::format("person {}: {}", n, off);
        }
    }
    const auto stride = static_cast<std::size_t>(world.people.stride());
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        const std::string off =
            off_simplex("narrative", world.communities.narrative.data() + c * stride,
                        world.frame->issues.factors(), world.people.stride(), slack);
        if (!off.empty() || !within(world.communities.result[c])) {
            return fmt::format("community {}: {}", c, off);
        }
    }
    for (const double z : world.communities.factor) {
        if (!within(z)) {
            return fmt::format("z is {}", z);
        }
    }
    return {};
}

}  // namespace colead::test
