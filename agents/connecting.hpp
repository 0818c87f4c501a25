// Connecting: ego proposes rate_connecting qC ties a month (the whole part, and one more by chance of
// the rest), each to a friend of a friend (with probability `closure`), else to someone of the team
// or organization.
#pragma once

#include <vector>

#include "agents/tie_changes.hpp"
#include "sim/draw.hpp"

namespace colead {

/// How many ties ego will propose this month, by the first word of its draws.
std::uint32_t connections_sought(const World& world, Person ego, std::uint32_t word);

/// Appends ego's proposals of the month and returns whether there is any.
bool connect(const World& world, Person ego, DrawBlock luck, std::vector<Proposal>& proposals);

}  // namespace colead
