// What a sweep's page reads of its file: which worlds there are, and a measure at every point's last month.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/hdf5.hpp"
#include "analysis/sweep_levels.hpp"

namespace colead {

struct SweepShape {
    std::size_t points;
    std::size_t arms;
    std::size_t replicates;
    std::size_t months;
    std::vector<std::size_t> last;  // month of each point
    bool common_luck;               // points share the seed
    std::size_t fewest;             // worlds that are done at any point, at least
    std::size_t most;               // and at most
    std::int64_t failed;            // runs
    std::int64_t absent;
};

/// Throws FileError where runs do not fit their coordinates.
SweepShape shape_of(const hdf5::Group& root);

/// One measure of all arms. Throws FileError where it does not fit its coordinates.
class SweepValues {
public:
    SweepValues(const hdf5::Group& root, const std::string& measure, const SweepShape& shape);

    /// All worlds of these points.
    std::vector<double> worlds(std::size_t arm, const Points& points) const;

    /// What an interval of arm minus another is taken over: replicates, each averaged over the points, which share
    /// its luck (over points it would leave out what differs between worlds); only where points have luck of their
    /// own, and are more than replicates, points, each averaged over its replicates. Only what is finite counts.
    std::vector<double> differences(std::size_t arm, std::size_t against,
                                    const Points& points) const;

private:
    std::size_t replicates_;
    bool common_luck_;
    std::vector<std::vector<double>> arms_;  // point x replicate
};

}  // namespace colead
