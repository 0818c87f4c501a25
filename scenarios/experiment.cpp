#include "scenarios/experiment.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <unistd.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

#include "agents/month.hpp"
#include "agents/sound.hpp"
#include "scenarios/cautions.hpp"
#include "scenarios/degree_sequence.hpp"
#include "scenarios/generators.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"
#include "sim/floating_point.hpp"

namespace colead {

namespace {

// One row of baselines serves every group; otherwise there must be one for each. Which row is whose is told of
// groups from files, which are in the order of their names.
void fit_issues_to_groups(Scenario& scenario, Prepared& prepared) {
    const std::size_t groups = prepared.group_names.size();
    const auto tell_order = [&](const std::string& what) {
        if (prepared.network != nullptr && groups > 1) {
            prepared.notes.push_back(
                fmt::format("{}: {}", what, fmt::join(prepared.group_names, ", ")));
        }
    };
    IssueSystem& issues = scenario.issues;
    if (issues.names.empty()) {
        issues = IssueSystem::standard(static_cast<int>(groups), scenario.network.inequity);
        if (scenario.network.inequity > 0.0) {
            tell_order(fmt::format(
                "network.inequity = {:g} lets baselines fall from group to group, by name",
                scenario.network.inequity));
        }
        return;
    }
    const auto rows = static_cast<std::size_t>(issues.groups());
    if (rows == 1) {
        const std::vector<double> row = issues.baselines;
        for (std::size_t g = 1; g < groups; ++g) {
            issues.baselines.insert(issues.baselines.end(), row.begin(), row.end());
        }
    } else if (rows != groups) {
        throw InputError(fmt::format(
            "{}issue_system.baselines has {}, but the number of culture groups is {}: give one row "
            "for all, or one for each",
            scenario.said("issue_system.baselines"), counted(rows, "row", "rows"), groups));
    } else {
        tell_order("issue_system.baselines has its rows for these groups, by name");
    }
}

// What a world of this size takes: the arithmetic of docs/performance.md, and a tenth for what rows that have
// moved leave behind.
double bytes_of_world(double people, double ties, int factors) {
    const double stride = padded(factors);
    return 1.1 * (people * (28.0 * stride + 214.0) + 2.0 * ties * 13.3);
}

void check_memory(const Prepared& prepared, Worlds at_a_time) {
    const NetworkParameters& p = prepared.scenario.network;
    const double people = prepared.network ? static_cast<double>(prepared.network->people())
                                           : static_cast<double>(p.people);
    const double degree =
        prepared.network ? 2.0 * static_cast<double>(prepared.network->ties.size()) / people
        : prepared.degrees.empty()
            ? generator_of(p).degree(p)
            : static_cast<double>(std::accumulate(prepared.degrees.begin(), prepared.degrees.end(),
                                                  std::uint64_t{0})) /
                  people;
    const double ties =
        people * std::max(degree, prepared.scenario.parameters.trust.attention) / 2.0;
    // What files told stays beside the worlds: ids as texts, columns, a list of ties.
    const double of_files =
        prepared.network ? 60.0 * people + static_cast<double>(prepared.network->ties.size()) *
                                               static_cast<double>(sizeof(NewTie))
                         : 0.0;
    const double needed =
        of_files + static_cast<double>(at_a_time) *
                       bytes_of_world(people, ties, prepared.scenario.issues.factors());
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

// Degrees from a file say how many people there are.
void prepare_generator(Scenario& scenario, Prepared& prepared) {
    NetworkParameters& p = scenario.network;
    if (!scenario.files.degrees.empty()) {
        const std::string about = scenario.said("network.degrees") + "network.degrees";
        if (p.generator != NetworkParameters::configuration) {
            throw InputError(about + " is for network.generator = \"configuration\"");
        }
        prepared.degrees = read_degrees(scenario.files.degrees);
        const auto people = static_cast<std::int64_t>(prepared.degrees.size());
        if (scenario.places.contains("network.people") && p.people != people) {
            throw InputError(about + " lists " + std::to_string(people) +
                             " people, but network.people = " + std::to_string(p.people));
        }
        p.people = people;
    }
}

void note_unused(const Scenario& scenario, std::vector<std::string>& notes) {
    const NetworkParameters& p = scenario.network;
    const NetworkParameters defaults;
    const std::vector<std::string_view> unused = unused_rows(p, !scenario.files.ties.empty());
    for (const Parameter<NetworkParameters>& row : NetworkParameters::rows()) {
        if (std::find(unused.begin(), unused.end(), row.name) != unused.end() &&
            scenario.places.contains(key_of(row)) &&
            value_text(p, row) != value_text(defaults, row)) {
            notes.push_back(scenario.said(key_of(row)) + key_of(row) + " = " + value_text(p, row) +
                            " has no effect with " + maker_of(scenario));
        }
    }
}

// What says something of files of people asks for the file of their ties.
void check_files(const NetworkFiles& files) {
    const std::string_view given = !files.people.empty()    ? "people_file"
                                   : !files.columns.empty() ? "columns"
                                   : !files.only.empty()    ? "only"
                                                            : "";
    if (files.ties.empty() && !given.empty()) {
        throw InputError(
            fmt::format("network.{} is given without network.ties: a network that is generated has "
                        "people of its own",
                        given));
    }
}

int factors_of(const Scenario& scenario) {
    return scenario.issues.names.empty() ? 8 : scenario.issues.factors();
}

// All that decides what is read of a network's files.
std::string reading_of(const Scenario& scenario) {
    std::string text = std::to_string(scenario.run.seed) + ' ' +
                       std::to_string(factors_of(scenario)) + ' ' + scenario.files.ties + '\n' +
                       scenario.files.people;
    for (const auto* entries : {&scenario.files.columns, &scenario.files.only}) {
        for (const auto& [key, value] : *entries) {
            text += '\n' + key + '=' + value;
        }
    }
    for (const Parameter<NetworkParameters>& row : NetworkParameters::rows()) {
        text += '\n' + value_text(scenario.network, row);
    }
    return text;
}

std::shared_ptr<const NetworkData> network_of(const Scenario& scenario, const Prepared* alike) {
    if (alike != nullptr && alike->network && reading_of(alike->scenario) == reading_of(scenario)) {
        return alike->network;
    }
    try {
        return std::make_shared<NetworkData>(
            read_network(scenario.files, scenario.network, factors_of(scenario),
                         static_cast<std::uint64_t>(scenario.run.seed)));
    } catch (const InputError& error) {
        // It begins with the key that it is about, or with a place in a file already.
        const std::string words = error.what();
        throw InputError(scenario.said(words.substr(0, words.find_first_of(": "))) + words);
    }
}

// Activities of its own take the place of a preset's: told where they share no name.
void note_replaced_presets(Prepared& prepared) {
    for (const Program& program : prepared.scenario.arms) {
        if (program.preset.empty()) {
            continue;
        }
        const std::vector<Activity> of_preset = preset_activities(program.preset);
        const bool shared = std::ranges::any_of(of_preset, [&](const Activity& one) {
            return std::ranges::any_of(program.activities,
                                       [&](const Activity& own) { return own.name == one.name; });
        });
        if (!of_preset.empty() && !shared) {
            prepared.notes.push_back(fmt::format(
                "program {}: its own activities take the place of those of the preset {}",
                program.arm, program.preset));
        }
    }
}

}  // namespace

Prepared prepare(Scenario scenario, const Prepared* alike, Worlds at_a_time) {
    Prepared prepared;
    check_files(scenario.files);
    if (!scenario.files.ties.empty()) {
        if (!scenario.files.degrees.empty()) {
            throw InputError(
                scenario.said("network.degrees") +
                "network.degrees is for a generated network, but network.ties is given");
        }
        prepared.network = network_of(scenario, alike);
        prepared.notes = prepared.network->notes;
        prepared.community_names = prepared.network->community_names;
        prepared.group_names = prepared.network->group_names;
        if (prepared.network->people() < 2) {
            throw InputError("the network has one person: collective leadership needs at least 2");
        }
    } else {
        prepare_generator(scenario, prepared);
        const NetworkParameters& p = scenario.network;
        for (std::int64_t g = 0; g < p.cultures; ++g) {
            prepared.group_names.push_back("culture " + std::to_string(g + 1));
        }
        for (std::size_t c = 0; c < community_count(p); ++c) {
            prepared.community_names.push_back("community " + std::to_string(c + 1));
        }
    }
    note_unused(scenario, prepared.notes);
    fit_issues_to_groups(scenario, prepared);
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
        prepared.notes.emplace_back(
            "the issue system leaves [.02, .98] at no or full pressure: leverage is saturated "
            "there");
    }
    note_replaced_presets(prepared);
    prepared.cautions = caution_texts(prepared.scenario, prepared.people());
    check_memory(prepared, at_a_time);
    return prepared;
}

namespace {

// What a user is told of a number that is none.
std::string in_words(const Prepared& prepared, std::uint32_t replicate, const Unsound& fault) {
    const auto burn_in = static_cast<std::uint32_t>(prepared.scenario.run.burn_in);
    const bool burning_in = fault.month <= burn_in;
    std::string text = std::string(fault.what()) + " in month " +
                       std::to_string(burning_in ? fault.month : fault.month - burn_in) +
                       (burning_in ? " of burn-in" : "") + " of replicate " +
                       std::to_string(replicate);
    if (!fault.phase.empty()) {
        text += ", after the phase " + fault.phase;
    }
    if (fault.person != nobody) {
        const bool named = prepared.network && !prepared.network->ids.empty();
        text += ", of person " +
                (named ? prepared.network->ids[fault.person] : std::to_string(fault.person));
    }
    return text;
}

// How closely a run is looked at: after every month, or after every phase.
enum class Look { monthly, by_phase };

void advance(World& world, const Workers& workers, Look look) {
    look == Look::by_phase ? advance_watched(world, workers) : colead::advance(world, workers);
}

World burn_in(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
              Look look) {
    const StandardFloatingPoint numbers;
    World world = make_world(prepared, replicate, workers);
    require_sound(world, workers, "start");
    for (std::int64_t month = 0; month < prepared.scenario.run.burn_in; ++month) {
        advance(world, workers, look);
    }
    return world;
}

void go_through(const Prepared& prepared, World world, ProgramRun& program, std::size_t arm,
                const Workers& workers, const Observe& observe, Look look) {
    const StandardFloatingPoint numbers;
    const std::uint32_t replicate = world.draws.replicate();
    observe({arm, replicate, 0, 0.0}, world);
    for (std::int64_t month = 1; month <= prepared.scenario.run.months; ++month) {
        program.touch(world, month, workers);
        if (look == Look::by_phase) {
            require_sound(world, workers, "program");
        }
        advance(world, workers, look);
        observe({arm, replicate, month, program.spent()}, world);
    }
}

void run_arms(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
              const Observe& observe, int only_arm, Look look) {
    const Scenario& scenario = prepared.scenario;
    World burnt_in = burn_in(prepared, replicate, workers, look);
    const auto follow_arm = [&](std::size_t arm, World world) {
        ProgramRun program(scenario.arms[arm], scenario.programs_parameters);
        go_through(prepared, std::move(world), program, arm, workers, observe, look);
    };
    if (only_arm >= 0) {
        follow_arm(static_cast<std::size_t>(only_arm), std::move(burnt_in));
        return;
    }
    for (std::size_t arm = 0; arm + 1 < scenario.arms.size(); ++arm) {
        follow_arm(arm, burnt_in);
    }
    // The last one needs no copy.
    if (!scenario.arms.empty()) {
        follow_arm(scenario.arms.size() - 1, std::move(burnt_in));
    }
}

}  // namespace

World burnt_in_world(const Prepared& prepared, std::uint32_t replicate, const Workers& workers) {
    return burn_in(prepared, replicate, workers, Look::monthly);
}

void run_arm(const Prepared& prepared, World world, ProgramRun& program, std::size_t arm,
             const Workers& workers, const Observe& observe) {
    go_through(prepared, std::move(world), program, arm, workers, observe, Look::monthly);
}

void run_arm(const Prepared& prepared, World world, std::size_t arm, const Workers& workers,
             const Observe& observe) {
    ProgramRun program(prepared.scenario.arms[arm], prepared.scenario.programs_parameters);
    run_arm(prepared, std::move(world), program, arm, workers, observe);
}

void follow(World& world, const Prepared& changed) {
    const auto frame = std::make_shared<Frame>(*world.frame);
    frame->parameters = changed.scenario.parameters;
    frame->issues = changed.scenario.issues;
    frame->analysis =
        analyse(frame->issues, frame->parameters.issue_system, frame->parameters.action.gamma);
    world.frame = frame;
}

void run_replicate(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                   const Observe& observe, int only_arm) {
    try {
        run_arms(prepared, replicate, workers, observe, only_arm, Look::monthly);
    } catch (const Unsound& at_month_end) {
        // Once more, looked at after every phase: the same bits come to the same end.
        try {
            run_arms(
                prepared, replicate, workers, [](const Moment&, const World&) {}, only_arm,
                Look::by_phase);
        } catch (const Unsound& fault) {
            throw std::runtime_error(in_words(prepared, replicate, fault));
        }
        throw std::runtime_error(in_words(prepared, replicate, at_month_end));
    }
}

}  // namespace colead
