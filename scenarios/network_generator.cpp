// Which generator is which, and the network it gives: positions and cultures first, then the ties,
// swapped if asked for, all with the same trust.
#include <array>

#include "scenarios/generators.hpp"
#include "scenarios/swaps.hpp"

namespace colead {

namespace {

using P = NetworkParameters;

double given_degree(const P& p) { return p.degree; }
double degree_of_complete(const P& p) { return static_cast<double>(p.people - 1); }
double degree_of_attachment(const P& p) { return 2.0 * static_cast<double>(p.attach); }
double degree_of_blocks(const P& p) {
    const auto people = static_cast<double>(p.people);
    const double block = people / static_cast<double>(p.cultures);
    return p.within * (block - 1.0) + p.between * (people - block);
}

// In the order of generator_names.
const std::array<Generator, generator_names.size()>& generators() {
    static const std::array<Generator, generator_names.size()> table = {{
        {organization_ties, given_degree, {"degree", "majority"}},
        {random_ties, given_degree, {"degree", "majority"}},
        {small_world_ties, given_degree, {"degree", "majority", "rewiring"}},
        {preferential_ties, degree_of_attachment, {"attach", "majority"}},
        {block_ties, degree_of_blocks, {"within", "between"}},
        {configuration_ties, given_degree, {"degree", "majority", "exponent"}},
        {complete_ties, degree_of_complete, {"majority"}},
        {ring_ties, given_degree, {"degree", "majority"}},
    }};
    return table;
}

}  // namespace

const Generator& generator_of(const P& parameters) {
    return generators()[static_cast<std::size_t>(parameters.generator)];
}

std::vector<std::string_view> unused_rows(const P& parameters) {
    const Generator& own = generator_of(parameters);
    std::vector<std::string_view> unused;
    for (const std::string_view row :
         {"degree", "majority", "rewiring", "attach", "within", "between", "exponent"}) {
        if (std::find(own.uses.begin(), own.uses.end(), row) == own.uses.end()) {
            unused.push_back(row);
        }
    }
    return unused;
}

NetworkData generate_network(const P& parameters, const Draws& draws, const Workers& workers,
                             std::span<const std::uint32_t> degrees) {
    NetworkData network;
    give_positions(parameters, network);
    give_cultures(parameters, draws, workers, network);
    const Generation generation{parameters, draws, workers, network, degrees};
    const std::vector<Pair> pairs = swapped(generator_of(parameters).ties(generation), generation);
    const auto trust = static_cast<float>(parameters.trust);
    network.ties.resize(pairs.size());
    workers.for_blocks(pairs.size(), [&](std::size_t begin, std::size_t end) {
        for (std::size_t n = begin; n < end; ++n) {
            network.ties[n] = {pairs[n], trust, trust};
        }
    });
    return network;
}

}  // namespace colead
