// From the engine's world to the twin's: the one place that knows how the engine keeps its state.
#include "agents/world.hpp"
#include "reference/twin.hpp"

namespace colead::reference {

namespace {

Vector vector_at(const float* first, std::size_t factors) { return {first, first + factors}; }

std::vector<Vector> vectors_of(const std::vector<float>& values, std::size_t stride,
                               std::size_t factors) {
    std::vector<Vector> vectors;
    for (std::size_t first = 0; first < values.size(); first += stride) {
        vectors.push_back(vector_at(values.data() + first, factors));
    }
    return vectors;
}

// What is fixed with the position, and what a person brings.
void read_person(const World& world, Id i, PersonState& person) {
    const Population& people = world.people;
    const std::size_t M = static_cast<std::size_t>(world.frame->issues.factors());
    const Face& face = people.face[i];
    person.community = people.community[i];
    person.organization = face.organization;
    person.team = people.team[i];
    person.culture = face.culture;
    person.sector = face.sector;
    person.rank = face.rank;
    person.theta = people.threshold[i];
    person.s = vector_at(people.intention_of(i), M);
    person.x = vector_at(people.concern_of(i), M);
    person.v = vector_at(people.strategy_of(i), M);
    person.m = vector_at(people.mental_model_of(i), M);
    person.kappa = people.clarity[i];
    person.kappa0 = people.clarity_baseline[i];
    person.omega = people.openness[i];
    person.omega0 = people.openness_baseline[i];
    person.e = people.commitment[i];
    person.l = face.skill;
    person.l0 = people.skill_baseline[i];
    for (std::size_t c = 0; c < process_count; ++c) {
        person.q[c] = people.capacity[c][i];
        person.q0[c] = people.capacity_baseline[c][i];
    }
    person.joined = people.joined[i];
    person.trained = people.trained[i];
}

// What the month changes and finds.
void read_month(const World& world, Id i, bool within_dialogue, PersonState& person) {
    const Population& people = world.people;
    const std::size_t M = static_cast<std::size_t>(world.frame->issues.factors());
    const auto stride = static_cast<std::size_t>(people.stride());
    person.target = people.target[i];
    person.acting = people.face[i].acting;
    person.coalition = people.coalition[i];
    person.role = people.role[i];
    for (int what = 0; what <= made_bridge; ++what) {
        if (people.has_practised(i, what)) {
            person.practised.insert(what);
        }
    }
    const auto alters = world.ties.alters(i);
    const auto trust = world.ties.trust(i);
    for (std::size_t t = 0; t < alters.size(); ++t) {
        person.tau.emplace(alters[t], trust[t]);
    }
    person.strategies_of_alters = Vector(M, 0.0F);
    person.acted_share = Vector(M, 0.0F);
    if (within_dialogue) {
        const float* next = world.scratch.next_voice.data() + 2 * i * stride;
        person.x = vector_at(next, M);
        person.strategies_of_alters = vector_at(next + stride, M);
        person.acted_share = vector_at(world.scratch.shares_or_models.data() + i * stride, M);
    }
    person.coherence = people.coherence[i];
    person.phi = people.support[i];
}

void read_communities(const World& world, Twin& twin) {
    const auto stride = static_cast<std::size_t>(world.people.stride());
    const std::vector<Vector> narratives =
        vectors_of(world.communities.narrative, stride, twin.factors());
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        CommunityState community;
        community.narrative = narratives[c];
        for (std::size_t g = 0; g < twin.groups(); ++g) {
            const double* z = world.factors_of(c, g);
            community.z.emplace_back(z, z + twin.factors());
        }
        community.result = world.communities.result[c];
        community.rise = world.communities.rise[c];
        community.rise_before = world.communities.rise_before[c];
        twin.communities.push_back(community);
    }
}

void read_coalitions(const World& world, Twin& twin) {
    for (const Coalition& coalition : world.coalitions.list) {
        CoalitionState read;
        read.label = coalition.label;
        read.community = coalition.community;
        read.target = coalition.target;
        const auto members = world.coalitions.members_of(coalition);
        read.members.assign(members.begin(), members.end());
        const auto credit = world.coalitions.credit.begin() + coalition.first;
        read.credit.assign(credit, credit + coalition.size);
        read.cultures = coalition.cultures;
        read.effort = coalition.effort;
        read.cover = coalition.cover;
        read.coordination = coalition.coordination;
        read.output = coalition.output;
        twin.coalitions.push_back(read);
    }
}

}  // namespace

Twin read(const World& world, bool within_dialogue) {
    Twin twin;
    const Frame& frame = *world.frame;
    const auto stride = static_cast<std::size_t>(world.people.stride());
    twin.parameters = frame.parameters;
    twin.issues = frame.issues;
    twin.gain = frame.analysis.gain;
    twin.community_values = vectors_of(frame.community_values, stride, twin.factors());
    twin.culture_values = vectors_of(frame.culture_values, stride, twin.factors());
    twin.luck = {world.draws.seed(), world.draws.replicate(), world.month};
    twin.people.resize(world.people.size());
    for (Id i = 0; i < twin.people.size(); ++i) {
        read_person(world, i, twin.people[i]);
        read_month(world, i, within_dialogue, twin.people[i]);
    }
    for (std::size_t o = 0; o < world.organizations.capacity.size(); ++o) {
        const auto& output = world.organizations.output[o];
        twin.organizations.push_back(
            {world.organizations.capacity[o], {output.begin(), output.end()}});
    }
    read_communities(world, twin);
    read_coalitions(world, twin);
    return twin;
}

}  // namespace colead::reference
