// Which way a paired difference goes: serial mediation between two conditions within a pair (Judd, Kenny &
// McClelland 2001; Montoya & Hayes 2017).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"

namespace colead {

/// What a pair of worlds has at each stage in the one and in the other, the last being what is explained;
/// stages x pairs.
struct PairedStages {
    std::vector<std::vector<double>> with;
    std::vector<std::vector<double>> without;

    std::size_t stages() const { return with.size(); }
    std::size_t pairs() const { return with.front().size(); }
};

/// Of n stages: for each set of the n - 1 in between, bit k being stage k, the part of the last stage's
/// mean difference that goes by these stages in their order and no other; 0 is the direct way. They add
/// up to the mean difference.
std::vector<double> path_effects(const PairedStages& stages);

/// With bootstrap intervals over pairs. All NaN with fewer pairs than `least_pairs`.
std::vector<Estimate> path_estimates(const PairedStages& stages, std::uint64_t seed);

/// Three pairs for each number of the largest regression.
std::size_t least_pairs(std::size_t stages);

/// "program -> reach -> result", from the names of the stages.
std::string path_name(const std::vector<std::string>& stages, std::size_t path);

}  // namespace colead
