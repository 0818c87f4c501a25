// What a results file is exported to: measures as tables, snapshots as networks that other tools open.
// Each throws InputError and FileError, refuses existing files unless `overwrite`, and returns what the
// user is to be told.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace colead {

using ExportNotes = std::vector<std::string>;

/// Into `folder`: one CSV per measure (arm, replicate, month[, community|group], value), runs.csv,
/// comparison.csv; and for each snapshot, or that of `month` alone, people_month_0060.csv with where
/// people stand in the network, and ties_month_0060.csv: both can be read as a scenario's files.
ExportNotes export_csv(const std::string& path, const std::string& folder, bool overwrite,
                       std::optional<std::int64_t> month = std::nullopt);

/// The snapshot of a month, or the only one there is, as GraphML 1.0: an undirected graph, people's
/// columns as node data, trust of either end as edge data `trust` (the source's) and `trust_back`.
ExportNotes export_graphml(const std::string& path, std::optional<std::int64_t> month,
                           const std::string& to, bool overwrite);

/// All snapshots as one dynamic GEXF 1.2 graph: positions of people, on what they acted month by
/// month, ties with a spell for each time that they lasted.
ExportNotes export_gexf(const std::string& path, const std::string& to, bool overwrite);

/// All snapshots as spells of ties, in the columns of R's networkDynamic: onset, terminus, tail, head,
/// onset.censored, terminus.censored, duration, edge.id; with the users' ids and what is known of dates.
ExportNotes export_spells(const std::string& path, const std::string& to, bool overwrite);

}  // namespace colead
