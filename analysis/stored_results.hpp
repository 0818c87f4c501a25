// A results file read back, measure by measure as it is in the file: also measures that this version of
// the program does not know.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/attribution.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/measures.hpp"
#include "analysis/network_sketch.hpp"

namespace colead {

struct StoredMeasure {
    std::string name;
    std::string units;
    std::string long_name;
    std::string description;
    std::string level;
    Along along = Along::nothing;
    std::size_t extent = 1;
    std::vector<double> values;  // arm x replicate x (months + 1) x extent
};

/// One row of comparison/.
struct StoredContrast {
    std::string measure;
    std::string arm;
    std::string against;
    std::int64_t month;
    std::int64_t pairs;
    double mean;
    double low;
    double high;
    double p;
    double p_holm;
    double variance_reduction;
};

/// What made a file: its root attributes.
struct Origin {
    std::string title;
    std::string version;
    std::string commit;
    std::string compiler;
    std::string scenario;
    std::string command_line;
    std::string date;
    std::int64_t seed = 0;
    std::int64_t threads = 0;
    std::int64_t people = 0;  // 0: the file does not say
    double mobilized_at = 0.25;
    std::vector<std::string> cautions;
};
Origin read_origin(const hdf5::Group& root);

struct StoredResults : Origin {
    std::vector<std::string> arms;
    std::vector<std::int64_t> replicates;
    std::vector<std::int64_t> months;  // 0, 1, ...
    std::vector<std::string> communities;
    std::vector<std::string> groups;
    std::vector<StoredMeasure> measures;
    std::vector<StoredContrast> contrasts;
    std::vector<bool> failed;  // arm x replicate
    NetworkPictures networks;
    Attribution attribution;  // no arms where the file has none

    /// Null when the file has no such measure.
    const StoredMeasure* find(std::string_view measure) const;
    double at(const StoredMeasure& measure, std::size_t arm, std::size_t replicate,
              std::size_t month, std::size_t where = 0) const {
        return measure.values[((arm * replicates.size() + replicate) * months.size() + month) *
                                  measure.extent +
                              where];
    }
};

/// Throws FileError when the file is damaged, InputError when it is something else than the results of a
/// comparison or a run, or of a format that this version does not read.
StoredResults read_results(const std::string& path);

}  // namespace colead
