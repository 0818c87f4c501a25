// From the networks of several months to spells: the times for which each tie lasted, as far as the
// months that were kept show.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/snapshot_reader.hpp"

namespace colead {

/// A time without a break: in all snapshots from one to another.
struct TieSpell {
    Pair pair;
    std::uint32_t first;  // snapshots, by number from 0
    std::uint32_t last;
    float trust_low;  // of the smaller end in the other, in the last of them
    float trust_high;
};

/// Ascending by pair, then by time. Holds one month's ties at a time, besides the spells.
std::vector<TieSpell> tie_spells(const SnapshotReader& reader, const std::vector<std::string>& ids);

/// What to tell of dates where months are missing between the snapshots; empty where none is.
std::vector<std::string> note_of_dates(const std::vector<std::int64_t>& months);

}  // namespace colead
