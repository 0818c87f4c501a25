// The dimension scales that files of a sweep have in common, for sweep_file.cpp and sweep_merge.cpp
// alone.
#pragma once

#include <cstdint>
#include <numeric>
#include <vector>

#include "analysis/hdf5.hpp"
#include "analysis/sweep_plan.hpp"

namespace colead {

inline std::vector<std::int64_t> count_up(std::size_t count) {
    std::vector<std::int64_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
    return numbers;
}

struct SweepScales {
    SweepScales(hdf5::Group& root, const SweepLayout& layout)
        : arm(root.write("arm", layout.arms)),
          month(root.write("month", count_up(layout.moments()))),
          community(root.write("community", layout.communities)),
          group(root.write("group", layout.groups)) {
        arm.as_scale("arm").describe("", "arm: what program a world has");
        month.as_scale("month").describe("months", "month after the fork at the end of burn-in");
        community.as_scale("community").describe("", "community");
        group.as_scale("group").describe("", "culture group");
    }

    /// Dimensions of a measure behind those that `scales` and `shape` begin with.
    void append(const SweepLayout& layout, const Measure& measure, hdf5::Shape& shape,
                std::vector<const hdf5::Dataset*>& scales) const {
        shape.push_back(layout.moments());
        scales.push_back(&month);
        if (measure.along != Along::nothing) {
            shape.push_back(layout.extent(measure));
            scales.push_back(measure.along == Along::community ? &community : &group);
        }
    }

    hdf5::Dataset arm;
    hdf5::Dataset month;
    hdf5::Dataset community;
    hdf5::Dataset group;
};

}  // namespace colead
