// From a network to a world: frame, first draws of everyone's state, what files say instead of a
// draw, and the issue system at its rest without pressure.

#include <algorithm>
#include <functional>

#include "agents/action.hpp"
#include "scenarios/experiment.hpp"
#include "sim/error.hpp"
#include "sim/sums.hpp"

namespace colead {

namespace {

std::shared_ptr<Frame> make_frame(const Scenario& scenario, const NetworkData& network,
                                  const Draws& draws) {
    auto frame = std::make_shared<Frame>();
    frame->parameters = scenario.parameters;
    frame->issues = scenario.issues;
    frame->analysis = analyse(scenario.issues, scenario.parameters.issue_system,
                              scenario.parameters.action.gamma);
    const std::size_t communities = network.community_names.size();
    const std::size_t groups = frame->groups();
    frame->communities = Circles(network.community, communities);
    frame->organizations = Circles(network.organization, network.organizations);
    frame->teams = Circles(network.team, network.teams);

    frame->group_sizes.assign(communities * groups, 0);
    for (std::size_t i = 0; i < network.people(); ++i) {
        ++frame->group_sizes[network.community[i] * groups + network.culture[i]];
    }
    frame->group_shares.resize(communities * groups);
    for (std::size_t c = 0; c < communities; ++c) {
        const auto size =
            static_cast<double>(frame->communities.members(static_cast<std::uint32_t>(c)).size());
        for (std::size_t g = 0; g < groups; ++g) {
            frame->group_shares[c * groups + g] =
                size > 0.0 ? frame->group_sizes[c * groups + g] / size : 0.0;
        }
    }

    const int factors = scenario.issues.factors();
    const auto stride = static_cast<std::size_t>(padded(factors));
    const double concentration = scenario.parameters.person.concentration;
    const auto draw_values = [&](Purpose purpose, std::size_t count) {
        std::vector<float> values(count * stride);
        for (std::size_t n = 0; n < count; ++n) {
            DrawStream luck = stream(draws, 0, purpose, static_cast<Person>(n));
            draw_simplex(luck, concentration, factors, values.data() + n * stride);
        }
        return values;
    };
    frame->community_values = draw_values(Purpose::community_values, communities);
    frame->culture_values = draw_values(Purpose::culture_values, groups);
    return frame;
}

// Where a state column of a file goes; `stride` floats apart for components of vectors.
struct Place {
    float* first;
    std::size_t step;
};

Place place_of(Population& people, const std::string& name) {
    const auto stride = static_cast<std::size_t>(people.stride());
    for (std::size_t c = 0; c < process_count; ++c) {
        if (name == process_names[c]) {
            return {people.capacity[c].data(), 1};
        }
        if (name == std::string(process_names[c]) + "_baseline") {
            return {people.capacity_baseline[c].data(), 1};
        }
    }
    const std::pair<std::string_view, Column<float>*> scalars[] = {
        {"threshold", &people.threshold},
        {"openness", &people.openness},
        {"openness_baseline", &people.openness_baseline},
        {"clarity", &people.clarity},
        {"clarity_baseline", &people.clarity_baseline},
        {"commitment", &people.commitment},
        {"skill_baseline", &people.skill_baseline},
    };
    for (const auto& [known, column] : scalars) {
        if (name == known) {
            return {column->data(), 1};
        }
    }
    const std::size_t underscore = name.rfind('_');
    const std::string vector = name.substr(0, underscore);
    const auto k = static_cast<std::size_t>(std::stoul(name.substr(underscore + 1))) - 1;
    if (vector == "concern") {
        return {people.voice.data() + k, 2 * stride};
    }
    return {(vector == "intention" ? people.intention : people.mental_model).data() + k, stride};
}

// A baseline is what one started from, unless the file says otherwise.
Column<float>* baseline_of(Population& people, const std::string& name) {
    for (std::size_t c = 0; c < process_count; ++c) {
        if (name == process_names[c]) {
            return &people.capacity_baseline[c];
        }
    }
    return name == "openness"  ? &people.openness_baseline
           : name == "clarity" ? &people.clarity_baseline
                               : nullptr;
}

bool given(float value) { return value == value; }

void apply_skill(Population& people, const std::vector<float>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (given(values[i])) {
            people.face[i].skill = values[i];
            people.skill_baseline[i] = values[i];
        }
    }
}

void apply_target_and_active(Population& people, const NetworkData& network) {
    for (const StateColumn& column : network.state) {
        for (std::size_t i = 0; column.name == "target" && i < people.size(); ++i) {
            if (given(column.values[i])) {
                people.target[i] = static_cast<std::uint8_t>(column.values[i]);
            }
        }
    }
    for (const StateColumn& column : network.state) {
        for (std::size_t i = 0; column.name == "active" && i < people.size(); ++i) {
            if (given(column.values[i]) && column.values[i] > 0.0F) {
                people.face[i].acting = people.target[i];
            }
        }
    }
}

// Baselines and concerns last, so that one given in the file wins over the value it would follow.
void apply_state(World& world, const NetworkData& network) {
    Population& people = world.people;
    for (const bool followers : {false, true}) {
        for (const StateColumn& column : network.state) {
            const bool follows =
                column.name.ends_with("_baseline") || column.name.starts_with("concern_");
            if (follows != followers || column.name == "target" || column.name == "active") {
                continue;
            }
            if (column.name == "skill") {
                apply_skill(people, column.values);
                continue;
            }
            const Place place = place_of(people, column.name);
            Column<float>* baseline = baseline_of(people, column.name);
            // One voices one's values before any talk.
            const Place concern =
                column.name.starts_with("intention_")
                    ? place_of(people, "concern" + column.name.substr(column.name.rfind('_')))
                    : Place{nullptr, 0};
            for (std::size_t i = 0; i < people.size(); ++i) {
                if (given(column.values[i])) {
                    place.first[i * place.step] = column.values[i];
                    if (baseline != nullptr) {
                        (*baseline)[i] = column.values[i];
                    }
                    if (concern.first != nullptr) {
                        concern.first[i * concern.step] = column.values[i];
                    }
                }
            }
        }
    }
    const int factors = world.frame->issues.factors();
    for (std::size_t n = 0; n < people.size(); ++n) {
        const auto i = static_cast<Person>(n);
        const float systemic = people.capacity[systems_thinking][i];
        float* strategy = people.strategy_of(i);
        for (int k = 0; k < factors; ++k) {
            strategy[k] = (1.0F - systemic) * people.concern_of(i)[k] +
                          systemic * people.mental_model_of(i)[k];
        }
        people.target[i] = static_cast<std::uint8_t>(argmax(strategy, factors));
    }
    apply_target_and_active(people, network);
}

void start_communities(World& world) {
    const Frame& frame = *world.frame;
    const Population& people = world.people;
    const auto factors = static_cast<std::size_t>(frame.issues.factors());
    const auto stride = static_cast<std::size_t>(people.stride());
    const std::size_t communities = frame.communities.count();
    world.communities.result.assign(communities, 0.0);
    world.communities.rise.assign(communities, 0.0F);
    world.communities.rise_before.assign(communities, 0.0F);
    world.communities.narrative.assign(communities * stride, 0.0F);
    world.communities.factor.assign(communities * frame.groups() * factors, 0.0);
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        const std::vector<double> rest = fixed_point(frame.issues, static_cast<int>(g), 0.0);
        for (std::size_t c = 0; c < communities; ++c) {
            for (std::size_t k = 0; k < factors; ++k) {
                world.communities.factor[(c * frame.groups() + g) * factors + k] =
                    std::clamp(rest[k], 0.0, 1.0);
            }
        }
    }
    for (std::size_t c = 0; c < communities; ++c) {
        const auto members = frame.communities.members(static_cast<std::uint32_t>(c));
        for (std::size_t k = 0; k < factors; ++k) {
            FixedSum sum = 0;
            for (const Person i : members) {
                sum += to_fixed(static_cast<double>(people.concern_of(i)[k]));
            }
            if (!members.empty()) {
                world.communities.narrative[c * stride + k] =
                    static_cast<float>(from_fixed(sum) / static_cast<double>(members.size()));
            }
        }
    }
    take_stock(world);
}

