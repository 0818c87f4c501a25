// What programs move at each level, from the people who took part to the system and its inequities, and
// what an evaluator would conclude who looked at one level only.
#pragma once

#include <string>
#include <vector>

#include "analysis/comparison.hpp"

namespace colead {

/// The two tables as text, each after an empty line; nothing where there is one arm only. Columns are
/// the programs against the first arm, and where there are two programs, these against each other.
std::string levels_as_text(const Results& results, const std::vector<Contrast>& contrasts);

}  // namespace colead
