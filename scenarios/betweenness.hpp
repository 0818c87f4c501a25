// Betweenness from chosen sources: of people i, the share of shortest paths between two others that
// lead through i, summed over pairs, ties unweighted and each pair counted once. From each source s a
// breadth-first search and a walk back give the dependencies
//   delta_s(i) = sum over j behind i of paths_i / paths_j (1 + delta_s(j)),
// and the mean over sources times people / 2 estimates betweenness; from all sources it is exact.
// Brandes (2001), Journal of Mathematical Sociology 25; Brandes & Pich (2007), International Journal of
// Bifurcation and Chaos 17. Boost's brandes_betweenness_centrality takes no sample of sources and keeps
// lists of predecessors; it serves where all sources are wanted and as the check of this one.
#pragma once

#include <span>
#include <vector>

#include "sim/ties.hpp"

namespace colead {

struct Betweenness {
    std::vector<double> score;  // by person
    std::vector<double> error;  // standard error by person; empty unless asked for
};

/// `sources`: one or more people, drawn at random with replacement, or everyone once.
Betweenness betweenness_from(const TieStore& ties, std::span<const Person> sources,
                             bool with_error = false);

}  // namespace colead
