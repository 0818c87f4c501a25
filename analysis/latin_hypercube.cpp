#include <algorithm>
#include <numeric>

#include "analysis/design_draws.hpp"
#include "analysis/design_points.hpp"

namespace colead {

namespace {

DesignPoints candidate(std::size_t points, std::size_t factors, DrawStream& luck) {
    DesignPoints square{factors, std::vector<double>(points * factors)};
    std::vector<std::size_t> order(points);
    for (std::size_t f = 0; f < factors; ++f) {
        std::iota(order.begin(), order.end(), std::size_t{0});
        for (std::size_t n = points; n > 1; --n) {
            std::swap(order[n - 1], order[luck.below(static_cast<std::uint32_t>(n))]);
        }
        for (std::size_t p = 0; p < points; ++p) {
            square.positions[p * factors + f] =
                (static_cast<double>(order[p]) + open_uniform(luck.word())) /
                static_cast<double>(points);
        }
    }
    return square;
}

// Squared distance of the two points that are closest to each other.
double closest(const DesignPoints& square) {
    double least = static_cast<double>(square.factors);
    for (std::size_t a = 0; a < square.count(); ++a) {
        for (std::size_t b = a + 1; b < square.count(); ++b) {
            double distance = 0.0;
            for (std::size_t f = 0; f < square.factors; ++f) {
                const double d = square.at(a)[f] - square.at(b)[f];
                distance += d * d;
            }
            least = std::min(least, distance);
        }
    }
    return least;
}

}  // namespace

DesignPoints latin_hypercube(std::size_t points, std::size_t factors, std::uint64_t seed) {
    // As many as can be held against each other in a second or so.
    const double cost =
        static_cast<double>(points) * static_cast<double>(points) * static_cast<double>(factors);
    const auto candidates = static_cast<std::uint32_t>(std::clamp(1e9 / cost, 1.0, 100.0));
    DesignPoints best;
    double widest = -1.0;
    for (std::uint32_t c = 0; c < candidates; ++c) {
        DrawStream luck = design_stream(seed, c);
        DesignPoints square = candidate(points, factors, luck);
        const double distance = candidates == 1 ? 0.0 : closest(square);
        if (distance > widest) {
            widest = distance;
            best = std::move(square);
        }
    }
    return best;
}

}  // namespace colead
