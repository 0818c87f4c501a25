// What `colead leverage` leaves: an HDF5 file with the group leverage/ and in it factors/ and levels/,
// each of which opens in xarray.
#pragma once

#include <string>

#include "analysis/leverage.hpp"
#include "analysis/results_file.hpp"

namespace colead {

/// Throws FileError.
void write_leverage(const std::string& path, bool overwrite, const Leverage& leverage,
                    const Levers& levers, const LeverageRuns& runs, const LeverOrders& orders,
                    const Provenance& provenance);

}  // namespace colead
