// Two arms with the same content and the same luck are the same to the last bit (A/A); and a run has
// the same bits with any number of threads, and here as where this version was made.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cmath>

#include "agents/state_hash.hpp"
#include "analysis/comparison.hpp"
#include "analysis/comparison_run.hpp"
#include "analysis/known_parts.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead::known {

namespace {

constexpr const char* two_of_a_kind = R"(
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
)";

}  // namespace

std::vector<KnownValue> same_content() {
    const Prepared prepared = prepare(parse_scenario(two_of_a_kind, "same.toml", "", {}));
    const std::atomic<bool> stop = false;
    const Results results = run_comparison(prepared, 2, stop, [](std::size_t, std::size_t) {});
    std::vector<KnownValue> found;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const std::vector<double>& values = results.values[m];
        const std::size_t length = values.size() / 3;
        double different = 0.0;
        for (std::size_t n = 0; n < length; ++n) {
            const double one = values[n];
            const double other = values[2 * length + n];
            different += one == other || (std::isnan(one) && std::isnan(other)) ? 0.0 : 1.0;
        }
        found.push_back(
            {fmt::format("values of {} that differ", measures()[m].name), different, 0.0, 0.0});
    }
    double compared = 0.0;
    double widest = 0.0;
    for (const Contrast& contrast : compare_arms(results)) {
        if (contrast.arm == 2 && contrast.against == 0 &&
            contrast.pairs == results.replicates.size()) {
            const Interval& d = contrast.difference;
            compared += 1.0;
            widest = std::max({widest, std::abs(d.mean), std::abs(d.low), std::abs(d.high)});
        }
    }
    found.push_back({"largest end of a paired interval", widest, 0.0, 0.0});
    found.push_back({"enough measures compared", std::min(compared, 20.0), 20.0, 0.0});
    return found;
}

namespace {

// Two communities, programs of all kinds, an issue system with noise: every phase has its say.
constexpr const char* busy_world = R"(
months = 24
burn_in = 12
seed = 20
[network]
people = 1300
communities = 2
[issue_system]
noise = 0.01
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 40.0
)";

// What the run above hashes to. Another value means other results: after a change of the model that is
// meant, take the new one from the failing test and say so in the CHANGELOG.
constexpr std::uint64_t bits_of_this_version = 0xe1a64c397832c325U;

std::uint64_t bits_with(const Prepared& prepared, int threads) {
    const Workers workers(threads);
    std::uint64_t hash = 0;
    run_replicate(prepared, 0, workers, [&](const Moment& /*moment*/, const World& world) {
        hash = state_hash(world, hash);
    });
    return hash;
}

}  // namespace

std::vector<KnownValue> same_bits() {
    const Prepared prepared = prepare(parse_scenario(busy_world, "busy.toml", "", {}));
    const std::uint64_t one = bits_with(prepared, 1);
    std::vector<KnownValue> found;
    for (const int threads : {2, 3, 7}) {
        found.push_back({fmt::format("runs that differ with {} threads", threads),
                         bits_with(prepared, threads) == one ? 0.0 : 1.0, 0.0, 0.0});
    }
    found.push_back({fmt::format("runs that differ from this version's, {:016x} here", one),
                     one == bits_of_this_version ? 0.0 : 1.0, 0.0, 0.0});
    return found;
}

}  // namespace colead::known
