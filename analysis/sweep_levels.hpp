// The levels of a sweep's factors at which its page shows differences. A factor has its own values as levels where
// these are six or fewer, or twelve or fewer with two points each on average or no other factor; else six
// steps of equal width.
#pragma once

#include <string>
#include <vector>

#include "analysis/hdf5.hpp"

namespace colead {

/// Places of a design's points, ascending.
using Points = std::vector<std::size_t>;

struct SweptFactor {
    std::string key;
    std::vector<std::string> labels;  // of its levels
    std::vector<double> middles;      // of numbers
    std::vector<Points> points;       // of each level
};

/// Of a file that a sweep has left, in the order of its datasets. Throws FileError where a factor has not a value
/// at each of the points.
std::vector<SweptFactor> factors_of(const hdf5::Group& root, std::size_t points);

/// Points of every level of x at every level of y, a row of x for each y.
std::vector<Points> cells_of(const SweptFactor& x, const SweptFactor& y);

/// Cells over all pairs of factors.
std::size_t cells_in_all(const std::vector<SweptFactor>& factors);

}  // namespace colead
