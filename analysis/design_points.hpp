// Designs of experiments: where the points of a study lie. Every design is made of positions in [0, 1]
// for each factor (scenarios/design.hpp), by keyed draws alone: the same design has the same points.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/design.hpp"

namespace colead {

/// Positions: point x factor.
struct DesignPoints {
    std::size_t factors = 0;
    std::vector<double> positions;

    std::size_t count() const { return factors == 0 ? 0 : positions.size() / factors; }
    std::span<const double> at(std::size_t point) const {
        return std::span(positions).subspan(point * factors, factors);
    }
};

/// The points of any design. Throws InputError when there are more than ten million.
DesignPoints points_of(const Design& design);

/// Each factor's axis cut into as many parts as there are points, one point in each (McKay, Beckman &
/// Conover 1979); of several such squares the one whose closest points are farthest apart (maximin,
/// Johnson, Moore & Ylvisaker 1990).
DesignPoints latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed);

/// Saltelli's scheme (2002, 2010): for each of `base` points of a Sobol sequence of 2k dimensions,
/// scrambled by a keyed digital shift, the rows A, AB_1 .. AB_k, (BA_1 .. BA_k,) B; AB_i is A with
/// factor i from B. Rows of a base point follow each other, as SALib has them.
DesignPoints saltelli(std::size_t base, std::size_t factors, bool second_order, std::uint64_t seed);
/// Rows for each base point: k + 2, or 2k + 2.
std::size_t saltelli_rows(std::size_t factors, bool second_order);

/// Morris (1991): trajectories of k + 1 points on a grid of `levels` values, each step moving one
/// factor by levels / (2 (levels - 1)); chosen from more than are wanted so that the distances between
/// them are large (Campolongo, Cariboni & Saltelli 2007), one after the other (Ruano et al. 2012).
DesignPoints morris_trajectories(std::size_t trajectories, std::size_t factors, std::size_t levels,
                                 std::uint64_t seed);

}  // namespace colead
