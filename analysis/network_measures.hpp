// Measures of the network as such. They cost more than a month's walk and are taken by their own
// cadence ([measures] network_every).
#pragma once

#include <cstddef>
#include <vector>

#include "agents/world.hpp"

namespace colead {

struct NetworkMeasures {
    double trust;         // mean over both ends of all ties; NaN without ties
    double clustering;    // mean local clustering of those with two ties or more
    double transitivity;  // share of pairs of ties with a common end that are closed
    double share_across;  // ties whose ends differ in culture or sector
    double ei_index;      // (external - internal) / all ties, by culture (Krackhardt & Stern 1988)
    double giant_component;  // share of people in the largest connected component
    double modularity;       // of the partition into organizations (Newman & Girvan 2004)
    double degree_gini;
    double influence_gini;  // of sum_i w_ij / sum_j w_ij, the influence each person exerts
};

NetworkMeasures measure_network(const World& world);

/// Gini coefficient of nonnegative values; 0 when all are 0. Sorts its argument.
double gini(std::vector<double>& values);

}  // namespace colead
