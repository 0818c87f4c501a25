// How far the alters of people are tied to each other: of each person (Watts & Strogatz 1998) and of
// the whole network, as the share of open or closed triads that are closed, its transitivity. Exact up
// to a number of people, above it from a keyed sample. Alters are marked and looked up, which is faster
// than Boost's clustering_coefficient with its search for each pair; tests hold the two together.
#pragma once

#include <cstddef>
#include <vector>

#include "agents/world.hpp"

namespace colead {

/// Share of pairs among ego's alters, two or more, that are tied. `mark` holds one number per person,
/// none of them ego's yet.
double clustering_of(const TieStore& ties, Person ego, std::vector<Person>& mark);

struct Clustering {
    /// Mean clustering of people with two ties or more, NaN when nobody has: of all, or of a keyed
    /// sample of 1,024, whose standard error is at most .016 where all have two ties (.022 where half
    /// have).
    double local;
    /// Share of pairs of ties with a common end whose other ends are tied, NaN when there is no such
    /// pair: of all, or of a keyed sample of 4,096 pairs, whose standard error is at most .008 (Schank
    /// & Wagner 2005, Journal of Graph Algorithms and Applications 9).
    double transitivity;
};

/// Exact up to `exact_up_to` people, above from the samples.
Clustering measure_clustering(const World& world, std::size_t exact_up_to = 2000);

}  // namespace colead
