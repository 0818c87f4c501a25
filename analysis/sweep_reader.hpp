// Reading what a sweep left, for sensitivity.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/design_points.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/sensitivity.hpp"

namespace colead {

class SweepReader {
public:
    /// Throws FileError when it cannot be read, InputError when it is no sweep's file.
    explicit SweepReader(const std::string& path);

    const std::string& kind() const { return kind_; }
    /// The name of the function that stands in place of worlds; empty for a sweep of worlds.
    const std::string& test_model() const { return test_model_; }
    bool second_order() const { return second_order_; }
    const std::vector<std::string>& factors() const { return factors_; }
    const DesignPoints& points() const { return points_; }
    /// By factor.
    const std::vector<Axis>& axes() const { return axes_; }
    const std::vector<std::string>& arms() const { return arms_; }
    std::int64_t months() const { return months_; }
    std::uint64_t seed() const { return seed_; }
    /// Of the replicates in the file those that every point has, the first: with --until-ci some points
    /// needed more than others.
    std::size_t common_replicates() const { return replicates_; }
    std::size_t most_replicates() const { return most_replicates_; }

    /// Place of an arm; throws InputError when there is none of this name.
    std::size_t arm(const std::string& name) const;
    /// A measure of an arm at a month, or what it has more than `against` in the same world. Throws
    /// InputError when the measure is unknown or has further dimensions, or the month is not there.
    Outputs outputs(const std::string& measure, std::size_t arm, std::optional<std::size_t> against,
                    std::int64_t month) const;

private:
    std::vector<double> values(const std::string& measure, std::size_t arm,
                               std::int64_t month) const;

    std::string path_;
    hdf5::Group root_;
    std::string kind_;
    std::string test_model_;
    bool second_order_ = false;
    std::vector<std::string> factors_;
    DesignPoints points_;
    std::vector<Axis> axes_;
    std::vector<std::string> arms_;
    std::int64_t months_ = 0;
    std::size_t replicates_ = 0;
    std::size_t most_replicates_ = 0;
    std::uint64_t seed_ = 0;
};

}  // namespace colead