void start_organizations(World& world) {
    const Circles& circles = world.frame->organizations;
    world.organizations.capacity.assign(circles.count(), 0.0F);
    world.organizations.output.assign(circles.count(), {});
    for (std::size_t o = 0; o < circles.count(); ++o) {
        const auto members = circles.members(static_cast<std::uint32_t>(o));
        double sum = 0.0;
        for (const Person i : members) {
            sum += static_cast<double>(world.people.capacity[organizing][i]);
        }
        world.organizations.capacity[o] =
            members.empty() ? 0.0F : static_cast<float>(sum / static_cast<double>(members.size()));
    }
}

}  // namespace

World make_world(const Prepared& prepared, std::uint32_t replicate, const Workers& workers) {
    const Scenario& scenario = prepared.scenario;
    World world;
    world.draws = Draws(static_cast<std::uint64_t>(scenario.run.seed), replicate);
    NetworkData generated;
    if (!prepared.network) {
        generated = generate_network(scenario.network, world.draws, workers, prepared.degrees);
    }
    const NetworkData& network = prepared.network ? *prepared.network : generated;
    world.ties = TieStore(network.people(), network.ties, workers);
    // The store holds them now; a list of millions is not kept beside it.
    std::vector<NewTie>().swap(generated.ties);
    const std::shared_ptr<Frame> frame = make_frame(scenario, network, world.draws);
    world.frame = frame;

    const int factors = scenario.issues.factors();
    world.people = Population(network.people(), factors);
    Population& people = world.people;
    const auto stride = static_cast<std::size_t>(people.stride());
    workers.for_blocks(people.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            Face& face = people.face[n];
            face.organization = network.organization[n];
            face.rank = network.rank[n];
            face.culture = network.culture[n];
            face.sector = network.sector[n];
            people.community[n] = network.community[n];
            people.team[n] = network.team[n];
            draw_person(people, scenario.parameters.person, world.draws, 0, static_cast<Person>(n),
                        factors, frame->community_values.data() + people.community[n] * stride,
                        frame->culture_values.data() + face.culture * stride);
        }
    });
    apply_state(world, network);
    start_organizations(world);
    start_communities(world);
    world.scratch.next_voice.resize(people.voice.size());
    world.scratch.shares_or_models.resize(people.mental_model.size());
    // Months are numbered from 1, so that no draw of a month meets one of the set-up.
    world.month = 1;
    return world;
}

}  // namespace colead
