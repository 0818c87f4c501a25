// The results file (HDF5), the only room that knows HDF5. A file appears under its name only when it
// is whole: it is written aside, synced and renamed.
#pragma once

#include <string>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/results.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// What made a file, stored as root attributes.
struct Provenance {
    std::string scenario;  // resolved TOML: running it again gives the same bits
    std::string command_line;
    std::string date;  // ISO 8601, UTC
    std::uint64_t seed = 0;
    int threads = 1;
};

/// People and ties of one world at one month, for snapshots/.
struct Snapshot {
    std::int64_t month;
    const World* world;
    const NetworkData* network;  // for the users' ids; may be null
};

/// Throws FileError when `path` exists and may not be overwritten, or cannot be written where it is
/// to be: called before any work is done. Leaves nothing behind.
void check_output(const std::string& path, bool overwrite);

/// Writes everything and renames into place. Throws FileError; an earlier file then stays as it was.
void write_results(const std::string& path, bool overwrite, const Results& results,
                   const std::vector<Contrast>& contrasts, const Provenance& provenance,
                   const std::vector<Snapshot>& snapshots = {});

/// Writes one CSV per measure (arm, replicate, month[, community|group], value) and comparison.csv
/// into `folder`, from a results file. Throws FileError, InputError.
void export_csv(const std::string& path, const std::string& folder, bool overwrite);

}  // namespace colead
