// Between which values each measure lies, whatever the scenario.
#pragma once

#include <string_view>

namespace colead {

struct Range {
    double low;
    double high;  // both may be infinite
};

/// Of a measure of the table; one that is not named otherwise is a share, 0 .. 1.
Range range_of(std::string_view measure);

}  // namespace colead
