#include "agents/dialogue.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstring>

#include "agents/world.hpp"
#include "sim/eight.hpp"
#include "sim/sums.hpp"

namespace colead {

std::span<const Parameter<DialogueParameters>> DialogueParameters::rows() {
    using P = DialogueParameters;
    static constexpr std::array<Parameter<P>, 6> table = {{
        {&P::mu, "mu", "1/month", 0, 1, "how far one moves toward what one hears",
         "assumed; susceptibility of Friedkin & Johnsen (1990) is 0-1 per topic; range .1-.6", 6},
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

namespace {

template <int P>
void add_to_story(World& world, std::size_t begin, std::size_t end) {
    const Population& people = world.people;
    std::array<FixedSum, P> part{};
    FixedSum part_weight = 0;
    for (std::size_t n = begin; n < end; ++n) {
        const auto i = static_cast<Person>(n);
        const double weight = 0.05 + static_cast<double>(people.face[i].rank);
        const float* concern = people.concern_of(i);
        for (std::size_t k = 0; k < P; ++k) {
            part[k] += to_fixed(weight * static_cast<double>(concern[k]));
        }
        part_weight += to_fixed(weight);
        const std::uint32_t community = people.community[i];
        if (n + 1 == end || community != people.community[i + 1]) {
            for (std::size_t k = 0; k < P; ++k) {
                add_shared(world.scratch.story[community * P + k], part[k]);
            }
            add_shared(world.scratch.story_weight[community], part_weight);
            part = {};
            part_weight = 0;
        }
    }
}

}  // namespace

void tell_the_story(World& world, const Workers& workers) {
    const auto stride = static_cast<std::size_t>(world.people.stride());
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    std::vector<FixedSum>& sums = world.scratch.story;
    std::vector<FixedSum>& weights = world.scratch.story_weight;
    sums.assign(world.communities.size() * stride, 0);
    weights.assign(world.communities.size(), 0);
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
            add_to_story<padding()>(world, begin, end);
        });
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

// What ego takes from the walk along the row. Single numbers are added in eight lanes, the alter at
// place n of the row in lane n mod 8, and the lanes then by halves: this order is part of the model.
template <int P>
struct Found {
    Lanes<P> heard{};
    Lanes<P> strategies{};
    Lanes<P> acted{};
    Lanes<8> weight{};
    Lanes<8> trust{};
    Lanes<8> shared{};
    Lanes<8> weakest = Lanes<8>{} + 1.0F;
};

// The faces of eight, a column each.
struct Faces {
    Words8 organization;
    Lanes<8> rank;
    Lanes<8> skill;
    Words8 kinds;  // culture, sector, acting and unused, a byte each

    Faces(const Face* face, const Person (&who)[8]) {
        typedef std::uint32_t Words4 __attribute__((vector_size(sizeof(Face))));
        const auto row = [&](int n) {
            Words4 near;
            Words4 far;
            std::memcpy(&near, face + who[n], sizeof near);
            std::memcpy(&far, face + who[n + 4], sizeof far);
            return __builtin_shufflevector(near, far, 0, 1, 2, 3, 4, 5, 6, 7);
        };
        const auto low = [](Words8 a, Words8 b) {
            return __builtin_shufflevector(a, b, 0, 8, 1, 9, 4, 12, 5, 13);
        };
        const auto high = [](Words8 a, Words8 b) {
            return __builtin_shufflevector(a, b, 2, 10, 3, 11, 6, 14, 7, 15);
        };
        const auto left = [](Words8 a, Words8 b) {
            return __builtin_shufflevector(a, b, 0, 1, 8, 9, 4, 5, 12, 13);
        };
        const auto right = [](Words8 a, Words8 b) {
            return __builtin_shufflevector(a, b, 2, 3, 10, 11, 6, 7, 14, 15);
        };
        const Words8 a = row(0);
        const Words8 b = row(1);
        const Words8 c = row(2);
        const Words8 d = row(3);
        organization = left(low(a, b), low(c, d));
        rank = std::bit_cast<Lanes<8>>(right(low(a, b), low(c, d)));
        skill = std::bit_cast<Lanes<8>>(left(high(a, b), high(c, d)));
        kinds = right(high(a, b), high(c, d));
    }
};
static_assert(sizeof(Face) == 16 && offsetof(Face, organization) == 0 &&
                  offsetof(Face, rank) == 4 && offsetof(Face, skill) == 8 &&
                  offsetof(Face, culture) == 12 && offsetof(Face, sector) == 13 &&
                  offsetof(Face, acting) == 14 && std::endian::native == std::endian::little,
              "Faces takes a face apart word by word");

// Row a is 1 at factor a; the last row, of those who do not act, is all 0.
template <int P>
constexpr auto units = [] {
    std::array<std::array<float, P>, not_acting + 1> rows{};
    for (std::size_t k = 0; k < P; ++k) {
        rows[k][k] = 1.0F;
    }
    return rows;
}();

template <int P>
Found<P> walk(const Population& people, const DialogueParameters& p,
              const TrustChange& trust_change, Person i, std::span<const Person> alters,
              std::span<float> trusts) {
    Found<P> found;
    const Lanes<P> own = load<P>(people.concern_of(i));
    const Hearing hearing(p, people.face[i], people.openness[i]);
    const std::uint32_t kinds = std::bit_cast<std::array<std::uint32_t, 4>>(people.face[i])[3];
    const float* const voices = people.voice.data();

    for (std::size_t first = 0; first < alters.size(); first += lanes) {
        // Where the row ends, ego stands in, with trust 0, which adds nothing.
        const Marks8 there = first_of_eight(alters.size() - first);
        Person alter[lanes];
        const Words8 who = there ? load_alters(alters.data() + first) : Words8{} + i;
        std::memcpy(alter, &who, sizeof alter);
        const Lanes<8> trust = there ? load<8>(trusts.data() + first) : Lanes<8>{};
        const float* voice[lanes];
        Lanes<P> least[lanes];
        for (std::size_t n = 0; n < lanes; ++n) {
            voice[n] = voices + std::size_t{2 * P} * alter[n];
            const Lanes<P> concern = load<P>(voice[n]);
            least[n] = own < concern ? own : concern;
        }
        const Lanes<8> shared = sums_by_halves<P>(least);
        const Faces faces(people.face.data(), alter);
        const Lanes<8> weight = hearing(trust, shared, faces.organization == hearing.organization(),
                                        faces.rank, faces.skill);
        const Marks8 across = ((faces.kinds ^ kinds) & 0xffffU) != 0U;
        const Lanes<8> next = trust_change(trust, shared, across);
        store<8>(next, trusts.data() + first);

        found.weight += weight;
        found.trust += trust;
        found.shared += trust * shared;
        found.weakest = there && next < found.weakest ? next : found.weakest;
        for (std::size_t n = 0; n < lanes; ++n) {
            found.heard += weight[n] * load<P>(voice[n]);
            found.strategies += trust[n] * load<P>(voice[n] + P);
            found.acted += trust[n] * load<P>(units<P>[people.face[alter[n]].acting].data());
        }
    }
    return found;
}

[[gnu::always_inline]] inline void ask_for_alters_of(const World& world, Person i) {
    for (const Person alter : world.ties.alters(i)) {
        ask_for(world.people.concern_of(alter));
        ask_for(&world.people.face[alter]);
    }
}

template <int P>
void converse(World& world, std::size_t begin, std::size_t end) {
    Population& people = world.people;
    const Parameters& parameters = world.frame->parameters;
    const DialogueParameters& p = parameters.dialogue;
    const auto self = static_cast<float>(p.self);
    const auto mu = static_cast<float>(p.mu);
    const auto tau_min = static_cast<float>(parameters.ties.tau_min);

    const std::size_t last = people.size() - 1;
    // In a smaller world alters are near, and asking costs a twentieth of the time.
    const std::size_t ask_until = people.size() > people_in_cache ? people.size() - ask_ahead : 0;
    for (std::size_t n = begin; n < end; ++n) {
        const auto i = static_cast<Person>(n);
        if (n < ask_until) {
            world.ties.ask_for_ties(static_cast<Person>(std::min(n + 2 * ask_ahead, last)));
            ask_for_alters_of(world, static_cast<Person>(n + ask_ahead));
        }
        const TrustChange trust_change(parameters.trust, static_cast<float>(world.ties.degree(i)),
                                       people.capacity[connecting][i], people.capacity[bridging][i],
                                       people.openness[i]);
        const Found<P> found =
            walk<P>(people, p, trust_change, i, world.ties.alters(i), world.ties.trust(i));

        const Lanes<P> own = load<P>(people.concern_of(i));
        const float weight = self + sum_by_halves<8>(found.weight);
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
        const float trust = sum_by_halves<8>(found.trust);
        const float per_trust = trust > 0.0F ? 1.0F / trust : 0.0F;

        float* voice = world.scratch.next_voice.data() + 2 * P * n;
        store<P>(normalized<P>(concern), voice);
        store<P>(found.strategies * per_trust, voice + P);
        store<P>(found.acted * per_trust, world.scratch.shares_or_models.data() + n * P);
        people.coherence[i] = sum_by_halves<8>(found.shared) * per_trust;
        people.strained[i] = smallest<8>(found.weakest) < tau_min ? 1 : 0;
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
