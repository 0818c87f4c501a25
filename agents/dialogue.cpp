#include "agents/dialogue.hpp"

#include <array>

#include "agents/world.hpp"
#include "sim/sums.hpp"

namespace colead {

std::span<const Parameter<DialogueParameters>> DialogueParameters::rows() {
    using P = DialogueParameters;
    static constexpr std::array<Parameter<P>, 6> table = {{
        {&P::mu, "mu", "1/month", 0, 1, "how far one moves toward what one hears",
         "assumed; Friedkin & Johnsen (1990) fit 0-1 per topic; range .1-.6", 6},
        {&P::self, "self", "weight", 0, 100, "weight of one's own concern among what is heard",
         "0: the stubborn part is mu and the anchor; 1 gives Hegselmann-Krause (2002)", 12},
        {&P::beta, "beta", "1", 0, 20,
         "how much more weight rank gives to skilled superiors within an organization",
         "assumed; range 0-4", 5},
        {&P::attachment, "attachment", "0..1", 0, 1,
         "hold of one's values or the dominant story on what one voices, without openness",
         "assumed; 1 minus the susceptibility of Friedkin & Johnsen (1990); range .2-.8", 2},
        {&P::bound, "bound", "0..1", 0, 1,
         "distance in concern up to which someone without openness listens",
         "assumed; consensus limit of Hegselmann & Krause (2002) near .2-.25", 2},
        {&P::narrative, "narrative", "1/month", 0, 1,
         "how fast the dominant story follows what residents voice",
         "assumed: stories change over one to two years; range .02-.1", 3},
    }};
    return table;
}

void tell_the_story(World& world, const Workers& workers) {
    const Population& people = world.people;
    const auto stride = static_cast<std::size_t>(people.stride());
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    std::vector<FixedSum>& sums = world.scratch.story;
    std::vector<FixedSum>& weights = world.scratch.story_weight;
    sums.assign(world.communities.size() * stride, 0);
    weights.assign(world.communities.size(), 0);

    workers.for_blocks(people.size(), [&](std::size_t begin, std::size_t end) {
        std::array<FixedSum, max_factors> part{};
        FixedSum part_weight = 0;
        const auto flush = [&](std::uint32_t community) {
            for (std::size_t k = 0; k < factors; ++k) {
                add_shared(sums[community * stride + k], part[k]);
            }
            add_shared(weights[community], part_weight);
            part = {};
            part_weight = 0;
        };
        for (std::size_t n = begin; n < end; ++n) {
            const auto i = static_cast<Person>(n);
            const double weight = 0.05 + static_cast<double>(people.face[i].rank);
            const float* concern = people.concern_of(i);
            for (std::size_t k = 0; k < factors; ++k) {
                part[k] += to_fixed(weight * static_cast<double>(concern[k]));
            }
            part_weight += to_fixed(weight);
            if (n + 1 == end || people.community[i] != people.community[i + 1]) {
                flush(people.community[i]);
            }
        }
    });

    const double rate = world.frame->parameters.dialogue.narrative;
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        if (weights[c] == 0) {
            continue;
        }
        for (std::size_t k = 0; k < factors; ++k) {
            const double mean = from_fixed(sums[c * stride + k]) / from_fixed(weights[c]);
            float& story = world.communities.narrative[c * stride + k];
            story = static_cast<float>((1.0 - rate) * static_cast<double>(story) + rate * mean);
        }
    }
}

namespace {

// What ego takes from the walk along the row.
template <int P>
struct Found {
    Lanes<P> heard{};
    Lanes<P> strategies{};
    float acted[max_factors + 1] = {};  // the last cell gathers those who did not act
    float weight = 0.0F;
    float trust = 0.0F;
    float shared = 0.0F;
};

template <int P>
Found<P> walk(const Population& people, const DialogueParameters& p,
              const TrustChange& trust_change, Person i, std::span<const Person> alters,
              std::span<float> trusts) {
    Found<P> found;
    const Lanes<P> own = load<P>(people.concern_of(i));
    const Face face = people.face[i];
    const auto bound = static_cast<float>(p.bound);
    const float latitude = bound + (1.0F - bound) * people.openness[i] + 1e-6F;
    const auto beta = static_cast<float>(p.beta);
    // Nobody is in the organization of the unaffiliated.
    const std::uint32_t organization =
        face.organization == unaffiliated ? unaffiliated - 1 : face.organization;

    for (std::size_t n = 0; n < alters.size(); ++n) {
        const Person j = alters[n];
        const float* voice = people.concern_of(j);
        const Lanes<P> concern = load<P>(voice);
        const Lanes<P> strategy = load<P>(voice + P);
        const Face& other = people.face[j];
        const float trust = trusts[n];
        const float shared = overlap<P>(own, concern);
        const float above = other.organization == organization ? other.rank - face.rank : 0.0F;
        const float authority = 1.0F + beta * (above > 0.0F ? above : 0.0F) * other.skill;
        const float weight = 1.0F - shared <= latitude ? trust * authority : 0.0F;
        found.heard += weight * concern;
        found.strategies += trust * strategy;
        found.weight += weight;
        found.trust += trust;
        found.shared += trust * shared;
        found.acted[other.acting] += trust;
        trusts[n] = trust_change(trust, shared,
                                 face.culture != other.culture || face.sector != other.sector);
    }
    return found;
}

template <int P>
void converse(World& world, std::size_t begin, std::size_t end) {
    Population& people = world.people;
    const Parameters& parameters = world.frame->parameters;
    const DialogueParameters& p = parameters.dialogue;
    const auto self = static_cast<float>(p.self);
    const auto mu = static_cast<float>(p.mu);

    for (std::size_t n = begin; n < end; ++n) {
        const auto i = static_cast<Person>(n);
        const TrustChange trust_change(parameters.trust, static_cast<float>(world.ties.degree(i)),
                                       people.capacity[connecting][i], people.capacity[bridging][i],
                                       people.openness[i]);
        const Found<P> found =
            walk<P>(people, p, trust_change, i, world.ties.alters(i), world.ties.trust(i));

        const Lanes<P> own = load<P>(people.concern_of(i));
        const float weight = self + found.weight;
        const Lanes<P> heard = weight > 0.0F ? (self * own + found.heard) * (1.0F / weight) : own;
        const float clarity = people.clarity[i];
        const Lanes<P> story =
            load<P>(world.communities.narrative.data() +
                    static_cast<std::size_t>(people.community[i]) * static_cast<std::size_t>(P));
        const Lanes<P> anchor =
            clarity * load<P>(people.intention_of(i)) + (1.0F - clarity) * story;
        const float attached = static_cast<float>(p.attachment) * (1.0F - people.openness[i]);
        const Lanes<P> concern =
            attached * anchor + (1.0F - attached) * ((1.0F - mu) * own + mu * heard);
        const float per_trust = found.trust > 0.0F ? 1.0F / found.trust : 0.0F;

        float* voice = world.scratch.next_voice.data() + 2 * P * n;
        store<P>(normalized<P>(concern), voice);
        store<P>(found.strategies * per_trust, voice + P);
        store<P>(load<P>(found.acted) * per_trust, people.acted_share.data() + n * P);
        people.coherence[i] = found.shared * per_trust;
    }
}

}  // namespace

void dialogue(World& world, const Workers& workers) {
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
            converse<padding()>(world, begin, end);
        });
    });
}

}  // namespace colead
