// Which generator is which, and the network it gives: positions and cultures first, then the ties,
// swapped if asked for, all with the same trust.
#include <algorithm>
#include <array>

#include "scenarios/generators.hpp"
#include "scenarios/scenario.hpp"
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

std::vector<std::string_view> unused_rows(const P& parameters, bool from_files) {
    constexpr std::array<std::string_view, 3> of_files = {"oddities", "format", "trust_scale"};
    constexpr std::array<std::string_view, 3> of_both = {"trust", "inequity", "sectors"};
    constexpr std::array<std::string_view, 7> of_some = {"degree", "majority", "rewiring", "attach",
                                                         "within", "between",  "exponent"};
    const auto among = [](const auto& names, std::string_view name) {
        return std::find(names.begin(), names.end(), name) != names.end();
    };
    const std::vector<std::string_view>& own = generator_of(parameters).uses;
    std::vector<std::string_view> unused;
    for (const Parameter<P>& row : P::rows()) {
        const bool used = among(of_both, row.name) ||
                          (from_files ? among(of_files, row.name)
                                      : !among(of_files, row.name) &&
                                            (!among(of_some, row.name) || among(own, row.name)));
        if (!used) {
            unused.push_back(row.name);
        }
    }
    return unused;
}

std::string maker_of(const Scenario& scenario) {
    return scenario.files.ties.empty()
               ? "the generator " +
                     std::string(
                         generator_names[static_cast<std::size_t>(scenario.network.generator)])
               : "network.ties";
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
