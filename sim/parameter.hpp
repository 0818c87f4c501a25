// One row per parameter. A behaviour's header holds its parameters as a plain struct (the member's
// initial value is the default) and one table of rows; scenario files, --set, --help, validation,
// docs/parameters.md and the results file's attributes all derive from the rows by one loop.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <variant>

namespace colead {

/// One parameter of `Section`. `member` points at a double, a whole number, a switch, or an index
/// into `choices`. `low` and `high` are both allowed values. `source` cites, or says "assumed" and
/// why. `leverage` is the level of Meadows (1999), 12 (a number) .. 1 (transcending paradigms).
template <class Section>
struct Parameter {
    using Member =
        std::variant<double Section::*, std::int64_t Section::*, bool Section::*, int Section::*>;
    Member member;
    std::string_view name;
    std::string_view unit;
    double low;
    double high;
    std::string_view help;
    std::string_view source;
    int leverage;
    std::span<const std::string_view> choices = {};
};

}  // namespace colead
