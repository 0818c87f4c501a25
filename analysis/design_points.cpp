#include "analysis/design_points.hpp"

#include <fmt/format.h>

#include "sim/error.hpp"

namespace colead {

namespace {

// The middle of the part of the axis that stands for value n of `count`.
double middle(std::size_t n, std::size_t count) {
    return (static_cast<double>(n) + 0.5) / static_cast<double>(count);
}

// All combinations of values, the last factor running fastest.
DesignPoints grid(const std::vector<Factor>& factors, std::size_t count) {
    DesignPoints points{factors.size(), std::vector<double>(count * factors.size())};
    for (std::size_t p = 0; p < count; ++p) {
        std::size_t rest = p;
        for (std::size_t f = factors.size(); f-- > 0;) {
            const std::size_t values = factors[f].values.size();
            points.positions[p * factors.size() + f] = middle(rest % values, values);
            rest /= values;
        }
    }
    return points;
}

DesignPoints list(const std::vector<Factor>& factors, std::size_t count) {
    DesignPoints points{factors.size(), {}};
    for (std::size_t p = 0; p < count; ++p) {
        points.positions.insert(points.positions.end(), factors.size(), middle(p, count));
    }
    return points;
}

std::size_t count_of(const Design& design) {
    const DesignParameters& p = design.parameters;
    const std::size_t factors = design.factors.size();
    const auto points = static_cast<std::size_t>(p.points);
    switch (p.kind) {
        case DesignParameters::grid: {
            std::size_t product = 1;
            for (const Factor& factor : design.factors) {
                product = product > 100'000'000 ? product : product * factor.values.size();
            }
            return product;
        }
        case DesignParameters::list:
            return design.factors.front().values.size();
        case DesignParameters::sobol:
            return points * saltelli_rows(factors, p.second_order);
        case DesignParameters::morris:
            return points * (factors + 1);
        default:
            return points;
    }
}

}  // namespace

DesignPoints points_of(const Design& design) {
    constexpr std::size_t most = 10'000'000;
    const DesignParameters& p = design.parameters;
    const std::size_t count = count_of(design);
    if (count > most) {
        throw InputError(
            fmt::format("the design has {} points or more; at most {} can be run", count, most));
    }
    const std::size_t factors = design.factors.size();
    const auto points = static_cast<std::size_t>(p.points);
    const auto seed = static_cast<std::uint64_t>(p.seed);
    switch (p.kind) {
        case DesignParameters::grid:
            return grid(design.factors, count);
        case DesignParameters::list:
            return list(design.factors, count);
        case DesignParameters::sobol:
            return saltelli(points, factors, p.second_order, seed);
        case DesignParameters::morris:
            return morris_trajectories(points, factors, static_cast<std::size_t>(p.levels), seed);
        default:
            return latin_hypercube(points, factors, seed);
    }
}

}  // namespace colead
