// Where people stand in the network: what the people of a snapshot are exported with. By the algorithms
// of Boost.Graph on the tie store, exact where cheap, else from a sample with its error.
#pragma once

#include <cstdint>
#include <vector>

#include "sim/draw.hpp"
#include "sim/ties.hpp"

namespace colead {

/// By person.
struct Centralities {
    std::vector<std::uint32_t> degree;
    /// Shortest paths between two others that lead through one, each pair counted once (Freeman 1977).
    std::vector<double> betweenness;
    std::vector<double> betweenness_error;  // standard error; 0 where exact
    std::vector<std::uint32_t> core;        // largest k whose k-core one is in (Seidman 1983)
    std::vector<double> pagerank;           // damping .85, sum 1 (Page et al. 1999)
    std::vector<double> clustering;  // share of pairs of alters that are tied; NaN below two alters
    bool betweenness_sampled = false;
};

/// Betweenness is exact up to people x ties of `exact_work`, some seconds; beyond, from the paths that
/// begin at 1,024 people drawn with replacement by (seed, replicate, month).
Centralities measure_centralities(const TieStore& ties, const Draws& draws, std::uint32_t month,
                                  double exact_work = 2e8);

}  // namespace colead
