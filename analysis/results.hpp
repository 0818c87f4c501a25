// The results of an experiment in memory: what the results file stores and the comparison reads.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/measures.hpp"
#include "analysis/network_sketch.hpp"

namespace colead {

struct RunRecord {
    std::uint64_t seed = 0;
    bool done = false;
    std::string message;   // what went wrong, if it did
    double seconds = 0.0;  // information only: not reproducible
};

struct Results {
    std::string title;
    std::vector<std::string> arms;
    std::vector<std::uint32_t> replicates;  // numbers, ascending
    std::int64_t months = 0;
    std::size_t people = 0;  // of one world
    std::vector<std::string> communities;
    std::vector<std::string> groups;
    double mobilized_at = 0.25;
    /// By measure (as measures()): arm x replicate x (months + 1) x extent, row-major.
    std::vector<std::vector<double>> values;
    std::vector<RunRecord> runs;  // arm x replicate
    NetworkPictures networks;     // none where nothing was drawn

    std::size_t extent(const Measure& measure) const {
        return measure.along == Along::community ? communities.size()
               : measure.along == Along::group   ? groups.size()
                                                 : 1;
    }
    double at(std::size_t measure, std::size_t arm, std::size_t replicate, std::int64_t month,
              std::size_t where = 0) const {
        const std::size_t width = extent(measures()[measure]);
        const auto moments = static_cast<std::size_t>(months) + 1;
        return values[measure][((arm * replicates.size() + replicate) * moments +
                                static_cast<std::size_t>(month)) *
                                   width +
                               where];
    }
};

}  // namespace colead
