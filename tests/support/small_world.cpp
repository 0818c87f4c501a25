#include "support/small_world.hpp"

#include <cmath>

namespace colead::test {

Scenario scenario_of(std::int64_t people, std::int64_t seed) {
    Scenario scenario;
    scenario.network.people = people;
    scenario.run.seed = seed;
    return scenario;
}

IssueSystem separate_issues(int factors, int groups, double baseline) {
    IssueSystem issues;
    const auto m = static_cast<std::size_t>(factors);
    for (int k = 0; k < factors; ++k) {
        issues.names.push_back("factor " + std::to_string(k + 1));
    }
    issues.influence.assign(m * m, 0.0);
    issues.baselines.assign(m * static_cast<std::size_t>(groups), baseline);
    issues.weights.assign(m, 1.0 / factors);
    return issues;
}

IssueSystem reference_issues() {
    IssueSystem issues = separate_issues(5);
    issues.influence = {
        0.5, 0.2, 0.0,  0.0, 0.0,  //
        0.0, 0.5, -0.3, 0.0, 0.1,  //
        0.1, 0.0, 0.4,  0.0, 0.0,  //
        0.3, 0.0, 0.0,  0.6, 0.0,  //
        0.0, 0.0, -0.2, 0.2, 0.5,
    };
    issues.baselines = {0.15, 0.35, 0.25, 0.05, 0.25};
    issues.weights.assign(5, 1.0);
    return issues;
}

NewTie tie(Person a, Person b, float trust) { return {pair_of(a, b), trust, trust}; }

NetworkData people_with(std::size_t people, std::vector<NewTie> ties) {
    NetworkData network;
    network.community.assign(people, 0);
    network.organization.assign(people, unaffiliated);
    network.team.assign(people, unaffiliated);
    network.culture.assign(people, 0);
    network.sector.assign(people, 0);
    network.rank.assign(people, 0.0F);
    std::sort(ties.begin(), ties.end(),
              [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
    network.ties = std::move(ties);
    return network;
}

namespace {

template <class Number>
std::size_t count_of(const std::vector<Number>& circle) {
    std::size_t count = 0;
    for (const Number c : circle) {
        if (static_cast<std::uint32_t>(c) != unaffiliated) {
            count = std::max(count, static_cast<std::size_t>(c) + 1);
        }
    }
    return count;
}

}  // namespace

Prepared prepared_with(Scenario scenario, NetworkData network) {
    network.organizations = count_of(network.organization);
    network.teams = count_of(network.team);
    for (std::size_t c = 0; c < count_of(network.community); ++c) {
        network.community_names.push_back("community " + std::to_string(c + 1));
    }
    for (std::size_t g = 0; g < count_of(network.culture); ++g) {
        network.group_names.push_back("culture " + std::to_string(g + 1));
    }
    if (scenario.issues.names.empty()) {
        scenario.issues = separate_issues(2, static_cast<int>(network.group_names.size()));
    }
    Prepared prepared;
    prepared.scenario = std::move(scenario);
    prepared.community_names = network.community_names;
    prepared.group_names = network.group_names;
    prepared.network = std::make_shared<NetworkData>(std::move(network));
    return prepared;
}

World world_with(NetworkData network, const Parameters& parameters, int factors) {
    Scenario scenario;
    scenario.parameters = parameters;
    scenario.issues = separate_issues(factors, static_cast<int>(count_of(network.culture)));
    return make_world(prepared_with(std::move(scenario), std::move(network)), 0);
}

World world_of(const Scenario& scenario, std::uint32_t replicate) {
    return make_world(prepare(scenario), replicate);
}

Parameters plain_thresholds() {
    Parameters parameters;
    parameters.organizing.inertia = 0.0;
    parameters.organizing.stay = 0.0;
    parameters.organizing.initiative = 0.0;
    parameters.organizing.explore = 0.0;
    return parameters;
}

double error_of_share(double share, double draws) {
    return std::sqrt(share * (1.0 - share) / draws);
}

}  // namespace colead::test
