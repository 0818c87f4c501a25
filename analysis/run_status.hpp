// What became of a run: `runs/status` in files of comparisons and sweeps, `status` in parts.
#pragma once

#include <cstdint>

namespace colead {

enum RunStatus : std::uint8_t {
    run_done = 0,
    run_failed = 1,
    run_missing = 2,     // not finished when the file was written
    run_not_needed = 3,  // its point had enough replicates
};

}  // namespace colead
