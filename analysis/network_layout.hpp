// Where to draw people: those tied stand near each other.
#pragma once

#include <vector>

#include "analysis/network_sketch.hpp"

namespace colead {

struct Point {
    double x;  // -1 .. 1
    double y;
};

/// A force-directed layout of each picture, the same on every machine. The first begins with people on a
/// circle, in order of community, organization and number; each later one begins where the first ended,
/// so that one finds people again where they were.
std::vector<std::vector<Point>> lay_out(const NetworkPictures& networks);

}  // namespace colead
