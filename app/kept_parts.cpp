#include "app/kept_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>

#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "app/number_range.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

void add_parts_flags(CLI::App& command, PartsWishes& wishes) {
    command.add_flag("--resume", wishes.resume, "go on with what FILE.h5.parts/ holds");
    command
        .add_option("--save-every", wishes.save_every,
                    "seconds between parts (default: a hundredth of the time that has passed, at "
                    "least 2, at most 60)")
        ->check(number_in(0.0, 86400.0));
}

void refuse_parts(const std::string& folder, const Options& options) {
    if (!std::filesystem::exists(folder)) {
        return;
    }
    if (!options.overwrite) {
        throw FileError(
            fmt::format("'{}' holds what is finished already: --resume goes on with it, "
                        "--overwrite begins anew",
                        folder));
    }
    remove_parts(folder);
}

std::optional<int> nothing_left(const Options& options, const std::string& out,
                                const std::string& attribute, const std::string& text,
                                const std::string& group, const NetworkFiles& files) {
    if (options.overwrite || !std::filesystem::exists(out)) {
        return std::nullopt;
    }
    const hdf5::Group root = open_results(out);
    std::int64_t missing = 0;
    std::ptrdiff_t failed = 0;
    const bool same = reading(out, [&] {
        const std::string networks = root.has("network_files") ? root.text("network_files") : "";
        if (!root.has(attribute) || root.text(attribute) != text || !root.contains(group) ||
            networks != network_digests(files)) {
            return false;
        }
        missing = root.has("missing_worlds") ? root.whole_number("missing_worlds") : 0;
        const auto status = root.group("runs").dataset("status").read<std::uint8_t>();
        failed = std::count(status.begin(), status.end(), std::uint8_t{run_failed});
        return true;
    });
    if (!same) {
        return std::nullopt;
    }
    if (missing > 0) {
        throw FileError(
            fmt::format("'{}' lacks {} or more, since it was merged with --incomplete: "
                        "--resume --overwrite runs them and puts the whole file in its place",
                        out, counted(static_cast<std::size_t>(missing), "world", "worlds")));
    }
    remove_parts(parts_folder(out));
    fmt::print(stderr, "{} is whole: nothing is left to do\n", out);
    if (failed > 0) {
        fmt::print(stderr, "colead: {} of its runs failed; --overwrite runs all anew\n", failed);
    }
    return failed > 0 ? 1 : 0;
}

void refuse_incomplete(const SweepSchedule& schedule, bool incomplete) {
    if (schedule.left() > 0 && !incomplete) {
        throw InputError(
            fmt::format("{} or more are not there: the same command with --resume runs them, or "
                        "--incomplete writes what there is and keeps the parts",
                        counted(schedule.left(), "world", "worlds")));
    }
}

void tell(const Options& options, const PartsIndex& index, std::size_t worlds) {
    tell(options, index.notes());
    if (index.done_count() > 0 && !options.quiet) {
        fmt::print(stderr, "{} of {} finished already\n", index.done_count(),
                   counted(worlds, "world", "worlds") + (index.done_count() == 1 ? " is" : " are"));
    }
}

}  // namespace colead
