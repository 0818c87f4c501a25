#include "app/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "sim/error.hpp"
#include "sim/parallel.hpp"

namespace colead {

int Options::thread_count() const { return threads > 0 ? threads : hardware_threads(); }

ProgressBar::Mode Options::progress_mode() const {
    if (quiet || progress == "never") {
        return ProgressBar::Mode::never;
    }
    return progress == "always" ? ProgressBar::Mode::always : ProgressBar::Mode::automatic;
}

void add_scenario_flags(CLI::App& command, Options& options) {
    command.add_option("scenario", options.scenario, "a scenario file, or the name of a preset")
        ->required();
    command.add_option("--set", options.sets, "change a parameter: key=value (repeatable)")
        ->allow_extra_args(false);
    command.add_option("--seed", options.seed, "seed of all draws");
    command.add_option("--replicates", options.replicates, "number of replicates");
    command.add_option("--months", options.months, "months after burn-in");
    command.add_option("--arms", options.arms, "only these arms: a,b")->delimiter(',');
}

void add_run_flags(CLI::App& command, Options& options) {
    command.add_option("--threads", options.threads, "threads (default: all cores)")
        ->check(CLI::Range(1, 1024));
    command.add_option("--progress", options.progress, "a bar on stderr: auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command.add_flag("-q,--quiet", options.quiet, "only the result");
    command.add_flag("-v,--verbose", options.verbose, "say more on stderr");
}

void add_output_flags(CLI::App& command, Options& options) {
    command.add_option("-o,--out", options.out, "results file");
    command.add_flag("--overwrite", options.overwrite, "replace an existing file");
}

Scenario scenario_of(const Options& options) {
    std::vector<Setting> settings;
    for (const std::string& text : options.sets) {
        settings.push_back(parse_setting(text));
    }
    for (const auto& [key, value] :
         {std::pair<const char*, const std::string&>("seed", options.seed),
          {"replicates", options.replicates},
          {"months", options.months}}) {
        if (!value.empty()) {
            settings.push_back({key, value});
        }
    }
    Scenario scenario = load_scenario(options.scenario, settings);
    if (options.arms.empty()) {
        return scenario;
    }
    std::vector<Program> wanted;
    for (const std::string& name : options.arms) {
        const auto found = std::find_if(scenario.arms.begin(), scenario.arms.end(),
                                        [&](const Program& p) { return p.arm == name; });
        if (found == scenario.arms.end()) {
            std::vector<std::string_view> names;
            for (const Program& program : scenario.arms) {
                names.emplace_back(program.arm);
            }
            throw InputError(fmt::format("--arms: unknown arm \"{}\"; the scenario has {}", name,
                                         fmt::join(names, ", ")));
        }
        if (std::any_of(wanted.begin(), wanted.end(),
                        [&](const Program& p) { return p.arm == name; })) {
            throw InputError(fmt::format("--arms: {} is named twice", name));
        }
        wanted.push_back(*found);
    }
    scenario.arms = std::move(wanted);
    return scenario;
}

void tell(const Options& options, const std::vector<std::string>& notes) {
    if (!options.quiet) {
        for (const std::string& note : notes) {
            fmt::print(stderr, "{}\n", note);
        }
    }
}

}  // namespace colead
