// Connecting: with probability rate_connecting qC ego proposes a tie to a friend of a friend (with
// probability `closure`), else to someone of the team or organization.
#pragma once

#include <vector>

#include "agents/tie_changes.hpp"

namespace colead {

/// Appends ego's proposal of the month, if any, and returns whether there is one.
bool connect(const World& world, Person ego, std::vector<Proposal>& proposals);

}  // namespace colead
