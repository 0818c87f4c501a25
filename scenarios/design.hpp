// [design] of a study: which parameters are varied, between which values, and at how many points.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sim/parameter.hpp"

namespace colead {

struct Setting;

/// Numbers of the [design] table.
struct DesignParameters {
    enum Kind : int { grid, list, lhs, sobol, morris };

    enum TestModel : int { no_test_model, ishigami, g_function, linear };

    int kind = grid;
    std::int64_t points = 0;
    std::int64_t seed = 1;
    bool common_luck = true;
    bool second_order = true;
    std::int64_t levels = 4;
    int test_model = no_test_model;

    static constexpr std::string_view section = "design";
    static std::span<const Parameter<DesignParameters>> rows();
};

/// A parameter that is varied: over a range, or over a list of values. A position in [0, 1] stands for
/// a value; the values of a list, and the whole numbers of a range, have equal parts of it.
struct Factor {
    std::string key;    // as in a scenario: dialogue.mu, program.hybrid.budget, program.*.budget
    std::string place;  // where it was given
    double low = 0.0;   // ends of the range, both allowed; unused with values
    double high = 0.0;
    bool whole = false;               // a parameter of whole numbers
    std::vector<std::string> values;  // as TOML; empty: a range

    /// The value at a position, as TOML, and as --set gives it.
    std::string text(double position) const;
    /// The same as people and files say it: a word without TOML's quotation marks.
    std::string word(double position) const;
    Setting setting(double position) const;
    /// The value at a position, NaN when it is not a number.
    double number(double position) const;
    bool is_number() const;
    /// How many values there are; 0 of a range of numbers that are not whole.
    std::size_t count() const;
};

/// The factors of a test model, a function with known sensitivity indices: x1, x2, ...
std::vector<Factor> factors_of_test_model(int model);

struct Design {
    DesignParameters parameters;
    std::vector<Factor> factors;
    std::string file;  // that the points of a list were read from, if any
};

/// The [design] table as TOML that reads back as the same design; a list holds its points.
std::string to_toml(const Design& design);

}  // namespace colead
