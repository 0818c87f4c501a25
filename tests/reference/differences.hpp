// Where two states differ: of whom, in which column, from what to what.
#pragma once

#include <string>
#include <vector>

#include "reference/twin.hpp"

namespace colead::reference {

struct Difference {
    std::string whose;   // "person 7", "community 0", "coalition 3", "organization 1"
    std::string column;  // "concern[2]", "trust in 5"
    double engine;
    double twin;
};

/// Every number that is not the same bit for bit. What the walk found about alters' strategies is
/// compared only while the engine keeps it (`within_dialogue`).
std::vector<Difference> differences(const Twin& engine, const Twin& twin, bool within_dialogue);

/// "person 7, concern[2]: engine 0.25, twin 0.5"
std::string text_of(const Difference& difference);

/// |engine - twin|, relative to 1 at least.
double size_of(const Difference& difference);

}  // namespace colead::reference
