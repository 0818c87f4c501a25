// What is measured each month, as a table: names, units and meaning travel from here to the results
// file, the printed comparison and the docs.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "scenarios/experiment.hpp"

namespace colead {

/// The dimension that a measure has besides arm, replicate and month.
enum class Along { nothing, community, group };
/// The level it speaks of.
enum class Level { individual, team, organization, community, system };

struct Measure {
    std::string_view name;
    std::string_view units;
    std::string_view long_name;
    std::string_view description;
    Level level;
    Along along = Along::nothing;
};

/// All measures, in the order they are stored.
std::span<const Measure> measures();
/// Index of a measure by name; throws InputError with the nearest name.
std::size_t measure_index(std::string_view name);

/// The series of one run (one arm of one replicate): for each measure, (months + 1) x extent values,
/// extent being 1, the number of communities or of groups. NaN where a measure has no value.
struct RunSeries {
    std::vector<std::vector<double>> values;  // by measure
};

/// Watches one replicate's arms and fills one RunSeries per arm.
class Recorder {
public:
    Recorder(const Prepared& prepared, std::size_t arms);
    ~Recorder();
    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;

    void operator()(const Moment& moment, const World& world);
    /// Series by arm; leaves the recorder empty.
    std::vector<RunSeries> take();

private:
    struct Memory;
    std::unique_ptr<Memory> memory_;
};

}  // namespace colead
