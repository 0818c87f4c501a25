// The HDF5 files of a sweep: parts while it goes on, one file at its end. Both open in xarray.
//
// A part has the dimensions (world, arm, month[, community or group]), with point and replicate of each
// world, and of a comparison networks/. The whole file has (point, arm, replicate, month[, ...]), each
// factor of the design along point, design/ with the positions of the points, comparison/ and runs/.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "analysis/results_file.hpp"
#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_plan.hpp"
#include "analysis/sweep_schedule.hpp"

namespace colead {

/// Writes finished worlds, ascending, as a part. Throws FileError.
void write_part(const std::string& path, const SweepLayout& layout, std::span<const SweepRow> rows);

/// What a sweep found, for printing: point x arm.
struct SweepSummary {
    std::vector<double> result;         // mean over replicates at the last month; NaN without any
    std::vector<std::uint32_t> worlds;  // replicates that are done, by point
    bool same_worlds = true;            // every point has the same replicates
    std::size_t missing = 0;            // worlds that no part holds
    std::size_t failed = 0;
    std::string first_failure;
};

/// Writes the whole file from the parts in `folder`, a block of points at a time: memory does not grow
/// with the number of worlds. It has as many replicates as the schedule needs at any point. Worlds that
/// are not needed are NaN, with status 3; those that no part holds, with status 2. Throws FileError.
SweepSummary merge_parts(const std::string& path, bool overwrite, const std::string& folder,
                         const SweepPlan& plan, const PartsIndex& index,
                         const SweepSchedule& schedule, const Provenance& provenance);

/// Writes comparison/ from the measures that are written already: mean paired difference, its interval,
/// n and variance reduction of every contrast at the end of every point.
void write_sweep_comparison(hdf5::Group& root, const SweepPlan& plan, std::size_t replicates);

}  // namespace colead
