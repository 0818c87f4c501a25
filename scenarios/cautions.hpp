// What a reader of a comparison must know of the programs before believing it: one that buys nothing, an activity
// for which no money is left, budgets that differ.
#pragma once

#include <string>
#include <vector>

#include "scenarios/scenario.hpp"

namespace colead {

struct Caution {
    std::string what;  // the same wherever it is so, for counting
    std::string why;   // with its numbers

    std::string text() const { return what + ": " + why; }
};

/// In the order of arms. `people`: of one world. What an activity gets is reckoned with full cohorts, as
/// ProgramRun buys them.
std::vector<Caution> cautions_of(const Scenario& scenario, std::size_t people);

/// Their texts.
std::vector<std::string> caution_texts(const Scenario& scenario, std::size_t people);

}  // namespace colead
