// Bridging: with probability rate_bridging qB ego proposes a tie to someone of another culture or
// sector in the community or, with probability `afar`, to someone of another community.
#pragma once

#include <vector>

#include "agents/tie_changes.hpp"
#include "sim/draw.hpp"

namespace colead {

/// Whether ego will propose a bridge this month, by the first word of its draws.
bool seeks_bridge(const World& world, Person ego, std::uint32_t word);

/// Appends ego's proposal of the month, if any, and returns whether there is one.
bool bridge(const World& world, Person ego, const DrawBlock& first,
            std::vector<Proposal>& proposals);

}  // namespace colead
