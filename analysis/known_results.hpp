// Results that are published or can be written in closed form, each with what this build gives for it
// through a scenario's text, input files and parameters alone. `colead verify` prints them on the
// user's machine; tests/verification/ requires each.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace colead {

struct KnownValue {
    std::string what;
    double found;
    double expected;
    double tolerance;  // largest distance that still counts as reproduced

    bool holds() const;  // false where `found` is not a number
};

struct KnownResult {
    std::string_view name;
    std::string_view source;  // author and year, or the closed form
    std::vector<KnownValue> (*find)();
};

/// All that are found in seconds, in the order of the phases of a month, then networks. `find` makes a
/// temporary folder for input files where it needs one, and throws FileError where it cannot.
std::span<const KnownResult> known_results();

/// The one of this name, which must be there.
const KnownResult& known_result(std::string_view name);

}  // namespace colead
