// Every generator with a mean degree of 12: its ties drawn and put into a tie store. Sizes up to a
// million; COLEAD_BENCHMARK_PEOPLE names another one. Peak memory is that of the whole process: run one
// case at a time (--benchmark_filter) to read it.

#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <cstdlib>
#include <string>

#include "scenarios/generators.hpp"
#include "scenarios/network_data.hpp"

namespace {

using namespace colead;

double peak_gigabytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1e6;
}

void generate(benchmark::State& state, int generator, double swaps) {
    NetworkParameters p;
    p.generator = generator;
    p.people = state.range(0);
    p.swaps = swaps;
    // Three cultures: 10 ties within, 2 between.
    p.within = 30.0 / static_cast<double>(p.people);
    p.between = 3.0 / static_cast<double>(p.people);
    const Workers workers(static_cast<int>(state.range(1)));
    double degree = 0.0;
    for (auto _ : state) {
        const NetworkData network = generate_network(p, Draws(1, 0), workers);
        const TieStore ties(network.people(), network.ties, workers);
        degree = 2.0 * static_cast<double>(ties.ties()) / static_cast<double>(p.people);
    }
    state.counters["degree"] = degree;
    state.counters["peak_GB"] = peak_gigabytes();
}

void sizes(benchmark::internal::Benchmark* benchmark) {
    const char* people = std::getenv("COLEAD_BENCHMARK_PEOPLE");
    benchmark->ArgNames({"people", "threads"})
        ->ArgsProduct(people != nullptr
                          ? std::vector<std::vector<std::int64_t>>{{std::stoll(people)}, {1, 2}}
                          : std::vector<std::vector<std::int64_t>>{{100'000, 1'000'000}, {1, 2}})
        ->UseRealTime()
        ->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(generate, organizations, NetworkParameters::nested, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, erdos_renyi, NetworkParameters::erdos_renyi, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, watts_strogatz, NetworkParameters::watts_strogatz, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, barabasi_albert, NetworkParameters::barabasi_albert, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, stochastic_block, NetworkParameters::stochastic_block, 0.0)
    ->Apply(sizes);
BENCHMARK_CAPTURE(generate, configuration, NetworkParameters::configuration, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, ring, NetworkParameters::ring, 0.0)->Apply(sizes);
BENCHMARK_CAPTURE(generate, ring_one_swap_a_tie, NetworkParameters::ring, 1.0)->Apply(sizes);

}  // namespace
