// Networks as their papers have them. Watts and Strogatz (1998): a hundredth of ties rewired shortens
// paths to a fifth of the ring's and leaves clustering as it was. Barabasi and Albert (1999), degrees of
// large networks: P(k) = 2 m (m + 1) / [k (k + 1) (k + 2)] (Dorogovtsev, Mendes & Samukhin 2000). Erdos
// and Renyi (1960): the share S of people in one component solves S = 1 - exp(-z S). Stochastic blocks
// (Holland, Laskey & Leinhardt 1983).
#include <fmt/format.h>

#include <boost/graph/breadth_first_search.hpp>
#include <cmath>

#include "analysis/clustering.hpp"
#include "analysis/frozen_world.hpp"
#include "analysis/known_parts.hpp"
#include "analysis/network_measures.hpp"
#include "sim/graph_face.hpp"

namespace colead::known {

namespace {

World small_world(double rewiring, std::uint32_t replicate) {
    return make_world(frozen("generator = \"watts-strogatz\"\npeople = 1000\ndegree = 10\n", "",
                             {fmt::format("network.rewiring={}", rewiring)}),
                      replicate);
}

// Mean number of steps between two people.
double path_length(const TieStore& ties) {
    double sum = 0.0;
    double pairs = 0.0;
    std::vector<int> steps(ties.people());
    for (Person ego = 0; ego < ties.people(); ++ego) {
        std::fill(steps.begin(), steps.end(), 0);
        auto distance = boost::make_iterator_property_map(
            steps.begin(), boost::typed_identity_property_map<std::size_t>());
        boost::breadth_first_search(ties, ego,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                                       distance, boost::on_tree_edge())))
                                        .vertex_index_map(get(boost::vertex_index, ties)));
        for (const int s : steps) {
            sum += s;
            pairs += s > 0 ? 1.0 : 0.0;
        }
    }
    return sum / pairs;
}

class Mean {
public:
    void add(double value) {
        sum_ += value;
        squares_ += value * value;
        count_ += 1.0;
    }
    double value() const { return sum_ / count_; }
    double error() const {
        return std::sqrt((squares_ / count_ - value() * value()) / (count_ - 1.0));
    }

private:
    double sum_ = 0.0;
    double squares_ = 0.0;
    double count_ = 0.0;
};

}  // namespace

std::vector<KnownValue> small_worlds() {
    const World ring = small_world(0.0, 0);
    const double clustering = measure_clustering(ring).local;
    const double length = path_length(ring.ties);
    // 3 (k - 2) / 4 (k - 1); steps of five people at a time around half the ring.
    std::vector<KnownValue> found = {{"clustering of the ring", clustering, 2.0 / 3.0, 1e-9},
                                     {"path length of the ring", length, 50.45, 0.01}};
    struct Row {
        double rewiring;
        double clustering;
        double length;
    };
    for (const Row& row : {Row{0.01, 0.972, 0.180}, Row{0.1, 0.737, 0.088}}) {
        Mean clusterings;
        Mean lengths;
        for (std::uint32_t replicate = 0; replicate < 20; ++replicate) {
            const World world = small_world(row.rewiring, replicate);
            clusterings.add(measure_clustering(world).local / clustering);
            lengths.add(path_length(world.ties) / length);
        }
        // Four standard errors, and half of the last digit of the reference.
        found.push_back({fmt::format("C / C0 at p = {}", row.rewiring), clusterings.value(),
                         row.clustering, 4.0 * clusterings.error() + 0.0005});
        found.push_back({fmt::format("L / L0 at p = {}", row.rewiring), lengths.value(), row.length,
                         4.0 * lengths.error() + 0.0005});
    }
    return found;
}

