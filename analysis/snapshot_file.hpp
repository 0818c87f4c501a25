// One snapshot as a group of a results file: people as columns along their ids, ties as half-ties in
// both directions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/hdf5.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// People and ties of one world at one month, for snapshots/.
struct Snapshot {
    std::int64_t month;
    const World* world;
    const NetworkData* network;  // for the users' ids; may be null
};

/// What the numbers in columns of people are called, by number; empty where there are no names.
struct Names {
    std::vector<std::string> community;
    std::vector<std::string> organization;
    std::vector<std::string> team;
    std::vector<std::string> culture;
    std::vector<std::string> sector;
};

Names names_of(const Prepared& prepared);

/// Writes names/{community,organization,team,culture,sector}, those there are, into the root.
void write_names(hdf5::Group& root, const Names& names);

/// Writes month_0060/people/<column> and month_0060/ties/{ego,alter,trust} into `snapshots`.
void write_snapshot(hdf5::Group& snapshots, const Snapshot& snapshot);

}  // namespace colead
