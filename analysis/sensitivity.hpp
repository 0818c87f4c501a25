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

/// The axis of a factor. Words have no distances: from any to any other is a whole axis.
struct Axis {
    std::size_t values = 0;  // how many stand on it, each on an equal part; 0: a range
    bool words = false;

    /// How far, in whole axes, the factor's value moves between two positions in [0, 1].
    double moved(double from, double to) const;
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
/// NaN when nothing varies.
/// `_conf`, here and of Morris: 1.96 standard deviations, of which the variance is that over bootstraps of
/// base points (trajectories) and that over replicates, each left out once (jackknife; Efron & Tibshirani
/// 1993), together; of the former alone with too few replicates to leave one out: one, of Sobol' indices two.
struct SobolIndices {
    std::vector<double> S1, S1_conf, ST, ST_conf, S2, S2_conf;
    double variance = 0.0;     // over the factors, without noise
    double noise_share = 0.0;  // of the variance of the points' means; NaN with one replicate
    std::size_t dropped = 0;   // base points left out
};

/// A base point or trajectory with a value missing is left out when `drop`; otherwise throws
/// InputError, which counts them. `seed` keys the bootstrap, of a thousand resamples. `axes`: by factor.
MorrisIndices morris_indices(const DesignPoints& points, const std::vector<Axis>& axes,
                             const Outputs& outputs, bool drop, std::uint64_t seed);
SobolIndices sobol_indices(std::size_t factors, bool second_order, const Outputs& outputs,
                           bool drop, std::uint64_t seed);

}  // namespace colead
