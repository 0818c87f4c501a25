// Draws of a block of people at once, held against the same draws one by one.

#include <benchmark/benchmark.h>

#include <numeric>
#include <vector>

#include "sim/luck.hpp"

namespace {

using namespace colead;

std::vector<Person> block_of_people() {
    std::vector<Person> egos(Luck::most);
    std::iota(egos.begin(), egos.end(), Person{0});
    return egos;
}

void draws_together(benchmark::State& state) {
    const std::vector<Person> egos = block_of_people();
    const Draws draws(1, 0);
    std::uint32_t month = 0;
    for (auto _ : state) {
        Luck luck(draws, ++month, 1, egos);
        benchmark::DoNotOptimize(luck);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Luck::most));
}
BENCHMARK(draws_together);

void draws_one_by_one(benchmark::State& state) {
    const std::vector<Person> egos = block_of_people();
    const Draws draws(1, 0);
    std::uint32_t month = 0;
    for (auto _ : state) {
        ++month;
        for (const Person ego : egos) {
            DrawBlock block = draws.block(month, 1, ego);
            benchmark::DoNotOptimize(block);
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(Luck::most));
}
BENCHMARK(draws_one_by_one);

}  // namespace
