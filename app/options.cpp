#include "app/options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <tuple>

#include "scenarios/words.hpp"
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
    command.add_option("--arms", options.arms, "only these arms: a,b")
        ->delimiter(',')
        ->allow_extra_args(false);
}

void add_until_flags(CLI::App& command, Options& options) {
    command.add_option("--until-ci", options.until_ci,
                       "add replicates until half the width of the paired 95% interval is at most "
                       "this; --replicates is then the most");
    command.add_option("--until-measure", options.until_measure,
                       "whose interval that is (default: result)");
    command.add_option("--until-contrast", options.until_contrast,
                       "of which two arms, a,b (default: of any two)");
    command.add_option("--pilot", options.pilot,
                       "replicates before the first look at the interval (default: 20)");
}

void add_run_flags(CLI::App& command, Options& options) {
    command.add_option("--threads", options.threads, "threads (default: all cores)")
        ->check(CLI::Range(1, 1024));
    command.add_option("--progress", options.progress, "a bar on stderr: auto, always or never")
        ->check(CLI::IsMember({"auto", "always", "never"}));
    command.add_flag("-q,--quiet", options.quiet, "only the result");
    // Taken everywhere, and shown where it makes a difference.
    command.add_flag("-v,--verbose", options.verbose, "say more on stderr")->group("");
}

void add_output_flags(CLI::App& command, Options& options, Writes writes) {
    command.add_option("-o,--out", options.out,
                       writes == Writes::always ? "results file (default: SCENARIO.h5, here)"
                                                : "results file (default: none)");
    command.add_flag("--overwrite", options.overwrite, "replace an existing file");
}

std::string result_file(const Options& options) {
    return options.out.empty() ? std::filesystem::path(options.scenario).stem().string() + ".h5"
                               : options.out;
}

std::vector<Setting> settings_of(const Options& options) {
    std::vector<Setting> settings;
    for (const std::string& text : options.sets) {
        settings.push_back(parse_setting(text));
    }
    for (const auto& [flag, key, value] :
         {std::tuple<const char*, const char*, const std::string&>("--seed", "seed", options.seed),
          {"--replicates", "replicates", options.replicates},
          {"--months", "months", options.months},
          {"--until-ci", "until.ci", options.until_ci},
          {"--until-measure", "until.measure", options.until_measure},
          {"--until-contrast", "until.contrast", options.until_contrast},
          {"--pilot", "until.pilot", options.pilot}}) {
        if (!value.empty()) {
            settings.push_back({key, value, one_line(fmt::format("{} {}", flag, value))});
        }
    }
    return settings;
}

Scenario scenario_of(const Options& options) {
    Scenario scenario = load_scenario(options.scenario, settings_of(options));
    keep_arms(scenario, options.arms);
    return scenario;
}

void refuse_idle(const Options& options, std::string_view command,
                 std::span<const IdleFlag> flags) {
    const auto given = [&](std::string_view name) {
        return (name == "--seed" && !options.seed.empty()) ||
               (name == "--replicates" && !options.replicates.empty()) ||
               (name == "--months" && !options.months.empty()) ||
               (name == "--arms" && !options.arms.empty());
    };
    for (const IdleFlag& flag : flags) {
        const std::string key(flag.name.substr(2));
        const std::string setting = key + "=";
        const bool is_set = std::ranges::any_of(
            options.sets, [&](const std::string& set) { return parse_setting(set).key == key; });
        if (is_set || given(flag.name)) {
            throw InputError(fmt::format("{}: {} changes nothing here: {}", command,
                                         is_set ? std::string_view(setting) : flag.name,
                                         flag.instead));
        }
    }
}

void check_until(const Options& options, const Scenario& scenario) {
    const bool asked =
        !options.until_measure.empty() || !options.until_contrast.empty() || !options.pilot.empty();
    if (asked && scenario.until.ci <= 0.0) {
        throw InputError(
            "--until-measure, --until-contrast and --pilot say what --until-ci looks at, which is "
            "missing");
    }
}

void refuse_inputs(const std::string& out, const std::vector<std::string>& inputs) {
    for (const std::string& input : inputs) {
        std::error_code unknown;
        if (std::filesystem::equivalent(out, input, unknown)) {
            throw InputError(
                fmt::format("the result would replace '{}', which it is made from", input));
        }
    }
}

std::vector<std::string> inputs_of(const Options& options, const NetworkFiles& files) {
    return {options.scenario, files.ties, files.people, files.degrees};
}

void tell(const Options& options, const std::vector<std::string>& notes) {
    if (!options.quiet) {
        for (const std::string& note : notes) {
            fmt::print(stderr, "{}\n", note);
        }
    }
}

}  // namespace colead
