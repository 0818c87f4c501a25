// A run put aside and taken up again, with the bits of one that was never broken off, on any number of
// threads. The file is for the same program and the same run alone: it holds the memory of the run by
// the names of agents/world_state.hpp, not something to be read by others.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "analysis/recorder.hpp"
#include "scenarios/arm_run.hpp"

namespace colead {

/// What a run has come to.
struct RunSoFar {
    ArmRun& run;
    Recorder& recorder;
    std::optional<std::uint64_t> hash;  // over the months since the fork, where it is asked for
};

/// What a checkpoint must have in common with the run that takes it up.
struct CheckpointIdentity {
    std::string scenario;  // resolved, as TOML
    std::string arm;       // its name
    std::uint32_t replicate = 0;
    std::uint64_t beginning =
        0;  // hash of the world as it was made: other network files, another world
};

/// Writes the checkpoint aside and renames it, so that an earlier one stays until this one is whole.
/// Throws FileError.
void write_checkpoint(const std::string& path, const CheckpointIdentity& identity,
                      const RunSoFar& so_far);

/// Takes up where the file left off: writes to the run, the recorder and the hash. Throws FileError
/// when the file is damaged, InputError when it is another run's or another version's.
void read_checkpoint(const std::string& path, const CheckpointIdentity& identity, RunSoFar& so_far);

}  // namespace colead
