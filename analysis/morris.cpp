#include <algorithm>
#include <cmath>
#include <numeric>

#include "analysis/design_draws.hpp"
#include "analysis/design_points.hpp"

namespace colead {

namespace {

using Trajectory = std::vector<double>;  // (k + 1) x k

Trajectory draw_trajectory(std::size_t factors, std::size_t levels, DrawStream& luck) {
    const auto half = static_cast<std::uint32_t>(levels / 2);
    const double unit = static_cast<double>(levels - 1);
    std::vector<std::uint32_t> level(factors);
    std::vector<std::size_t> order(factors);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t f = 0; f < factors; ++f) {
        level[f] = luck.below(static_cast<std::uint32_t>(levels));
    }
    for (std::size_t n = factors; n > 1; --n) {
        std::swap(order[n - 1], order[luck.below(static_cast<std::uint32_t>(n))]);
    }
    Trajectory trajectory;
    const auto add = [&] {
        for (const std::uint32_t step : level) {
            trajectory.push_back(step / unit);
        }
    };
    add();
    for (const std::size_t f : order) {
        // Half the levels up, or down where there is no room above: any level is as likely as another.
        level[f] = level[f] < half ? level[f] + half : level[f] - half;
        add();
    }
    return trajectory;
}

// Sum of the distances between every point of one and every point of the other.
double distance(const Trajectory& a, const Trajectory& b, std::size_t factors) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); i += factors) {
        for (std::size_t j = 0; j < b.size(); j += factors) {
            double squares = 0.0;
            for (std::size_t f = 0; f < factors; ++f) {
                squares += (a[i + f] - b[j + f]) * (a[i + f] - b[j + f]);
            }
            sum += std::sqrt(squares);
        }
    }
    return sum;
}

// Begins with the candidate that is farthest from the first and adds whichever is farthest, in squared
// distances, from those chosen.
std::vector<std::size_t> spread_out(const std::vector<Trajectory>& candidates, std::size_t wanted,
                                    std::size_t factors) {
    std::vector<std::size_t> chosen;
    std::vector<double> far(candidates.size());
    for (std::size_t c = 0; c < candidates.size(); ++c) {
        far[c] = distance(candidates[c], candidates.front(), factors);
    }
    while (chosen.size() < wanted) {
        const auto next =
            static_cast<std::size_t>(std::max_element(far.begin(), far.end()) - far.begin());
        if (chosen.empty()) {
            std::fill(far.begin(), far.end(), 0.0);
        }
        chosen.push_back(next);
        for (std::size_t c = 0; c < candidates.size(); ++c) {
            const double d = distance(candidates[c], candidates[next], factors);
            far[c] += d * d;
        }
        for (const std::size_t c : chosen) {
            far[c] = -1.0;
        }
    }
    std::sort(chosen.begin(), chosen.end());
    return chosen;
}

}  // namespace

DesignPoints morris_trajectories(std::size_t trajectories, std::size_t factors, std::size_t levels,
                                 std::uint64_t seed) {
    // Ten to choose from for each that is wanted, while that takes a second or so.
    const double one = static_cast<double>((factors + 1) * (factors + 1) * factors);
    const double affordable = 2e8 / (one * static_cast<double>(trajectories));
    const auto pool = static_cast<std::size_t>(std::clamp(
        affordable, static_cast<double>(trajectories), 10.0 * static_cast<double>(trajectories)));
    std::vector<Trajectory> candidates;
    for (std::size_t t = 0; t < pool; ++t) {
        DrawStream luck = design_stream(seed, static_cast<std::uint32_t>(t));
        candidates.push_back(draw_trajectory(factors, levels, luck));
    }
    std::vector<std::size_t> chosen(trajectories);
    std::iota(chosen.begin(), chosen.end(), std::size_t{0});
    if (pool > trajectories) {
        chosen = spread_out(candidates, trajectories, factors);
    }
    DesignPoints points{factors, {}};
    for (const std::size_t t : chosen) {
        points.positions.insert(points.positions.end(), candidates[t].begin(), candidates[t].end());
    }
    return points;
}

}  // namespace colead
