// What commands that keep parts of their work have in common: sweep, merge and compare.
#pragma once

#include <CLI/CLI.hpp>
#include <optional>
#include <string>

#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_schedule.hpp"
#include "app/options.hpp"

namespace colead {

struct PartsWishes {
    bool resume = false;
    double save_every = -1.0;
};

/// --resume and --save-every.
void add_parts_flags(CLI::App& command, PartsWishes& wishes);

/// A folder of parts that is there already: removed with --overwrite, else refused. Throws FileError.
void refuse_parts(const std::string& folder, const Options& options);

/// The exit code when `out` is there and whole: it keeps `text`, the study or scenario, under `attribute`, is of
/// the same files of networks, and has `group`. Then it is said, with how many runs failed, and what is left of
/// the parts is removed. Nothing with --overwrite. Throws FileError when worlds are missing in it, when it cannot
/// be read or parts cannot be removed, InputError when it is no results file.
std::optional<int> nothing_left(const Options& options, const std::string& out,
                                const std::string& attribute, const std::string& text,
                                const std::string& group, const NetworkFiles& files);

/// Throws InputError when worlds are missing, unless they may be.
void refuse_incomplete(const SweepSchedule& schedule, bool incomplete);

/// colead merge, where `scenario`, in the folder of parts, is no study.
int merge_comparison(const Options& options, const std::string& scenario, bool incomplete);

/// Says what is odd in parts, and how much is finished.
void tell(const Options& options, const PartsIndex& index, std::size_t worlds);

}  // namespace colead
