// How much of what comes out hangs on which factor: Morris' elementary effects and Sobol' indices, with
// names and estimators as SALib has them. Worlds are noisy: where there are two replicates or more,
// their noise is taken out of Sobol' indices and told beside Morris' sigma.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "analysis/design_points.hpp"

namespace colead {

/// What every point gave: point x replicate. NaN where a run failed or is missing.
struct Outputs {
    std::size_t replicates = 1;
    std::vector<double> values;

    std::span<const double> at(std::size_t point) const {
        return std::span(values).subspan(point * replicates, replicates);
    }
};

/// By factor.
struct MorrisIndices {
    std::vector<double> mu;       // mean elementary effect, in outputs per whole axis
    std::vector<double> mu_star;  // mean of its size
    std::vector<double> mu_star_conf;
    std::vector<double> sigma;  // its standard deviation: curvature, interaction and noise
    std::vector<double> noise;  // of sigma, the part due to luck; NaN with one replicate
    std::size_t dropped = 0;    // trajectories left out
};

/// S1, ST by factor; S2 factor x factor, above the diagonal, empty unless the design has second order.
/// `_conf`: 1.96 standard deviations over bootstraps of the base points. NaN when nothing varies.
struct SobolIndices {
    std::vector<double> S1, S1_conf, ST, ST_conf, S2, S2_conf;
    double variance = 0.0;     // over the factors, without noise
    double noise_share = 0.0;  // of the variance of the points' means; NaN with one replicate
    std::size_t dropped = 0;   // base points left out
};

/// A base point or trajectory with a value missing is left out when `drop`; otherwise throws
/// InputError, which counts them. `seed` keys the bootstrap, of a thousand resamples.
MorrisIndices morris_indices(const DesignPoints& points, const Outputs& outputs, bool drop,
                             std::uint64_t seed);
SobolIndices sobol_indices(std::size_t factors, bool second_order, const Outputs& outputs,
                           bool drop, std::uint64_t seed);

}  // namespace colead
