// A canonical hash of a world's state: equal for equal runs, whatever the threads, the backend or
// the build. What is only scratch does not enter.
#pragma once

#include <cstdint>

namespace colead {

struct World;

/// Continues `seed` with the state of `world`: people, ties, organizations, communities, month.
std::uint64_t state_hash(const World& world, std::uint64_t seed);

}  // namespace colead
