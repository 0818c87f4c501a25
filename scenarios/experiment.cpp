#include "scenarios/experiment.hpp"

#include <unistd.h>

#include <algorithm>

#include "agents/month.hpp"
#include "scenarios/program_run.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// One row of baselines serves every group; otherwise there must be one for each.
void fit_issues_to_groups(Scenario& scenario, std::size_t groups) {
    IssueSystem& issues = scenario.issues;
    if (issues.names.empty()) {
        issues = IssueSystem::standard(static_cast<int>(groups), scenario.network.inequity);
        return;
    }
    const auto rows = static_cast<std::size_t>(issues.groups());
    if (rows == 1) {
        const std::vector<double> row = issues.baselines;
        for (std::size_t g = 1; g < groups; ++g) {
            issues.baselines.insert(issues.baselines.end(), row.begin(), row.end());
        }
    } else if (rows != groups) {
        throw InputError(scenario.said("issue_system.baselines") + "issue_system.baselines has " +
                         std::to_string(rows) + " rows, but there are " + std::to_string(groups) +
                         " culture groups: give one row for all, or one for each");
    }
}

// What a world of this size takes, about: columns, ties with slack, and the months' buffers, for the
// burnt-in world and the arm forked from it.
double bytes_of_world(double people, double ties, int factors) {
    const double stride = padded(factors);
    const double columns = people * (4.0 * stride * 9.0 + 160.0);
    const double rows = people * 16.0 + 2.0 * ties * 8.0 * 1.35;
    return 2.0 * (columns + rows);
}

void check_memory(const Prepared& prepared) {
    const NetworkParameters& p = prepared.scenario.network;
    const double people = prepared.network ? static_cast<double>(prepared.network->people())
                                           : static_cast<double>(p.people);
    const double ties =
        prepared.network ? static_cast<double>(prepared.network->ties.size())
        : p.generator == NetworkParameters::complete
            ? people * (people - 1.0) / 2.0
            : people * std::max(p.degree, prepared.scenario.parameters.trust.attention) / 2.0;
    const double needed = bytes_of_world(people, ties, prepared.scenario.issues.factors());
    const double there =
        static_cast<double>(sysconf(_SC_PHYS_PAGES)) * static_cast<double>(sysconf(_SC_PAGE_SIZE));
    if (needed > there) {
        const auto gigabytes = [](double bytes) {
            return std::to_string(static_cast<long>(bytes / 1e9) + 1) + " GB";
        };
        throw InputError(prepared.scenario.said("network.people") + "network.people = " +
                         std::to_string(static_cast<long>(people)) + " needs about " +
                         gigabytes(needed) + " of memory; this machine has " + gigabytes(there));
    }
}

}  // namespace

Prepared prepare(Scenario scenario) {
    Prepared prepared;
    if (!scenario.files.ties.empty()) {
        const int factors = scenario.issues.names.empty() ? 8 : scenario.issues.factors();
        prepared.network = std::make_shared<NetworkData>(
            read_network(scenario.files, scenario.network, factors,
                         static_cast<std::uint64_t>(scenario.run.seed)));
        prepared.notes = prepared.network->notes;
        prepared.community_names = prepared.network->community_names;
        prepared.group_names = prepared.network->group_names;
        if (prepared.network->people() < 2) {
            throw InputError("the network has one person: collective leadership needs at least 2");
        }
    } else {
        const NetworkParameters& p = scenario.network;
        for (std::int64_t g = 0; g < p.cultures; ++g) {
            prepared.group_names.push_back("culture " + std::to_string(g + 1));
        }
        const std::int64_t communities = p.communities > 0
                                             ? std::min(p.communities, p.people)
                                             : std::max<std::int64_t>(1, (p.people + 500) / 1000);
        for (std::int64_t c = 0; c < communities; ++c) {
            prepared.community_names.push_back("community " + std::to_string(c + 1));
        }
    }
    fit_issues_to_groups(scenario, prepared.group_names.size());
    prepared.scenario = std::move(scenario);
    const Scenario& ready = prepared.scenario;
    SystemAnalysis analysis;
    try {
        analysis =
            analyse(ready.issues, ready.parameters.issue_system, ready.parameters.action.gamma);
    } catch (const InputError& error) {
        throw InputError(ready.said("issue_system.influence") + error.what());
    }
    if (analysis.saturated) {
        prepared.notes.push_back(
            "the issue system leaves [.02, .98] at no or full pressure: leverage is saturated "
            "there");
    }
    check_memory(prepared);
    return prepared;
}

void run_replicate(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                   const Observe& observe, int only_arm) {
    const Scenario& scenario = prepared.scenario;
    World burnt_in = make_world(prepared, replicate);
    for (std::int64_t month = 0; month < scenario.run.burn_in; ++month) {
        advance(burnt_in, workers);
    }
    for (std::size_t arm = 0; arm < scenario.arms.size(); ++arm) {
        if (only_arm >= 0 && arm != static_cast<std::size_t>(only_arm)) {
            continue;
        }
        World world = burnt_in;
        ProgramRun program(scenario.arms[arm], scenario.programs_parameters);
        observe({arm, replicate, 0, 0.0}, world);
        for (std::int64_t month = 1; month <= scenario.run.months; ++month) {
            program.touch(world, month, workers);
            advance(world, workers);
            observe({arm, replicate, month, program.spent()}, world);
        }
    }
}

}  // namespace colead
