#include "analysis/centralities.hpp"

#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/core_numbers.hpp>
#include <boost/graph/page_rank.hpp>
#include <limits>
#include <numeric>

#include "agents/purpose.hpp"
#include "analysis/clustering.hpp"
#include "scenarios/betweenness.hpp"
#include "sim/graph_face.hpp"

namespace colead {

namespace {

constexpr std::size_t sampled_sources = 1024;

template <class Values>
auto by_person(Values& values, const TieStore& ties) {
    return boost::make_iterator_property_map(values.begin(), get(boost::vertex_index, ties));
}

void measure_betweenness(const TieStore& ties, const Draws& draws, std::uint32_t month,
                         double exact_work, Centralities& found) {
    const std::size_t people = ties.people();
    found.betweenness_sampled =
        static_cast<double>(people) * static_cast<double>(ties.ties()) > exact_work &&
        people > sampled_sources;
    if (!found.betweenness_sampled) {
        found.betweenness.assign(people, 0.0);
        found.betweenness_error.assign(people, 0.0);
        boost::brandes_betweenness_centrality(ties, by_person(found.betweenness, ties));
        return;
    }
    DrawStream luck = stream(draws, month, Purpose::betweenness, nobody);
    std::vector<Person> sources(sampled_sources);
    for (Person& source : sources) {
        source = luck.below(static_cast<std::uint32_t>(people));
    }
    Betweenness sampled = betweenness_from(ties, sources, true);
    found.betweenness = std::move(sampled.score);
    found.betweenness_error = std::move(sampled.error);
}

// Boost lets the rank of people without ties go, where the others share it in the definition. That is
// the same but for a factor, which the sum of 1 gives back.
std::vector<double> pagerank_of(const TieStore& ties) {
    // .85^150 is below 3e-11.
    constexpr std::size_t iterations = 150;
    constexpr double damping = 0.85;
    std::vector<double> rank(ties.people());
    boost::graph::page_rank(ties, by_person(rank, ties), boost::graph::n_iterations(iterations),
                            damping);
    const double sum = std::accumulate(rank.begin(), rank.end(), 0.0);
    for (double& r : rank) {
        r /= sum;
    }
    return rank;
}

std::vector<double> clustering_of_each(const TieStore& ties) {
    std::vector<double> clustering(ties.people(), std::numeric_limits<double>::quiet_NaN());
    std::vector<Person> mark(ties.people(), nobody);
    for (Person ego = 0; ego < clustering.size(); ++ego) {
        if (ties.degree(ego) >= 2) {
            clustering[ego] = clustering_of(ties, ego, mark);
        }
    }
    return clustering;
}

}  // namespace

Centralities measure_centralities(const TieStore& ties, const Draws& draws, std::uint32_t month,
                                  double exact_work) {
    Centralities found;
    found.degree.resize(ties.people());
    for (Person i = 0; i < found.degree.size(); ++i) {
        found.degree[i] = ties.degree(i);
    }
    measure_betweenness(ties, draws, month, exact_work, found);
    found.core.resize(ties.people());
    boost::core_numbers(ties, by_person(found.core, ties));
    found.pagerank = pagerank_of(ties);
    found.clustering = clustering_of_each(ties);
    return found;
}

}  // namespace colead
