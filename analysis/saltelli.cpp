#include <boost/random/sobol.hpp>

#include "analysis/design_draws.hpp"
#include "analysis/design_points.hpp"

namespace colead {

namespace {

using Sequence = boost::random::sobol_engine<std::uint32_t, 32>;

// The first `base` points of the sequence: point x dimension. A digital shift keeps the net and spares
// it the origin; half a step beyond keeps positions inside of the interval.
std::vector<double> scrambled_sobol(std::size_t base, std::size_t dimensions, std::uint64_t seed) {
    std::vector<std::uint32_t> shift;
    for (std::size_t d = 0; d < dimensions; ++d) {
        shift.push_back(design_stream(seed, static_cast<std::uint32_t>(d)).word());
    }
    std::vector<double> positions;
    positions.reserve(base * dimensions);
    // The library's sequence begins behind the origin, without which 2^m points are no net.
    for (std::size_t d = 0; d < dimensions && base > 0; ++d) {
        positions.push_back(open_uniform(shift[d]));
    }
    Sequence sequence(dimensions);
    for (std::size_t n = 1; n < base; ++n) {
        for (std::size_t d = 0; d < dimensions; ++d) {
            positions.push_back(open_uniform(sequence() ^ shift[d]));
        }
    }
    return positions;
}

}  // namespace

std::size_t saltelli_rows(std::size_t factors, bool second_order) {
    return (second_order ? 2 * factors : factors) + 2;
}

DesignPoints saltelli(std::size_t base, std::size_t factors, bool second_order,
                      std::uint64_t seed) {
    const std::vector<double> sequence = scrambled_sobol(base, 2 * factors, seed);
    DesignPoints points{factors, {}};
    points.positions.reserve(base * saltelli_rows(factors, second_order) * factors);
    for (std::size_t n = 0; n < base; ++n) {
        const double* a = &sequence[n * 2 * factors];
        const double* b = a + factors;
        const auto add = [&](const double* from, const double* other, std::size_t exchanged) {
            for (std::size_t f = 0; f < factors; ++f) {
                points.positions.push_back(f == exchanged ? other[f] : from[f]);
            }
        };
        add(a, b, factors);
        for (std::size_t f = 0; f < factors; ++f) {
            add(a, b, f);
        }
        for (std::size_t f = 0; second_order && f < factors; ++f) {
            add(b, a, f);
        }
        add(b, a, factors);
    }
    return points;
}

}  // namespace colead
