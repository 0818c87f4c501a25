// Two small worlds of the explorer, from one burn-in.
#pragma once

#include <array>
#include <vector>

#include "app/explorer/two_worlds.hpp"

namespace colead::explorer::test {

inline const std::vector<Setting> small = {{"network.people", "80"}, {"burn_in", "3"}};

inline Scenario small_scenario() { return load_scenario("lawrence-community-works", small); }

/// `arms`: of either side, as the preset lists them.
inline TwoWorlds fork(const std::array<std::size_t, sides>& arms) {
    return {burn_in(small_scenario(), 0, [](std::int64_t, std::int64_t) { return true; }), arms};
}

}  // namespace colead::explorer::test
