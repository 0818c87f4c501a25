// Takes the measures of a run month by month.
#pragma once

#include <memory>
#include <vector>

#include "analysis/measures.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

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
    /// The series of an arm as far as it has been watched.
    const RunSeries& series(std::size_t arm) const;
    /// Series by arm; leaves the recorder empty.
    std::vector<RunSeries> take();

    /// For the files recorder*.cpp, and to put a run aside (analysis/checkpoint.cpp).
    struct Memory;
    Memory& memory() { return *memory_; }

private:
    std::unique_ptr<Memory> memory_;
};

}  // namespace colead
