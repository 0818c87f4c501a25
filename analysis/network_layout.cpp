// Forces of ForceAtlas2 (Jacomy, Venturini, Heymann & Bastian 2014, PLoS ONE 9:e98679), steps that shrink as
// those of Fruchterman & Reingold (1991), Software: Practice and Experience 21:1129-1164. With d the
// distance and g_i = 1 + ties of i:
//   a tie pulls its ends together by d; any two push each other away by g_i g_j / (d sum_j g_j);
//   the middle pulls everyone by g_i d / 2, so that those without ties stay in sight.
// i moves by half the sum of forces on it over g_i, by no more than the temperature, which falls from 0.2
// to 0 in a straight line. The constants make a network of any size rest near a radius of 1.
//
// Boost.Graph's layout after Fruchterman & Reingold took seven seconds for four pictures of 900 people
// where this takes less than one, and its variant with a grid lost people's places altogether.
#include "analysis/network_layout.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace colead {

namespace {

using Points = std::vector<Point>;

constexpr int first_steps = 250;
constexpr int later_steps = 100;
constexpr double hottest = 0.2;

// On a circle, those of one community and organization side by side.
Points on_a_circle(const NetworkPicture& picture) {
    std::vector<std::size_t> order(picture.community.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(picture.community[a], picture.organization[a]) <
               std::pair(picture.community[b], picture.organization[b]);
    });
    Points points(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const double turn = 6.283185307179586 * static_cast<double>(k) /
                            static_cast<double>(std::max<std::size_t>(1, order.size()));
        points[order[k]] = {std::cos(turn), std::sin(turn)};
    }
    return points;
}

// g of everyone drawn, by the ties that are drawn.
std::vector<double> weights_of(const NetworkPicture& picture) {
    std::vector<double> weights(picture.community.size(), 1.0);
    for (const NetworkPicture::Tie& tie : picture.ties) {
        weights[tie.low] += 1.0;
        weights[tie.high] += 1.0;
    }
    return weights;
}

void push_apart(const Points& at, const std::vector<double>& weights, double strength,
                Points& force) {
    constexpr double nearest = 1e-6;  // squared: no force without bounds
    for (std::size_t i = 0; i < at.size(); ++i) {
        Point sum{0.0, 0.0};
        for (std::size_t j = 0; j < i; ++j) {
            const double x = at[i].x - at[j].x;
            const double y = at[i].y - at[j].y;
            const double push =
                strength * weights[i] * weights[j] / std::max(x * x + y * y, nearest);
            sum.x += push * x;
            sum.y += push * y;
            force[j].x -= push * x;
            force[j].y -= push * y;
        }
        force[i].x += sum.x;
        force[i].y += sum.y;
    }
}

void pull_together(const NetworkPicture& picture, const Points& at,
                   const std::vector<double>& weights, Points& force) {
    constexpr double gravity = 0.5;
    for (std::size_t i = 0; i < at.size(); ++i) {
        force[i].x -= gravity * weights[i] * at[i].x;
        force[i].y -= gravity * weights[i] * at[i].y;
    }
    for (const NetworkPicture::Tie& tie : picture.ties) {
        const double x = at[tie.high].x - at[tie.low].x;
        const double y = at[tie.high].y - at[tie.low].y;
        force[tie.low].x += x;
        force[tie.low].y += y;
        force[tie.high].x -= x;
        force[tie.high].y -= y;
    }
}

void relax(const NetworkPicture& picture, Points& at, int steps) {
    const std::vector<double> weights = weights_of(picture);
    const double strength = 1.0 / std::accumulate(weights.begin(), weights.end(), 0.0);
    Points force(at.size());
    for (int step = 0; step < steps; ++step) {
        std::fill(force.begin(), force.end(), Point{0.0, 0.0});
        push_apart(at, weights, strength, force);
        pull_together(picture, at, weights, force);
        const double temperature = hottest * (1.0 - static_cast<double>(step) / steps);
        for (std::size_t i = 0; i < at.size(); ++i) {
            const double x = 0.5 * force[i].x / weights[i];
            const double y = 0.5 * force[i].y / weights[i];
            const double length = std::sqrt(x * x + y * y);
            const double part = length > temperature ? temperature / length : 1.0;
            at[i].x += part * x;
            at[i].y += part * y;
        }
    }
}

// The middle of a dense network is crowded and its rim empty: everyone keeps their direction from the
// middle, and distances from it come nearer to those of people spread evenly over the disc.
Points spread_out(const Points& at) {
    constexpr double evenly = 0.7;
    std::vector<double> distance;
    for (const Point& point : at) {
        distance.push_back(std::sqrt(point.x * point.x + point.y * point.y));
    }
    std::vector<std::size_t> order(at.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return distance[a] < distance[b]; });
    Points points(at.size(), Point{0.0, 0.0});
    const double farthest = at.empty() ? 0.0 : distance[order.back()];
    for (std::size_t place = 0; place < order.size() && farthest > 0.0; ++place) {
        const std::size_t k = order[place];
        const double even =
            std::sqrt((static_cast<double>(place) + 0.5) / static_cast<double>(order.size()));
        const double wanted = evenly * even + (1.0 - evenly) * distance[k] / farthest;
        const double stretch = distance[k] > 0.0 ? wanted / distance[k] : 0.0;
        points[k] = {stretch * at[k].x, stretch * at[k].y};
    }
    return points;
}

}  // namespace

std::vector<Points> lay_out(const NetworkPictures& networks) {
    std::vector<Points> layouts;
    Points first;
    for (const NetworkPicture& picture : networks.pictures) {
        const bool begins = layouts.empty();
        Points points = begins ? on_a_circle(picture) : first;
        relax(picture, points, begins ? first_steps : later_steps);
        if (begins) {
            first = points;
        }
        layouts.push_back(spread_out(points));
    }
    return layouts;
}

}  // namespace colead
