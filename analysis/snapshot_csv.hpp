// A snapshot as two tables that can be read again as the files of a scenario.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/snapshot_reader.hpp"

namespace colead {

/// Names of the two files for a month, without ending: people_month_0060, ties_month_0060.
std::string people_table(std::int64_t month);
std::string ties_table(std::int64_t month);

/// Writes people with all their columns, what came of them, and where they stand in the network; and
/// both ends' lines of every tie. Tells where betweenness is estimated.
std::vector<std::string> write_snapshot_tables(const SnapshotReader& reader, std::int64_t month,
                                               const std::string& people_path,
                                               const std::string& ties_path, bool overwrite);

}  // namespace colead
