#include "agents/learning.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<LearningParameters>> LearningParameters::rows() {
    using P = LearningParameters;
    static constexpr std::array<Parameter<P>, 13> table = {{
        {&P::lambda, "lambda", "1/month", 0, 1,
         "share of the distance to 1 that a month's practice adds to a capacity, at full capacity "
         "for learning",
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
        {&P::rho, "rho", "1/month", 0, 1,
         "share of the distance to 1 that reflection adds to openness and clarity, at full "
         "capacity for learning",
         "assumed; range .01-.05", 2},
        {&P::fade, "fade", "1/month", 0, 1,
         "share of the distance to its baseline that is lost each month, practised or not",
         "half of a training gain lost in 6.5-13 months (Tatel & Ackerman 2025): .052-.101", 12},
        {&P::reflect, "reflect", "1/month", 0, 1, "chance of reflecting without learning capacity",
         "assumed; range .1-.5", 4},
        {&P::reflect_learned, "reflect_learned", "1/month", 0, 1,
         "chance of reflecting on top at full capacity for learning; with reflect at most 1",
         "assumed; range .2-.7", 4},
        {&P::need, "need", "1/month", 0, 1,
         "how far reflection turns intention toward what the own group lacks, at full capacity for "
         "learning",
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

constexpr std::size_t block = Workers::people_per_block;

float clamped(float value) { return value < 0.0F ? 0.0F : (value > 1.0F ? 1.0F : value); }

// need: what a culture group of a community lacks, simplex(1 - z), `P` floats a group.
template <int P>
void see_needs(World& world) {
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    const std::size_t groups = world.communities.size() * world.frame->groups();
    world.scratch.need.assign(groups * P, 0.0F);
    for (std::size_t g = 0; g < groups; ++g) {
        float* need = world.scratch.need.data() + g * P;
        for (std::size_t k = 0; k < factors; ++k) {
            need[k] = static_cast<float>(1.0 - world.communities.factor[g * factors + k]);
        }
        store<P>(normalized<P>(load<P>(need)), need);
    }
}

// What everyone of a block learns in a month, one kind of learning after the other.
template <int P>
class Learners {
public:
    Learners(World& world, std::size_t begin, std::size_t end)
        : world_(world),
          people_(world.people),
          p_(world.frame->parameters.learning),
          begin_(begin),
          end_(end) {}

    void learn() {
        std::copy(people_.mental_model.data() + begin_ * P, people_.mental_model.data() + end_ * P,
                  world_.scratch.shares_or_models.data() + begin_ * P);
        prototype();
        pool_and_reflect();
        grow_and_fade();
        for (std::size_t n = begin_; n < end_; ++n) {
            commit(static_cast<Person>(n));
        }
    }

private:
    float* model_of(Person i) {
        return world_.scratch.shares_or_models.data() + static_cast<std::size_t>(i) * P;
    }

    // Acting on a factor shows how much it moves, blurred for who does not see the system.
    void prototype() {
        std::array<Person, block> acting;
        std::array<Person, block> ids;
        std::size_t count = 0;
        for (std::size_t n = begin_; n < end_; ++n) {
            acting[count] = static_cast<Person>(n);
            ids[count] = people_.id[n];
            count += people_.acting(static_cast<Person>(n)) ? 1 : 0;
        }
        const Luck luck(world_.draws, world_.month, static_cast<PurposeNumber>(Purpose::prototype),
                        std::span(ids.data(), count));
        std::array<double, block> blur;
        for (std::size_t n = 0; n < count; ++n) {
            blur[n] = 1.0 - static_cast<double>(people_.capacity[systems_thinking][acting[n]]);
        }
        // In one loop without branches, which becomes vectors; the tails are looked at afterwards.
        const auto blurred = [&](double deviate, double seen) {
            const double spread = p_.sigma * seen;
            return exponential(spread * deviate - 0.5 * spread * spread);
        };
        std::array<double, block> shown;
        for (std::size_t n = 0; n < count; ++n) {
            shown[n] = blurred(normal_quantile_inside(open_uniform(luck.words[0][n])), blur[n]);
        }
        for (std::size_t n = 0; n < count; ++n) {
            const double drawn = open_uniform(luck.words[0][n]);
            if (drawn < normal_tail || drawn > 1.0 - normal_tail) {
                shown[n] = blurred(normal_quantile(drawn), blur[n]);
            }
        }
        for (std::size_t n = 0; n < count; ++n) {
            const Person i = acting[n];
            const auto target = people_.face[i].acting;
            const double sample = world_.frame->analysis.gain[target] * shown[n];
            const float step = static_cast<float>(p_.lambda_m) * people_.capacity[learning][i];
            float* model = model_of(i);
            model[target] += step * (static_cast<float>(sample) - model[target]);
            store<P>(normalized<P>(load<P>(model)), model);
            people_.practise(i, systems_thinking);
        }
    }

    void pool_and_reflect() {
        const Luck luck = luck_of(world_, Purpose::learning, begin_, end_);
        const auto base = static_cast<float>(p_.reflect);
        const auto by_learning = static_cast<float>(p_.reflect_learned);
        // Who does is found without a branch, which nobody could guess.
        std::array<std::uint32_t, block> pooling;
        std::array<std::uint32_t, block> reflecting;
        std::size_t pool_count = 0;
        std::size_t reflect_count = 0;
        for (std::size_t here = 0; here < end_ - begin_; ++here) {
            const std::size_t i = begin_ + here;
            pooling[pool_count] = reflecting[reflect_count] = static_cast<std::uint32_t>(here);
            pool_count +=
                uniform(luck.words[0][here]) < people_.capacity[systems_thinking][i] ? 1U : 0U;
            const float chance = base + by_learning * people_.capacity[learning][i];
            reflect_count += uniform(luck.words[2][here]) < chance ? 1U : 0U;
        }
        pool(std::span(pooling.data(), pool_count), luck.words[1]);
        for (std::size_t n = 0; n < reflect_count; ++n) {
            reflect(static_cast<Person>(begin_ + reflecting[n]));
        }
    }

    // First with whom each pools, whose models are asked for on the way; then what comes of it.
    template <class Words>
    void pool(std::span<const std::uint32_t> pooling, const Words& words) {
        const TieStore& ties = world_.ties;
        std::array<const float*, block> theirs;
        std::array<float, block> step;
        for (std::size_t n = 0; n < pooling.size(); ++n) {
            const std::size_t soon = std::min(n + ask_ahead, pooling.size() - 1);
            ties.ask_for_ties(static_cast<Person>(begin_ + pooling[soon]));
            const auto i = static_cast<Person>(begin_ + pooling[n]);
            // A row without ties has cells all the same; nothing is taken from them.
            const auto alters = ties.alters(i);
            const std::uint32_t place =
                below(words[pooling[n]], static_cast<std::uint32_t>(alters.size()));
            const Person one = alters.empty() ? i : alters.data()[place];
            theirs[n] = people_.mental_model_of(one);
            ask_for(theirs[n]);
            step[n] = static_cast<float>(p_.pool) * people_.capacity[systems_thinking][i] *
                      ties.trust(i).data()[place];
        }
        for (std::size_t n = 0; n < pooling.size(); ++n) {
            const auto i = static_cast<Person>(begin_ + pooling[n]);
            if (ties.degree(i) == 0) {
                continue;
            }
            float* model = model_of(i);
            const Lanes<P> own = load<P>(model);
            store<P>(own + step[n] * (load<P>(theirs[n]) - own), model);
            people_.practise(i, systems_thinking);
        }
    }

    void reflect(Person i) {
        const float learned = people_.capacity[learning][i];
        const float rise = static_cast<float>(p_.rho) * learned;
        people_.openness[i] += rise * (1.0F - people_.openness[i]);
        people_.clarity[i] += rise * (1.0F - people_.clarity[i]);
        const std::size_t group =
            people_.community[i] * world_.frame->groups() + people_.face[i].culture;
        const Lanes<P> need = load<P>(world_.scratch.need.data() + group * P);
        const float turn = static_cast<float>(p_.need) * learned;
        const Lanes<P> before = load<P>(people_.intention_of(i));
        const Lanes<P> after = before + turn * (need - before);
        store<P>(normalized<P>(after), people_.intention_of(i));
        people_.practise(i, learning);
    }

    void grow_and_fade() {
        const auto fade = static_cast<float>(p_.fade);
        const auto lambda = static_cast<float>(p_.lambda);
        const std::size_t count = end_ - begin_;
        std::array<float, block> grow;
        std::transform(&people_.capacity[learning][begin_],
                       &people_.capacity[learning][begin_] + count, grow.begin(),
                       [&](float learned) { return lambda * learned; });
        for (std::size_t c = 0; c < process_count; ++c) {
            float* q = people_.capacity[c].data() + begin_;
            const float* baseline = people_.capacity_baseline[c].data() + begin_;
            const std::uint8_t* practised = people_.practised.data() + begin_;
            const auto bit = static_cast<std::uint32_t>(1U << c);
            for (std::size_t n = 0; n < count; ++n) {
                const float practice = (practised[n] & bit) != 0 ? grow[n] : 0.0F;
                q[n] = clamped(q[n] + practice * (1.0F - q[n]) - fade * (q[n] - baseline[n]));
            }
        }
        // Skill is practised by leading.
        for (std::size_t n = 0; n < count; ++n) {
            float& skill = people_.face[begin_ + n].skill;
            const float lead = people_.role[begin_ + n] == Role::lead ? grow[n] : 0.0F;
            skill = clamped(skill + lead * (1.0F - skill) -
                            fade * (skill - people_.skill_baseline[begin_ + n]));
        }
        const auto to_baseline = [&](Column<float>& values, const Column<float>& baselines) {
            float* value = values.data() + begin_;
            const float* baseline = baselines.data() + begin_;
            for (std::size_t n = 0; n < count; ++n) {
                value[n] -= fade * (value[n] - baseline[n]);
            }
        };
        to_baseline(people_.openness, people_.openness_baseline);
        to_baseline(people_.clarity, people_.clarity_baseline);
        std::fill_n(people_.practised.data() + begin_, count, std::uint8_t{0});
    }

    void commit(Person i) {
        float& commitment = people_.commitment[i];
        const float aim = people_.coherence[i] * people_.clarity[i];
        float change = static_cast<float>(p_.coherence) * (aim - commitment);
        if (people_.acting(i)) {
            const float rise = world_.communities.rise_before[people_.community[i]];
            const float success = std::min(1.0F, rise / static_cast<float>(p_.success_at));
            change += static_cast<float>(p_.success) * success * (1.0F - commitment) -
                      static_cast<float>(p_.alone) * (1.0F - people_.support[i]) * commitment;
        }
        commitment = clamped(commitment + change);
    }

    World& world_;
    Population& people_;
    const LearningParameters& p_;
    std::size_t begin_;
    std::size_t end_;
};

}  // namespace

void learn(World& world, const Workers& workers) {
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        see_needs<padding()>(world);
        workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
            Learners<padding()>(world, begin, end).learn();
        });
    });
    world.people.mental_model.swap(world.scratch.shares_or_models);
}

}  // namespace colead
