#include "agents/learning.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<LearningParameters>> LearningParameters::rows() {
    using P = LearningParameters;
    static constexpr std::array<Parameter<P>, 13> table = {{
        {&P::lambda, "lambda", "1/month", 0, 1,
         "what a month's practice adds to a capacity, at full capacity for learning",
         "assumed; range .02-.1", 4},
        {&P::lambda_m, "lambda_m", "1/month", 0, 1,
         "how far a prototype moves the mental model, at full capacity for learning",
         "assumed; range .1-.4", 6},
        {&P::sigma, "sigma", "1", 0, 3,
         "lognormal noise of what a prototype shows someone who does not think in systems",
         "assumed; range .2-1", 6},
        {&P::pool, "pool", "1/month", 0, 1,
         "how far pooling moves the mental model toward that of a fully trusted alter",
         "assumed; range .1-.6", 6},
        {&P::rho, "rho", "1/month", 0, 1, "what reflection adds to openness and clarity",
         "assumed; range .01-.05", 2},
        {&P::fade, "fade", "1/month", 0, 1,
         "share of the distance to its baseline that what is not practised loses",
         "half of a training gain lost in 6.5-13 months (Tatel & Ackerman): .052-.101", 12},
        {&P::reflect, "reflect", "1/month", 0, 1, "chance of reflecting without learning capacity",
         "assumed; range .1-.5", 4},
        {&P::reflect_learned, "reflect_learned", "1/month", 0, 1,
         "chance of reflecting on top at full capacity for learning; with reflect at most 1",
         "assumed; range .2-.7", 4},
        {&P::need, "need", "1/month", 0, 1,
         "how far reflection turns intention toward what the own group lacks",
         "assumed: slower than turnover; range 0-.1", 3},
        {&P::coherence, "coherence", "1/month", 0, 1,
         "how fast commitment follows shared concern and clarity", "assumed; range .02-.1", 3},
        {&P::success, "success", "1/month", 0, 1,
         "what acting adds to commitment when the community's result visibly rises",
         "assumed; small wins (Weick 1984); range .05-.2", 7},
        {&P::success_at, "success_at", "result/month", 1e-9, 1,
         "rise of the result in a month that counts in full as success", "assumed; range .005-.02",
         7},
        {&P::alone, "alone", "1/month", 0, 1,
         "share of commitment that acting without any support costs", "assumed; range .01-.06", 8},
    }};
    return table;
}

namespace {

template <int P>
struct Learner {
    World& world;
    Population& people;
    const LearningParameters& p;
    int factors;

    explicit Learner(World& w)
        : world(w),
          people(w.people),
          p(w.frame->parameters.learning),
          factors(w.frame->issues.factors()) {}

    float capacity(Process process, Person i) const { return people.capacity[process][i]; }

    // Acting on a factor shows how much it moves, blurred for who does not see the system.
    void prototype(Person i, float* model) {
        const auto target = people.face[i].acting;
        const double spread = p.sigma * (1.0 - static_cast<double>(capacity(systems_thinking, i)));
        const DrawBlock luck = draw(world.draws, world.month, Purpose::prototype, i);
        const double sample = world.frame->analysis.gain[target] *
                              exponential(spread * normal(luck[0]) - 0.5 * spread * spread);
        const float step = static_cast<float>(p.lambda_m) * capacity(learning, i);
        model[target] += step * (static_cast<float>(sample) - model[target]);
        store<P>(normalized<P>(load<P>(model)), model);
        people.practise(i, systems_thinking);
    }

    void pool(Person i, std::uint32_t word, float* model) {
        const auto alters = world.ties.alters(i);
        if (alters.empty()) {
            return;
        }
        const std::uint32_t n = below(word, static_cast<std::uint32_t>(alters.size()));
        const float step = static_cast<float>(p.pool) * capacity(systems_thinking, i) *
                           std::as_const(world.ties).trust(i)[n];
        const Lanes<P> own = load<P>(model);
        store<P>(own + step * (load<P>(people.mental_model_of(alters[n])) - own), model);
        people.practise(i, systems_thinking);
    }

