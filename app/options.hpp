// Flags that mean the same in every command.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/progress.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

struct Options {
    std::string scenario;
    std::vector<std::string> sets;
    std::string seed;
    std::string replicates;
    std::string months;
    std::vector<std::string> arms;
    std::string until_ci;
    std::string until_measure;
    std::string until_contrast;
    std::string pilot;
    int threads = 0;  // 0: all there are
    std::string out;
    bool overwrite = false;
    std::string progress = "auto";
    bool quiet = false;
    bool verbose = false;
    std::string command_line;

    int thread_count() const;
    ProgressBar::Mode progress_mode() const;
};

/// SCENARIO and the flags that change it.
void add_scenario_flags(CLI::App& command, Options& options);
/// --until-ci and what belongs to it.
void add_until_flags(CLI::App& command, Options& options);
/// Flags of commands that run.
void add_run_flags(CLI::App& command, Options& options);
/// -o and --overwrite. `Writes::always`: to result_file() where no -o is given.
enum class Writes : bool { when_asked, always };
void add_output_flags(CLI::App& command, Options& options, Writes writes);
/// What -o says, else the scenario's name with .h5, in the folder one is in.
std::string result_file(const Options& options);

/// The changes that --set, --seed, --replicates, --months and --until-ci ask for. Throws InputError.
std::vector<Setting> settings_of(const Options& options);

/// The scenario that the options name, with their changes; only the arms asked for. Throws
/// InputError, FileError.
Scenario scenario_of(const Options& options);

/// A flag of scenarios that a command decides by itself, and what to write in its place.
struct IdleFlag {
    std::string_view name;
    std::string_view instead;
};
/// Throws InputError for those that are given, also by --set: what changes nothing is a misunderstanding.
void refuse_idle(const Options& options, std::string_view command, std::span<const IdleFlag> flags);

/// Throws InputError for flags that say what --until-ci looks at where nothing does.
void check_until(const Options& options, const Scenario& scenario);

/// Throws InputError when `out` is one of the files that it is made from, which --overwrite would replace.
void refuse_inputs(const std::string& out, const std::vector<std::string>& inputs);
/// The files that a scenario is made from.
std::vector<std::string> inputs_of(const Options& options, const NetworkFiles& files);

/// Tells the user on stderr what was odd, unless quiet.
void tell(const Options& options, const std::vector<std::string>& notes);

}  // namespace colead
