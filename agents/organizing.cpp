#include "agents/organizing.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<OrganizingParameters>> OrganizingParameters::rows() {
    using P = OrganizingParameters;
    static constexpr std::array<std::string_view, 2> structures = {"larger", "either"};
    static constexpr std::array<Parameter<P>, 5> table = {{
        {&P::inertia, "inertia", "1", 0, 1, "by how much a new target must be better to be taken",
         "assumed: keeps synchronous choices from flapping; range 0-.1", 12},
        {&P::stay, "stay", "0..1", 0, 1,
         "by how much the threshold is lower for who acted last month",
         "assumed: hysteresis of participation; range 0-.15", 7},
        {&P::initiative, "initiative", "1/month", 0, 1,
         "chance of acting below one's threshold, at full commitment and clarity",
         "assumed: two in a hundred a month at middling values; range 0-.4", 4},
        {&P::explore, "explore", "1/month", 0, 1,
         "chance of trying a random target, at full systems thinking", "assumed; range 0-.2", 4},
        {&P::structure, "structure", "choice", 0, 1,
         "what one's own capacity for organizing and one's organization's make together: the "
         "`larger`, or `either`, 1 - (1 - qO)(1 - K)",
         "assumed: larger; with it, training in organizing hardly shows where an organization is "
         "strong, so either is a sensitivity",
         4, structures},
    }};
    return table;
}

namespace {

template <int P>
void choose(World& world, std::size_t begin, std::size_t end) {
    Population& people = world.people;
    const OrganizingParameters& p = world.frame->parameters.organizing;
    const auto factors = static_cast<std::uint32_t>(world.frame->issues.factors());
    const auto inertia = static_cast<float>(p.inertia);
    const auto stay = static_cast<float>(p.stay);
    const auto initiative = static_cast<float>(p.initiative);
    const auto explore = static_cast<float>(p.explore);

    const Luck luck = luck_of(world, Purpose::organizing, begin, end);
    for (std::size_t n = begin; n < end; ++n) {
        const auto i = static_cast<Person>(n);
        Face& face = people.face[i];
        const float systemic = people.capacity[systems_thinking][i];
        const Lanes<P> concern = load<P>(world.scratch.next_voice.data() + 2 * P * n);
        float* strategy = world.scratch.next_voice.data() + 2 * P * n + P;
        const Lanes<P> of_alters = load<P>(strategy);
        // Without anyone to trust there is nobody to organize with.
        const float joint = sum_by_halves<P>(of_alters) > 0.0F ? world.organizing_of(i) : 0.0F;
        const Lanes<P> own =
            (1.0F - systemic) * concern + systemic * load<P>(people.mental_model_of(i));
        store<P>(own, strategy);
        const Lanes<P> plan_of = (1.0F - joint) * own + joint * of_alters;
        float plan[P];
        store<P>(plan_of, plan);

        const std::size_t here = n - begin;
        int target = people.target[i];
        const int best = argmax<P>(plan_of);
        if (plan[best] > plan[target] + inertia) {
            target = best;
        }
        if (uniform(luck.words[0][here]) < explore * systemic) {
            target = static_cast<int>(below(luck.words[1][here], factors));
        }
        people.target[i] = static_cast<std::uint8_t>(target);

        const float support =
            world.scratch.shares_or_models[n * P + static_cast<std::size_t>(target)];
        const bool acted = face.acting != not_acting;
        const float threshold =
            people.threshold[i] * (1.0F - people.commitment[i]) - (acted ? stay : 0.0F);
        const bool follows = support >= threshold;
        const bool begins =
            uniform(luck.words[2][here]) < initiative * people.commitment[i] * people.clarity[i];
        people.support[i] = support;
        people.role[i] = follows ? Role::follower : (begins ? Role::initiator : Role::none);
        face.acting = follows || begins ? static_cast<std::uint8_t>(target) : not_acting;
        if (follows || begins) {
            people.practise(i, organizing);
        }
    }
}

}  // namespace

void organize(World& world, const Workers& workers) {
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
            choose<padding()>(world, begin, end);
        });
    });
    world.people.voice.swap(world.scratch.next_voice);
}

}  // namespace colead
