// People and ties before anyone's state is drawn: what a generator makes or files hold.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "agents/population.hpp"
#include "sim/draw.hpp"
#include "sim/parallel.hpp"
#include "sim/parameter.hpp"
#include "sim/ties.hpp"

namespace colead {

/// Numbers of the [network] table of a scenario.
struct NetworkParameters {
    enum Generator : int {
        nested,
        erdos_renyi,
        watts_strogatz,
        barabasi_albert,
        stochastic_block,
        configuration,
        complete,
        ring
    };
    enum Oddities : int { refuse, skip };
    enum Format : int { by_extension, edge_list, matrix, pajek, gml, graphml };

    int generator = nested;
    std::int64_t people = 1000;
    std::int64_t communities = 0;
    std::int64_t organization_size = 30;
    std::int64_t team_size = 6;
    std::int64_t cultures = 3;
    double majority = 0.7;
    std::int64_t sectors = 4;
    double inequity = 0.3;
    double degree = 12.0;
    double rewiring = 0.1;
    std::int64_t attach = 6;
    double within = 0.03;
    double between = 0.003;
    double exponent = 2.5;
    double swaps = 0.0;
    double trust = 0.5;
    int oddities = refuse;
    int format = by_extension;
    double trust_scale = 1.0;

    static constexpr std::string_view section = "network";
    static std::span<const Parameter<NetworkParameters>> rows();
};

/// Where files say who people are and who is tied to whom. Paths are resolved against the scenario.
struct NetworkFiles {
    std::string ties;    // empty: generated
    std::string people;  // may be empty: everyone who has a tie
    /// Our column name -> name, or 1-based number, of the column in the people file; those of ties
    /// (ego, alter, trust, node) in the ties file.
    std::map<std::string, std::string> columns;
    /// Keep only the people whose column (of ours) has this value.
    std::map<std::string, std::string> only;
    /// Everyone's number of ties, for the generator "configuration"; empty: drawn by a law.
    std::string degrees = {};
};

/// A personal state given by a file, by its name in docs/model.md; NaN where it is to be drawn.
struct StateColumn {
    std::string name;
    std::vector<float> values;
};

struct NetworkData {
    /// The users' ids, each once, in the order of scenarios/network_reader.cpp; empty: 0, 1, 2, ...
    std::vector<std::string> ids;
    std::vector<std::uint32_t> community;     // 0 .. communities-1
    std::vector<std::uint32_t> organization;  // 0 .. organizations-1, or unaffiliated
    std::vector<std::uint32_t> team;          // 0 .. teams-1, or unaffiliated
    std::vector<std::uint8_t> culture;        // 0 .. groups-1
    std::vector<std::uint8_t> sector;
    std::vector<float> rank;  // 0 .. 1
    std::vector<std::string> community_names;
    std::vector<std::string> group_names;
    /// By number; empty where they have none.
    std::vector<std::string> organization_names;
    std::vector<std::string> team_names;
    std::vector<std::string> sector_names;
    std::size_t organizations = 0;
    std::size_t teams = 0;
    /// Ascending by pair, without repeats or self-ties.
    std::vector<NewTie> ties;
    std::vector<StateColumn> state;
    /// What was read, merged, defaulted or left out, counted, a line each.
    std::vector<std::string> notes;

    std::size_t people() const { return community.size(); }
};

/// The network of one replicate, from the [network] table alone; the same bits on any number of
/// threads. `degrees`: of everyone, for the generator "configuration"; empty: drawn by a law. Throws
/// InputError when no network can have what is asked for.
NetworkData generate_network(const NetworkParameters& parameters, const Draws& draws,
                             const Workers& workers = Workers(1),
                             std::span<const std::uint32_t> degrees = {});

/// Reads people and ties. `factors`: M, for concern_1..M and its kin; people without a given
/// sector get one drawn from `parameters.sectors`, keyed by `seed` (the same in each replicate).
/// Throws InputError with file, line and value; FileError when a file cannot be read.
NetworkData read_network(const NetworkFiles& files, const NetworkParameters& parameters,
                         int factors, std::uint64_t seed);

}  // namespace colead