std::vector<KnownValue> preferential_degrees() {
    constexpr double people = 200'000.0;
    std::vector<KnownValue> found;
    for (const int m : {2, 3}) {
        const World world = make_world(frozen("generator = \"barabasi-albert\"\npeople = 200000\n",
                                              "", {fmt::format("network.attach={}", m)}),
                                       0);
        std::vector<double> share(200'000, 0.0);
        for (Person i = 0; i < world.ties.people(); ++i) {
            share[world.ties.degree(i)] += 1.0 / people;
        }
        const auto of = [&](int k) { return share[static_cast<std::size_t>(k)]; };
        found.push_back({fmt::format("P({}) with m = {}", m, m), of(m), m == 2 ? 0.5 : 0.4, 0.006});
        for (int k = m; k <= 30; ++k) {
            const double expected = 2.0 * m * (m + 1) / (1.0 * k * (k + 1) * (k + 2));
            found.push_back({fmt::format("P({}) with m = {}, in four standard errors", k, m), of(k),
                             expected, 4.0 * std::sqrt(expected / people)});
        }
    }
    return found;
}

std::vector<KnownValue> giant_component_of_a_random_network() {
    constexpr double people = 100'000.0;
    const World world =
        make_world(frozen("generator = \"erdos-renyi\"\npeople = 100000\ndegree = 2\n", "", {}), 0);
    // Four standard errors each. The component's size has variance N S (1-S) / (1 - z (1-S))^2
    // (Stepanov 1970), the number of ties that of a Poisson.
    constexpr double s = 0.7968;
    const double error = std::sqrt(s * (1.0 - s) / people) / (1.0 - 2.0 * (1.0 - s));
    return {
        {"share in the giant component", measure_network(world).giant_component, s, 4.0 * error},
        {"mean degree", 2.0 * static_cast<double>(world.ties.ties()) / people, 2.0,
         4.0 * 2.0 / std::sqrt(people)}};
}

namespace {

// Newman (2003): (sum e_gg - sum a_g^2) / (1 - sum a_g^2) of the groups' shares of tie ends.
double assortativity(const World& world) {
    double same = 0.0;
    double all = 0.0;
    double ends[3] = {};
    for (Person ego = 0; ego < world.people.size(); ++ego) {
        for (const Person alter : world.ties.alters(ego)) {
            same += world.people.face[ego].culture == world.people.face[alter].culture ? 1.0 : 0.0;
            ends[world.people.face[ego].culture] += 1.0;
            all += 1.0;
        }
    }
    double by_chance = 0.0;
    for (const double share : ends) {
        by_chance += (share / all) * (share / all);
    }
    return (same / all - by_chance) / (1.0 - by_chance);
}

}  // namespace

std::vector<KnownValue> stochastic_blocks() {
    const Prepared prepared =
        frozen("generator = \"stochastic-block\"\npeople = 300\nwithin = 0.08\nbetween = 0.01\n",
               "", {"network.cultures=3"});
    constexpr int worlds = 200;
    double within = 0.0;
    double between = 0.0;
    double apart = 0.0;
    double ei = 0.0;
    for (std::uint32_t replicate = 0; replicate < worlds; ++replicate) {
        const World world = make_world(prepared, replicate);
        const auto ties = static_cast<double>(world.ties.ties());
        const double index = measure_network(world).ei_index;
        within += ties * (1.0 - index) / 2.0 / worlds;
        between += ties * (1.0 + index) / 2.0 / worlds;
        ei += index / worlds;
        apart += assortativity(world) / worlds;
    }
    // Four standard errors each: counts are binomial; the share between, .2016, has variance
    // about s (1 - s) / ties, E-I twice and assortativity 3/2 times its deviation.
    const double root = std::sqrt(static_cast<double>(worlds));
    const double share = std::sqrt(0.2016 * 0.7984 / 1488.0) / root;
    return {{"ties within groups", within, 1188.0, 4.0 * std::sqrt(1188.0 * 0.92) / root},
            {"ties between groups", between, 300.0, 4.0 * std::sqrt(300.0 * 0.99) / root},
            {"E-I index", ei, -0.597, 4.0 * 2.0 * share + 0.0005},
            {"assortativity", apart, 0.698, 4.0 * 1.5 * share + 0.0005}};
}

}  // namespace colead::known
