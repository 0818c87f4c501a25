// From the parts of a sweep to blocks of neighbouring points, and to what decides how many are run.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/sweep_parts.hpp"
#include "analysis/sweep_plan.hpp"
#include "analysis/sweep_schedule.hpp"

namespace colead {

/// Some points of one replicate, as they are written.
struct SweepBlock {
    std::size_t first = 0;  // point
    std::size_t count = 0;
    std::size_t replicate = 0;
    std::vector<std::vector<double>> values;  // by measure: point x arm x month x extent
    std::vector<std::uint64_t> seed;          // by point, as what follows
    std::vector<std::uint8_t> status;
    std::vector<std::string> message;
    std::vector<double> seconds;
};

/// Gathers blocks from parts, which lie nearly in the same order.
class BlockReader {
public:
    /// Replicates that the schedule does not need are left out, even where a part has them.
    BlockReader(const SweepLayout& layout, const PartsIndex& index, const SweepSchedule& schedule);
    ~BlockReader();
    BlockReader(const BlockReader&) = delete;
    BlockReader& operator=(const BlockReader&) = delete;

    /// `count` points from `first` on. Throws FileError.
    SweepBlock read(std::size_t first, std::size_t count, std::size_t replicate);

private:
    class OpenPart;
    std::size_t read_run(SweepBlock& block, std::size_t n);
    void fill(SweepBlock& block, std::size_t n, const OpenPart& part, std::size_t row,
              std::size_t count) const;
    const OpenPart& open(const std::string& file);

    const SweepLayout& layout_;
    const PartsIndex& index_;
    const SweepSchedule& schedule_;
    std::vector<std::unique_ptr<OpenPart>> parts_;  // the latest first
};

/// What decides, of all worlds that were tried. Throws FileError.
std::vector<Outcome> read_outcomes(const SweepPlan& plan, const PartsIndex& index);

}  // namespace colead
