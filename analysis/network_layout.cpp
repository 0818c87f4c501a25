// Fruchterman & Reingold (1991), Software: Practice and Experience 21:1129-1164, as Boost.Graph has it:
// people push each other away, ties pull their ends together, and steps shrink. Within a circle, so that
// those without ties rest at its rim.
#include "analysis/network_layout.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/fruchterman_reingold.hpp>
#include <boost/graph/topology.hpp>
#include <cmath>
#include <numeric>
#include <random>

namespace colead {

namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS>;
using Random = std::minstd_rand;
using Circle = boost::circle_topology<Random>;
using Positions = std::vector<Circle::point_type>;

constexpr int first_steps = 150;
constexpr int later_steps = 60;

// On a circle, those of one community and organization side by side.
Positions on_a_circle(const NetworkPicture& picture) {
    std::vector<std::size_t> order(picture.community.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(picture.community[a], picture.organization[a]) <
               std::pair(picture.community[b], picture.organization[b]);
    });
    Positions positions(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) {
        const double turn = 6.283185307179586 * static_cast<double>(k) /
                            static_cast<double>(std::max<std::size_t>(1, order.size()));
        positions[order[k]][0] = 0.7 * std::cos(turn);
        positions[order[k]][1] = 0.7 * std::sin(turn);
    }
    return positions;
}

void relax(const NetworkPicture& picture, Positions& positions, int steps) {
    Graph graph(positions.size());
    for (const NetworkPicture::Tie& tie : picture.ties) {
        boost::add_edge(tie.low, tie.high, graph);
    }
    Random random(1);
    const Circle circle(random, 1.0);
    const auto where = boost::make_iterator_property_map(
        positions.begin(), boost::get(boost::vertex_index, graph));
    boost::fruchterman_reingold_force_directed_layout(
        graph, where, circle,
        boost::force_pairs(boost::all_force_pairs())
            .cooling(boost::linear_cooling<double>(static_cast<std::size_t>(steps), 0.1)));
}

}  // namespace

std::vector<std::vector<Point>> lay_out(const NetworkPictures& networks) {
    std::vector<std::vector<Point>> layouts;
    Positions first;
    for (const NetworkPicture& picture : networks.pictures) {
        const bool begins = layouts.empty();
        Positions positions = begins ? on_a_circle(picture) : first;
        if (positions.size() > 1) {
            relax(picture, positions, begins ? first_steps : later_steps);
        }
        if (begins) {
            first = positions;
        }
        std::vector<Point> points;
        for (const Circle::point_type& point : positions) {
            points.push_back({point[0], point[1]});
        }
        layouts.push_back(std::move(points));
    }
    return layouts;
}

}  // namespace colead
