// Results of culture groups and the gap between them.
#include "analysis/outcome.hpp"

#include <algorithm>
#include <cmath>

#include "support/catch.hpp"
#include "support/small_world.hpp"

namespace colead {

TEST_CASE("Culture groups of five count for disparity, smaller ones do not") {
    const auto disparity_with = [](std::size_t second) {
        NetworkData network = test::people_with(5 + second);
        std::fill(network.culture.begin() + 5, network.culture.end(), std::uint8_t{1});
        network.group_names = {"first", "second"};
        return outcome_of(test::world_with(network)).disparity;
    };
    CHECK(std::isfinite(disparity_with(5)));
    CHECK(std::isnan(disparity_with(4)));
}

}  // namespace colead
