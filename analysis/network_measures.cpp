#include "analysis/network_measures.hpp"

#include <algorithm>
#include <boost/graph/connected_components.hpp>
#include <limits>

#include "agents/dialogue.hpp"
#include "analysis/clustering.hpp"
#include "sim/graph_face.hpp"

namespace colead {

double gini(std::vector<double>& values) {
    std::sort(values.begin(), values.end());
    double sum = 0.0;
    double weighted = 0.0;
    for (std::size_t n = 0; n < values.size(); ++n) {
        sum += values[n];
        weighted += static_cast<double>(n + 1) * values[n];
    }
    const auto count = static_cast<double>(values.size());
    return sum > 0.0 ? 2.0 * weighted / (count * sum) - (count + 1.0) / count : 0.0;
}

namespace {

double largest_component(const TieStore& ties) {
    std::vector<std::size_t> component(ties.people());
    const auto count = static_cast<std::size_t>(boost::connected_components(
        ties,
        boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, ties))));
    std::vector<std::size_t> sizes(count);
    for (const std::size_t c : component) {
        ++sizes[c];
    }
    return static_cast<double>(*std::max_element(sizes.begin(), sizes.end())) /
           static_cast<double>(ties.people());
}

// Influence that each person exerts: the sum over who hears them of the share of that hearing. Shares
// scatter to many rows, so they are added in fixed point.
double influence_concentration(const World& world) {
    const Population& people = world.people;
    std::vector<FixedSum> exerted(people.size(), 0);
    std::vector<float> weights;
    with_padding(world.frame->issues.factors(), [&](auto padding) {
        for (std::size_t n = 0; n < people.size(); ++n) {
            const auto i = static_cast<Person>(n);
            const auto alters = world.ties.alters(i);
            const auto trust = world.ties.trust(i);
            const Hearing hearing(world.frame->parameters.dialogue, people.face[i],
                                  people.openness[i]);
            weights.resize(alters.size());
            float sum = 0.0F;
            for (std::size_t t = 0; t < alters.size(); ++t) {
                const Face& other = people.face[alters[t]];
                const float shared =
                    overlap<padding()>(people.concern_of(i), people.concern_of(alters[t]));
                weights[t] = hearing(trust[t], shared, other.organization == hearing.organization(),
                                     other.rank, other.skill);
                sum += weights[t];
            }
            for (std::size_t t = 0; t < alters.size() && sum > 0.0F; ++t) {
                exerted[alters[t]] += to_fixed(static_cast<double>(weights[t] / sum));
            }
        }
    });
    std::vector<double> values(exerted.size());
    std::transform(exerted.begin(), exerted.end(), values.begin(), from_fixed);
    return gini(values);
}

struct TieCounts {
    double trust = 0.0;
    double across = 0.0;    // half-ties
    double external = 0.0;  // half-ties between cultures
    double in_organization = 0.0;
    double all = 0.0;
};

TieCounts count_ties(const World& world) {
    FixedSum trust = 0;
    std::size_t across = 0;
    std::size_t external = 0;
    std::size_t inside = 0;
    std::size_t all = 0;
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        const auto i = static_cast<Person>(n);
        const Face& face = world.people.face[i];
        const auto alters = world.ties.alters(i);
        const auto trusts = world.ties.trust(i);
        for (std::size_t t = 0; t < alters.size(); ++t) {
            const Face& other = world.people.face[alters[t]];
            trust += to_fixed(static_cast<double>(trusts[t]));
            across += world.people.across(i, alters[t]) ? 1 : 0;
            external += face.culture != other.culture ? 1 : 0;
            inside += face.organization != unaffiliated && face.organization == other.organization
                          ? 1
                          : 0;
        }
        all += alters.size();
    }
    return {from_fixed(trust), static_cast<double>(across), static_cast<double>(external),
            static_cast<double>(inside), static_cast<double>(all)};
}

double organization_modularity(const World& world, const TieCounts& counts) {
    std::vector<double> degree_of(world.frame->organizations.count(), 0.0);
    double expected = 0.0;
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        const std::uint32_t organization = world.people.face[n].organization;
        const auto degree = static_cast<double>(world.ties.degree(static_cast<Person>(n)));
        if (organization == unaffiliated) {
            expected += (degree / counts.all) * (degree / counts.all);
        } else {
            degree_of[organization] += degree;
        }
    }
    for (const double degree : degree_of) {
        expected += (degree / counts.all) * (degree / counts.all);
    }
    return counts.in_organization / counts.all - expected;
}

}  // namespace

NetworkMeasures measure_network(const World& world) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    NetworkMeasures m{none, none, none, none, none, none, none, none, none};
    m.giant_component = largest_component(world.ties);
    std::vector<double> degrees(world.people.size());
    for (std::size_t n = 0; n < degrees.size(); ++n) {
        degrees[n] = static_cast<double>(world.ties.degree(static_cast<Person>(n)));
    }
    m.degree_gini = gini(degrees);
    m.influence_gini = influence_concentration(world);
    const TieCounts counts = count_ties(world);
    if (counts.all > 0.0) {
        m.trust = counts.trust / counts.all;
        m.share_across = counts.across / counts.all;
        m.ei_index = (2.0 * counts.external - counts.all) / counts.all;
        m.modularity = organization_modularity(world, counts);
        const Clustering clustering = measure_clustering(world);
        m.clustering = clustering.local;
        m.transitivity = clustering.transitivity;
    }
    return m;
}

}  // namespace colead
