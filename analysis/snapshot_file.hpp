// One snapshot as a group of a results file: people as columns along their ids, ties as half-ties in
// both directions.
#pragma once

#include "analysis/hdf5.hpp"
#include "analysis/results_file.hpp"

namespace colead {

/// Writes month_0060/people/<column> and month_0060/ties/{ego,alter,trust} into `snapshots`.
void write_snapshot(hdf5::Group& snapshots, const Snapshot& snapshot);

}  // namespace colead
