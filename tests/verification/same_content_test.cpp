// A/A: two arms with the same content and the same luck are the same, to the last bit.
#include <atomic>
#include <cmath>

#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("two arms with the same content differ by exactly 0 in every measure of every month",
          "[verification]") {
    const Prepared prepared = prepare(parse_scenario(R"(
months = 24
burn_in = 12
replicates = 6
seed = 7
[network]
people = 90
[measures]
network_every = 6
[[program]]
arm = "one"
preset = "hybrid"
budget = 40.0
[[program]]
arm = "control"
[[program]]
arm = "other"
preset = "hybrid"
budget = 40.0
)",
                                                     "same.toml", "", {}));
    const std::atomic<bool> stop = false;
    const Results results = run_comparison(prepared, 2, stop, [](std::size_t, std::size_t) {});
    REQUIRE(results.arms == std::vector<std::string>{"one", "control", "other"});
    const std::size_t arm_runs = results.replicates.size();
    for (std::size_t m = 0; m < measures().size(); ++m) {
        INFO(measures()[m].name);
        const std::vector<double>& values = results.values[m];
        const std::size_t length = values.size() / 3;
        std::size_t different = 0;
        for (std::size_t n = 0; n < length; ++n) {
            const double one = values[n];
            const double other = values[2 * length + n];
            different += one == other || (std::isnan(one) && std::isnan(other)) ? 0 : 1;
        }
        CHECK(different == 0);
    }
    std::size_t compared = 0;
    for (const Contrast& contrast : compare_arms(results)) {
        if (contrast.arm == 2 && contrast.against == 0 && contrast.pairs == arm_runs) {
            INFO(measures()[contrast.measure].name);
            ++compared;
            CHECK(contrast.difference.mean == 0.0);
            CHECK(contrast.difference.low == 0.0);
            CHECK(contrast.difference.high == 0.0);
        }
    }
    CHECK(compared > 20);
}
