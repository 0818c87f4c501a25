// Ranges of flags that take a number, told as people write numbers.
#pragma once

#include <CLI/CLI.hpp>

namespace colead {

/// Takes numbers from `low` to `high`; CLI::Range shows them with six decimals.
CLI::Validator number_in(double low, double high);

}  // namespace colead
