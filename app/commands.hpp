// The commands of the program. Each stands in a file of its own, which adds it with its flags to the
// command line; when it was named it runs and leaves its exit code: 0 done, 1 a run failed, 130
// interrupted. Wrong input (2) and files (3) leave as exceptions.
#pragma once

#include <CLI/CLI.hpp>

#include "app/options.hpp"

namespace colead {

/// What is common to all commands of one command line: flags that mean the same in each, and the exit
/// code.
struct Invocation {
    Options options;
    int code = 0;
};

void add_compare(CLI::App& app, Invocation& invocation);
void add_run(CLI::App& app, Invocation& invocation);
void add_sweep(CLI::App& app, Invocation& invocation);
void add_merge(CLI::App& app, Invocation& invocation);
void add_leverage(CLI::App& app, Invocation& invocation);
void add_sensitivity(CLI::App& app, Invocation& invocation);
void add_attribute(CLI::App& app, Invocation& invocation);
void add_calibrate(CLI::App& app, Invocation& invocation);
void add_report(CLI::App& app, Invocation& invocation);
void add_explore(CLI::App& app, Invocation& invocation);
void add_export(CLI::App& app, Invocation& invocation);
void add_scenarios(CLI::App& app, Invocation& invocation);
void add_params(CLI::App& app, Invocation& invocation);
void add_check(CLI::App& app, Invocation& invocation);
void add_verify(CLI::App& app, Invocation& invocation);
void add_manual(CLI::App& app, Invocation& invocation);

}  // namespace colead
