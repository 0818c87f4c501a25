// An experiment: arms x replicates, paired by common random numbers. Each replicate is burned in
// once and forked into the arms.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "agents/world.hpp"
#include "scenarios/program_run.hpp"
#include "scenarios/scenario.hpp"
#include "sim/parallel.hpp"

namespace colead {

/// Which run: arm (index into Scenario::arms), replicate (0-based), month since the fork.
struct Moment {
    std::size_t arm;
    std::uint32_t replicate;
    std::int64_t month;  // 0 is the fork
    double spent;        // US dollars by this arm since the fork
};

/// Called at months 0 .. months of each arm; for one replicate always from one thread at a time.
using Observe = std::function<void(const Moment&, const World&)>;

/// What does not depend on the replicate: files are read and the issue system analysed once.
struct Prepared {
    Scenario scenario;
    std::shared_ptr<const NetworkData> network;  // null: generated in each replicate
    std::vector<std::uint32_t> degrees;          // from network.degrees, if given
    std::vector<std::string> community_names;
    std::vector<std::string> group_names;
    std::vector<std::string> notes;     // for the user
    std::vector<std::string> cautions;  // for who reads the results (scenarios/cautions.hpp)

    /// People of one world.
    std::size_t people() const {
        return network ? network->people() : static_cast<std::size_t>(scenario.network.people);
    }
};

/// How many worlds of a replicate there are at a time: one where a run goes on by itself, two where arms
/// fork from a burnt-in world that is kept for the next.
enum class Worlds : int { one = 1, forked = 2 };

/// Validates across sections, reads the network, and refuses what this machine has not the memory for. Where
/// `alike` has a network of the same files, read in the same way, that one is shared. Throws InputError,
/// FileError.
Prepared prepare(Scenario scenario, const Prepared* alike = nullptr,
                 Worlds at_a_time = Worlds::forked);

/// The world of a replicate before burn-in; the same bits on any number of threads.
World make_world(const Prepared& prepared, std::uint32_t replicate,
                 const Workers& workers = Workers(1));

/// The world of a replicate after burn-in, from which its arms are forked. Throws Unsound, as run_arm
/// does (agents/sound.hpp).
World burnt_in_world(const Prepared& prepared, std::uint32_t replicate, const Workers& workers);

/// Runs `program` for the scenario's months in `world`, a fork of the burnt-in one; what is observed is
/// told to be of `arm`.
void run_arm(const Prepared& prepared, World world, ProgramRun& program, std::size_t arm,
             const Workers& workers, const Observe& observe);
/// The same for the program of an arm of `prepared`.
void run_arm(const Prepared& prepared, World world, std::size_t arm, const Workers& workers,
             const Observe& observe);

/// From now on the world follows the parameters and the issue system of `changed`, which has as many
/// factors and groups: people, ties and the state of the issue system stay as they are.
void follow(World& world, const Prepared& changed);

/// Burns in, forks, and runs all arms (or, when `only_arm` >= 0, that one) of a replicate.
void run_replicate(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                   const Observe& observe, int only_arm = -1);

}  // namespace colead
