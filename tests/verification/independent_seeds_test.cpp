// A/A with independent luck: two samples of worlds of the same arm are told apart as often as the
// interval says, and no more. Worlds come from one pool of 4,000, drawn without replacement for each
// comparison; a thousand comparisons then hardly share pairs.
#include <atomic>
#include <numeric>
#include <vector>

#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/draw.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr std::uint32_t pool = 4000;
constexpr std::size_t pairs = 100;

// Mean commitment in the last month of `pool` worlds of 60 people: near normal.
std::vector<double> commitments() {
    const Prepared prepared = prepare(parse_scenario(R"(
months = 24
burn_in = 12
replicates = 4000
[network]
people = 60
[measures]
network_every = 24
)",
                                                     "worlds.toml", "", {}));
    const std::atomic<bool> stop = false;
    const Results results = run_comparison(prepared, 2, stop, [](std::size_t, std::size_t) {});
    std::vector<double> values;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        for (std::size_t r = 0; measures()[m].name == "commitment" && r < pool; ++r) {
            values.push_back(results.at(m, 0, r, 24));
        }
    }
    return values;
}

}  // namespace

TEST_CASE(
    "worlds of the same arm with luck of their own are told apart in 3 to 7.5% of comparisons",
    "[verification][slow]") {
    std::vector<double> values = commitments();
    REQUIRE(values.size() == pool);
    constexpr int comparisons = 1000;
    const Draws draws(1, 0);
    int rejected = 0;
    for (std::uint32_t n = 0; n < comparisons; ++n) {
        DrawStream luck(draws, 0, 0, n);
        for (std::uint32_t k = 0; k < 2 * pairs; ++k) {
            std::swap(values[k], values[k + luck.below(pool - k)]);
        }
        std::vector<double> differences;
        for (std::size_t k = 0; k < pairs; ++k) {
            differences.push_back(values[k] - values[pairs + k]);
        }
        const Interval interval = bca_interval(differences, n);
        rejected += interval.low > 0.0 || interval.high < 0.0 ? 1 : 0;
    }
    CHECK(rejected >= 30);
    CHECK(rejected <= 75);
}
