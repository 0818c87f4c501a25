// What is on screen as scenario files: each world by itself, and both in one.
#pragma once

#include <string>

#include "app/explorer/two_worlds.hpp"

namespace colead::explorer {

struct Exported {
    std::string file;     // its name
    std::string command;  // that runs it
    std::string text;
    std::size_t pushes = 0;  // by hand, which no scenario can say
};

/// What a side has become, with the arms of both, for `colead compare`.
Exported export_side(const TwoWorlds& worlds, std::size_t side);

/// Both. Worlds that differ by arm and budget are two arms of one scenario, for `colead compare`. Other
/// parameters hold for all arms of a scenario: where they differ it is a study of two points, left and right,
/// for `colead sweep`.
Exported export_both(const TwoWorlds& worlds);

}  // namespace colead::explorer