    void reflect(Person i) {
        const float learned = capacity(learning, i);
        const float rise = static_cast<float>(p.rho) * learned;
        people.openness[i] += rise * (1.0F - people.openness[i]);
        people.clarity[i] += rise * (1.0F - people.clarity[i]);
        float need[P] = {};
        const double* z = world.factors_of(people.community[i], people.face[i].culture);
        for (int k = 0; k < factors; ++k) {
            need[k] = static_cast<float>(1.0 - z[k]);
        }
        const float turn = static_cast<float>(p.need) * learned;
        const Lanes<P> before = load<P>(people.intention_of(i));
        const Lanes<P> after = before + turn * (normalized<P>(load<P>(need)) - before);
        store<P>(normalized<P>(after), people.intention_of(i));
        people.practise(i, learning);
    }

    void commit(Person i) {
        float& commitment = people.commitment[i];
        const float aim = people.coherence[i] * people.clarity[i];
        float change = static_cast<float>(p.coherence) * (aim - commitment);
        if (people.acting(i)) {
            const float rise = world.communities.rise_before[people.community[i]];
            const float success = std::min(1.0F, rise / static_cast<float>(p.success_at));
            change += static_cast<float>(p.success) * success * (1.0F - commitment) -
                      static_cast<float>(p.alone) * (1.0F - people.support[i]) * commitment;
        }
        commitment = std::clamp(commitment + change, 0.0F, 1.0F);
    }

    void grow_and_fade(Person i, float learned) {
        const auto fade = static_cast<float>(p.fade);
        const float grow = static_cast<float>(p.lambda) * learned;
        const unsigned practised = people.practised[i];
        for (std::size_t c = 0; c < process_count; ++c) {
            float& q = people.capacity[c][i];
            const float practice = (practised >> c & 1U) != 0 ? grow : 0.0F;
            const float next =
                q + practice * (1.0F - q) - fade * (q - people.capacity_baseline[c][i]);
            q = std::clamp(next, 0.0F, 1.0F);
        }
        // Skill is practised by leading.
        float& skill = people.face[i].skill;
        const float lead = people.role[i] == Role::lead ? grow : 0.0F;
        skill = std::clamp(
            skill + lead * (1.0F - skill) - fade * (skill - people.skill_baseline[i]), 0.0F, 1.0F);
        const auto to_baseline = [fade](float& value, float baseline) {
            value -= fade * (value - baseline);
        };
        to_baseline(people.openness[i], people.openness_baseline[i]);
        to_baseline(people.clarity[i], people.clarity_baseline[i]);
        people.practised[i] = 0;
    }

    void operator()(Person i) {
        const float learned = capacity(learning, i);
        const float systemic = capacity(systems_thinking, i);
        const DrawBlock luck = draw(world.draws, world.month, Purpose::learning, i);
        float* model = world.scratch.next_model.data() + static_cast<std::size_t>(i) * P;
        std::copy_n(people.mental_model_of(i), P, model);
        if (people.acting(i)) {
            prototype(i, model);
        }
        if (uniform(luck[0]) < systemic) {
            pool(i, luck[1], model);
        }
        if (uniform(luck[2]) <
            static_cast<float>(p.reflect) + static_cast<float>(p.reflect_learned) * learned) {
            reflect(i);
        }
        grow_and_fade(i, learned);
        commit(i);
    }
};

}  // namespace

void learn(World& world, const Workers& workers) {
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
            Learner<padding()> learner(world);
            for (std::size_t n = begin; n < end; ++n) {
                learner(static_cast<Person>(n));
            }
        });
    });
    world.people.mental_model.swap(world.scratch.next_model);
}

}  // namespace colead
