// 7.8 Action and the issue system.
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// u of one community, by group and factor, in fixed point.
using Pressure = std::vector<std::vector<std::int64_t>>;

// "rep_g".
std::vector<double> representation(const Twin& twin, const CoalitionState& coalition,
                                   const std::vector<double>& pop) {
    std::vector<double> effort_of_group(twin.groups(), 0.0);
    for (const Id i : coalition.members) {
        effort_of_group[static_cast<std::size_t>(twin.people[i].culture)] +=
            static_cast<double>(twin.people[i].effort());
    }
    const auto effort = static_cast<double>(coalition.effort);
    std::vector<double> rep(twin.groups(), 0.0);
    double scale = 0.0;
    for (std::size_t g = 0; g < twin.groups(); ++g) {
        if (pop[g] > 0.0 && effort > 0.0) {
            rep[g] = std::min(3.0, effort_of_group[g] / effort / pop[g]);
        }
        scale += pop[g] * rep[g];
    }
    for (double& r : rep) {
        r = scale > 0.0 ? r / scale : 1.0;
    }
    return rep;
}

// "u[g,k]".
Pressure pressure_on(const Twin& twin, std::uint32_t community, const std::vector<double>& pop) {
    const double universal = twin.parameters.action.universal;
    const auto residents = static_cast<double>(twin.residents(community).size());
    Pressure u(twin.groups(), std::vector<std::int64_t>(twin.factors(), 0));
    for (const CoalitionState& coalition : twin.coalitions) {
        if (coalition.community != community) {
            continue;
        }
        const std::vector<double> rep = representation(twin, coalition, pop);
        const double per_resident = static_cast<double>(coalition.output) / residents;
        for (std::size_t g = 0; g < twin.groups(); ++g) {
            u[g][static_cast<std::size_t>(coalition.target)] +=
                in_fixed_point(per_resident * (universal + (1.0 - universal) * rep[g]));
        }
    }
    return u;
}

// "press", "z <-", for one group; A is row by row the effect on a factor.
std::vector<double> next_factors(const Twin& twin, std::uint32_t community, std::size_t g,
                                 const std::vector<std::int64_t>& pressure) {
    const Parameters& p = twin.parameters;
    const std::size_t M = twin.factors();
    const std::vector<double>& z = twin.communities[community].z[g];
    std::vector<double> next = z;
    for (std::size_t k = 0; k < M; ++k) {
        const double u = from_fixed_point(pressure[k]);
        double toward =
            twin.issues.baselines[g * M + k] +
            p.action.gamma * u * u / (u * u + p.action.half_pressure * p.action.half_pressure);
        for (std::size_t from = 0; from < M; ++from) {
            toward += twin.issues.influence[k * M + from] * z[from];
        }
        next[k] = z[k] + (std::clamp(toward, 0.0, 1.0) - z[k]) / p.issue_system.delay;
        if (p.issue_system.noise > 0.0) {
            const auto ego = static_cast<Id>((community * twin.groups() + g) * M + k);
            const double y = normal(words_of(twin.luck, for_noise, ego)[0]);
            next[k] = std::clamp(next[k] + p.issue_system.noise * y, 0.0, 1.0);
        }
    }
    return next;
}

}  // namespace

void act_on_the_system(Twin& twin) {
    for (std::uint32_t c = 0; c < twin.communities.size(); ++c) {
        CommunityState& community = twin.communities[c];
        const Pressure u = pressure_on(twin, c, twin.group_shares(c));
        for (std::size_t g = 0; g < twin.groups(); ++g) {
            community.z[g] = next_factors(twin, c, g, u[g]);
        }
        // "rise_c".
        const double before = community.result;
        community.result = twin.result_of(c);
        community.rise_before = community.rise;
        community.rise = single(std::max(0.0, community.result - before));
    }
}

}  // namespace colead::reference
