// Which format a file of ties is in: what network.format says, or the end of its name.
#pragma once

#include <string>

#include "scenarios/network_data.hpp"
#include "scenarios/raw_network.hpp"

namespace colead {

/// Reads a file in the format that it has. Throws InputError, FileError.
RawNetwork read_network_file(const NetworkFiles& files, int format);

}  // namespace colead
