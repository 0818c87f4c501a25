// The results file (HDF5). A file appears under its name only when it
// is whole: it is written aside, synced and renamed.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/file_under_way.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/output_file.hpp"
#include "analysis/results.hpp"
#include "analysis/snapshot_file.hpp"
#include "scenarios/experiment.hpp"
#include "sim/error.hpp"

namespace colead {

/// Number of the format, at the root of a file. Raised when a reader of older files could no longer make sense
/// of newer ones.
inline constexpr std::int64_t results_format = 1;

/// What made a file, stored as root attributes.
struct Provenance {
    std::string scenario;  // resolved TOML: running it again gives the same bits
    std::string command_line;
    std::string date;  // ISO 8601, UTC
    std::uint64_t seed = 0;
    int threads = 1;
    /// network_digests of its files.
    std::string network_files = {};
    /// Worlds that were not finished when it was written (colead merge --incomplete).
    std::size_t missing_worlds = 0;
    /// What who reads it must know of the programs (scenarios/cautions.hpp).
    std::vector<std::string> cautions = {};
};

/// Writes it, with version, commit and compiler, to the root of a file.
void write_provenance(hdf5::Group& root, const std::string& title, double mobilized_at,
                      const Provenance& provenance);

/// Units, names and level of a measure, to its dataset.
void describe_measure(hdf5::Dataset& dataset, const Measure& measure);

/// What goes wrong while `path` is written, in words that name it.
template <class Write>
auto writing(const std::string& path, Write&& write) {
    const hdf5::FileUnderWay under_way(path.c_str(), hdf5::FileUse::writing);
    try {
        return write();
    } catch (const FileError& error) {
        throw FileError(fmt::format("'{}' cannot be written: {}", path, error.what()));
    }
}

/// Throws FileError when `path` exists and may not be overwritten, or cannot be written where it is
/// to be: called before any work is done. Leaves nothing behind.
void check_output(const std::string& path, bool overwrite);

/// A results file being written. Snapshots go in while the run goes on, so that no more than one world
/// need be held. All throw FileError; an earlier file then stays as it was.
class ResultsFile {
public:
    ResultsFile(const std::string& path, bool overwrite);

    /// Before the first snapshot, if at all: what the numbers in snapshots are called.
    void name(const Names& names);
    void keep(const Snapshot& snapshot);
    /// What a file holds besides: `write` makes a group of its own in the root.
    void add(const std::function<void(hdf5::Group& root)>& write);
    /// Writes the rest and renames into place.
    void finish(const Results& results, const std::vector<Contrast>& contrasts,
                const Provenance& provenance);

private:
    std::string path_;
    OutputFile file_;
    hdf5::Group root_;
    std::optional<hdf5::Group> snapshots_;
};

/// All of a results file that has no snapshots.
void write_results(const std::string& path, bool overwrite, const Results& results,
                   const std::vector<Contrast>& contrasts, const Provenance& provenance);

}  // namespace colead
