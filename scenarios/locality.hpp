// Which order of people keeps near in memory whom ties bring together. A month reads what every alter of an
// ego voices: in a large world whose numbers mean nothing, each from another place in memory.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "scenarios/network_data.hpp"

namespace colead {

/// Up to so many people the columns that a month reads across ties fit a processor's own cache, and files'
/// people stay in the order of their ids.
inline constexpr std::size_t most_in_order_of_ids = people_in_cache;

/// People, each once, tied ones near each other: groups of at most 32 with many ties within, groups of such
/// groups, and so on, each in one piece. Label propagation under a limit of size, level by level (Meyerhenke,
/// Sanders & Schulz 2014). Ties as in NetworkData; the same order whatever the machine.
std::vector<Person> order_by_ties(std::size_t people, std::span<const NewTie> ties);

/// Numbers people anew: `order[n]`, each person once, becomes person n. Ids, positions, ties and states go along.
void renumber(NetworkData& network, std::span<const Person> order);

}  // namespace colead
