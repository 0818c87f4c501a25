#include "agents/action.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"
#include "sim/sums.hpp"

namespace colead {

std::span<const Parameter<ActionParameters>> ActionParameters::rows() {
    using P = ActionParameters;
    static constexpr std::array<Parameter<P>, 3> table = {{
        {&P::gamma, "gamma", "1", 0, 1, "what full pressure on a factor adds to it directly",
         "assumed; range .2-.8", 7},
        {&P::half_pressure, "half_pressure", "output per resident", 1e-6, 100,
         "output on a factor per resident at which half the pressure is reached: critical mass",
         "assumed: one in three acting in one coalition at middling commitment; range .01-.1", 11},
        {&P::universal, "universal", "share", 0, 1,
         "share of what is gained that all groups gain, whoever was at the table",
         "assumed; range 0-1", 5},
    }};
    return table;
}

namespace {

// Adds one coalition's output to the pressure on its target, by culture group.
void press(World& world, const Coalition& coalition, std::vector<double>& effort_of_group) {
    const Population& people = world.people;
    const std::size_t groups = world.frame->groups();
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    std::fill(effort_of_group.begin(), effort_of_group.end(), 0.0);
    for (const Person i : world.coalitions.members_of(coalition)) {
        effort_of_group[people.face[i].culture] +=
            static_cast<double>(effort_of(people.commitment[i], people.face[i]));
    }
    const double* share = world.frame->group_share(coalition.community);
    const auto effort = static_cast<double>(coalition.effort);
    const auto represented = [&](std::size_t g) {
        return share[g] > 0.0 && effort > 0.0
                   ? std::min(3.0, effort_of_group[g] / effort / share[g])
                   : 0.0;
    };
    double scale = 0.0;
    for (std::size_t g = 0; g < groups; ++g) {
        scale += share[g] * represented(g);
    }
    const double universal = world.frame->parameters.action.universal;
    const double per_resident =
        static_cast<double>(coalition.output) /
        static_cast<double>(world.frame->communities.members(coalition.community).size());
    for (std::size_t g = 0; g < groups; ++g) {
        const double rep = scale > 0.0 ? represented(g) / scale : 1.0;
        const double part = per_resident * (universal + (1.0 - universal) * rep);
        add_shared(
            world.scratch.pressure[(coalition.community * groups + g) * factors + coalition.target],
            to_fixed(part));
    }
}

void respond(World& world, std::size_t community) {
    const IssueSystem& issues = world.frame->issues;
    const Parameters& parameters = world.frame->parameters;
    const auto factors = static_cast<std::size_t>(issues.factors());
    const std::size_t groups = world.frame->groups();
    const double half = parameters.action.half_pressure * parameters.action.half_pressure;
    const double noise = parameters.issue_system.noise;
    std::array<double, max_factors> next{};
    for (std::size_t g = 0; g < groups; ++g) {
        const std::size_t row = (community * groups + g) * factors;
        double* z = world.communities.factor.data() + row;
        for (std::size_t k = 0; k < factors; ++k) {
            const double u = from_fixed(world.scratch.pressure[row + k]);
            double toward = issues.baselines[g * factors + k] +
                            parameters.action.gamma * u * u / (u * u + half);
            for (std::size_t from = 0; from < factors; ++from) {
                toward += issues.influence[k * factors + from] * z[from];
            }
            next[k] = z[k] + (std::clamp(toward, 0.0, 1.0) - z[k]) / parameters.issue_system.delay;
            if (noise > 0.0) {
                DrawStream luck = stream(world.draws, world.month, Purpose::system_noise,
                                         static_cast<Person>(row + k));
                next[k] = std::clamp(next[k] + noise * luck.normal(), 0.0, 1.0);
            }
        }
        std::copy_n(next.begin(), factors, z);
    }
}

}  // namespace

void act_on_the_system(World& world, const Workers& workers) {
    const auto factors = static_cast<std::size_t>(world.frame->issues.factors());
    world.scratch.pressure.assign(world.communities.size() * world.frame->groups() * factors, 0);
    workers.for_blocks(
        world.coalitions.list.size(),
        [&](std::size_t begin, std::size_t end) {
            std::vector<double> effort_of_group(world.frame->groups());
            for (std::size_t c = begin; c < end; ++c) {
                press(world, world.coalitions.list[c], effort_of_group);
            }
        },
        64);
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        world.communities.rise_before[c] = world.communities.rise[c];
        const double before = world.communities.result[c];
        respond(world, c);
        world.communities.result[c] = world.result_of(c);
        world.communities.rise[c] =
            static_cast<float>(std::max(0.0, world.communities.result[c] - before));
    }
}

void take_stock(World& world) {
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        world.communities.result[c] = world.result_of(c);
    }
}

}  // namespace colead
