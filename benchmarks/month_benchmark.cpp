// The month of a world of nested organizations, held against the bare gather of what it must read:
// one 32-byte record per half-tie, in the same process. Quote the ratio, not the nanoseconds.

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "agents/month.hpp"
#include "agents/sound.hpp"
#include "analysis/recorder.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/locality.hpp"

namespace {

using namespace colead;

// Of nested organizations, as they are made, shuffled, and shuffled but put in order as a file's people are;
// and random ones, where no order helps.
enum Ties : std::int64_t { nested_ties, random_ties, shuffled_ties, ordered_ties };

Prepared world_of(std::int64_t people, std::int64_t ties) {
    Scenario scenario;
    scenario.network.people = people;
    if (ties == random_ties) {
        scenario.network.generator = NetworkParameters::erdos_renyi;
    }
    scenario.arms = {{"control", "none", 0.0, {}}};
    Prepared prepared = prepare(std::move(scenario));
    if (ties == shuffled_ties || ties == ordered_ties) {
        auto network = std::make_shared<NetworkData>(
            generate_network(prepared.scenario.network, Draws(1, 0), Workers(hardware_threads())));
        std::vector<Person> order(network->people());
        std::iota(order.begin(), order.end(), Person{0});
        std::shuffle(order.begin(), order.end(), std::mt19937(1));
        renumber(*network, order);
        if (ties == ordered_ties) {
            renumber(*network, order_by_ties(network->people(), network->ties));
        }
        prepared.network = std::move(network);
    }
    return prepared;
}

// Burnt in, so that ties and acting are those of a living world: for two years, or a quarter where people are
// many. The last one is kept, for the next benchmark of the same size.
World& living_world(std::int64_t people, std::int64_t ties = nested_ties) {
    static std::pair<std::int64_t, std::int64_t> kept;
    static std::unique_ptr<World> world;
    if (world == nullptr || kept != std::pair(people, ties)) {
        world.reset();
        const Workers workers(hardware_threads());
        world = std::make_unique<World>(make_world(world_of(people, ties), 0, workers));
        for (int month = 0; month < (people > 1'000'000 ? 3 : 24); ++month) {
            advance(*world, workers);
        }
        kept = {people, ties};
    }
    return *world;
}

// Of this thread, in nanoseconds: what others do on the machine does not count.
double processor_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

void per_person(benchmark::State& state, double people) {
    state.counters["ns_per_person"] = benchmark::Counter(
        people * 1e-9, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void month(benchmark::State& state) {
    World world = living_world(state.range(0));
    const Workers workers(static_cast<int>(state.range(1)));
    for (auto _ : state) {
        advance(world, workers);
    }
    per_person(state, static_cast<double>(state.range(0)));
}
BENCHMARK(month)
    ->ArgNames({"people", "threads"})
    ->ArgsProduct({{1'000, 10'000, 100'000}, {1, 2}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// Where the month's time goes: nanoseconds per person of each phase, one after the other.
void month_by_phase(benchmark::State& state) {
    // Two worlds of ten million do not fit everywhere: there the one that is kept goes on.
    World& kept = living_world(state.range(0));
    World copy = state.range(0) > 1'000'000 ? World() : kept;
    World& world = state.range(0) > 1'000'000 ? kept : copy;
    const Workers workers(1);
    std::vector<std::pair<std::string, double>> spent;
    for (const Phase& phase : phases()) {
        spent.emplace_back(phase.name, 0.0);
    }
    spent.emplace_back("sound", 0.0);
    for (auto _ : state) {
        double before = processor_time();
        const auto took = [&](std::size_t part) {
            const double now = processor_time();
            spent[part].second += now - before;
            before = now;
        };
        for (std::size_t n = 0; n < phases().size(); ++n) {
            phases()[n].act(world, workers);
            took(n);
        }
        require_sound(world, workers);
        took(phases().size());
        ++world.month;
    }
    for (const auto& [name, nanoseconds] : spent) {
        state.counters[name] = benchmark::Counter(nanoseconds / static_cast<double>(state.range(0)),
                                                  benchmark::Counter::kAvgIterations);
    }
}
BENCHMARK(month_by_phase)
    ->ArgName("people")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Unit(benchmark::kMillisecond);

void month_and_measures(benchmark::State& state) {
    const Prepared prepared = world_of(state.range(0), nested_ties);
    World world = living_world(state.range(0));
    const Workers workers(1);
    Recorder recorder(prepared, 1);
    recorder({0, 0, 0, 0.0}, world);
    for (auto _ : state) {
        advance(world, workers);
        recorder({0, 0, 1, 0.0}, world);
    }
    per_person(state, static_cast<double>(state.range(0)));
}
BENCHMARK(month_and_measures)
    ->ArgName("people")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// The probe: what memory alone asks for the walk along the same ties.
void bare_gather(benchmark::State& state) {
    const World& world = living_world(state.range(0), state.range(1));
    const auto people = static_cast<std::size_t>(state.range(0));
    Column<float> records(8 * people, 1.0F);
    for (auto _ : state) {
        Lanes<8> sum{};
        for (std::size_t n = 0; n < people; ++n) {
            for (const Person alter : world.ties.alters(static_cast<Person>(n))) {
                sum += load<8>(records.data() + 8 * static_cast<std::size_t>(alter));
            }
        }
        benchmark::DoNotOptimize(sum);
    }
    per_person(state, static_cast<double>(people));
}
BENCHMARK(bare_gather)
    ->ArgNames({"people", "ties"})
    ->ArgsProduct({{1'000, 10'000, 100'000}, {nested_ties}})
    ->Args({100'000, random_ties})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// The other probe: what memory gives those who read and write along a column of a gigabyte. Items are bytes,
// of which each is read and written.
void bare_stream(benchmark::State& state) {
    Column<float> cells(std::size_t{1} << 28U, 1.0F);
    const Workers workers(static_cast<int>(state.range(0)));
    for (auto _ : state) {
        workers.for_blocks(
            cells.size(),
            [&](std::size_t begin, std::size_t end) {
                for (std::size_t n = begin; n < end; ++n) {
                    cells[n] = 1.0F - cells[n];
                }
            },
            std::size_t{1} << 20U);
        benchmark::ClobberMemory();
    }
    state.SetBytesProcessed(state.iterations() * 2 *
                            static_cast<std::int64_t>(cells.size() * sizeof(float)));
}
BENCHMARK(bare_stream)
    ->ArgName("threads")
    ->Arg(1)
    ->Arg(2)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// The month where ties are random, and where people stand in another order.
void month_of_ties(benchmark::State& state) {
    const auto people = static_cast<double>(state.range(0));
    // Two worlds of ten million do not fit everywhere: there the one that is kept goes on.
    World& kept = living_world(state.range(0), state.range(1));
    World copy = people > 1e6 ? World() : kept;
    World& world = people > 1e6 ? kept : copy;
    const Workers workers(static_cast<int>(state.range(2)));
    for (auto _ : state) {
        advance(world, workers);
    }
    per_person(state, people);
}
BENCHMARK(month_of_ties)
    ->ArgNames({"people", "ties", "threads"})
    ->ArgsProduct({{10'000, 100'000}, {random_ties}, {1}})
    ->ArgsProduct({{100'000}, {nested_ties, shuffled_ties, ordered_ties}, {1}})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// Ten million people take eight gigabytes and minutes to make: only with COLEAD_HUGE, how many millions there
// are to be, in the environment.
const bool huge = [] {
    const char* const millions = std::getenv("COLEAD_HUGE");
    if (millions == nullptr) {
        return false;
    }
    const std::int64_t many = std::max<std::int64_t>(2, std::atoll(millions)) * 1'000'000;
    const auto once = [](benchmark::internal::Benchmark* one) {
        one->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);
    };
    for (const std::int64_t ties : {nested_ties, random_ties}) {
        once(benchmark::RegisterBenchmark("huge_bare_gather", bare_gather)->Args({many, ties}));
        if (ties == nested_ties) {
            once(benchmark::RegisterBenchmark("huge_month_by_phase", month_by_phase)->Arg(many));
        }
        once(benchmark::RegisterBenchmark("huge_month", month_of_ties)->Args({many, ties, 1}));
        once(benchmark::RegisterBenchmark("huge_month", month_of_ties)->Args({many, ties, 2}));
    }
    return true;
}();

// A million random half-ties at a time, into and out of the rows of as many people with twelve ties each; what
// is there already is looked for. Items are half-ties.
void bulk(benchmark::State& state, bool inserting) {
    constexpr std::uint32_t people = 1'000'000;
    static const TieStore twelve_each = [] {
        DrawStream luck(Draws(3, 0), 0, 200, 0);
        std::vector<NewTie> ties;
        for (std::uint32_t n = 0; n < 6 * people; ++n) {
            const Person a = luck.below(people);
            const Person b = luck.below(people);
            if (a != b) {
                ties.push_back({pair_of(a, b), 0.5F, 0.5F});
            }
        }
        std::sort(ties.begin(), ties.end(),
                  [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
        ties.erase(std::unique(ties.begin(), ties.end(),
                               [](const NewTie& a, const NewTie& b) { return a.pair == b.pair; }),
                   ties.end());
        return TieStore(people, ties);
    }();
    DrawStream luck(Draws(4, 0), 0, 200, 0);
    std::vector<NewTie> additions;
    std::vector<Pair> removals;
    while (additions.size() < 500'000) {
        const Person a = luck.below(people);
        const Person b = luck.below(people);
        if (a != b && !twelve_each.tied(a, b)) {
            additions.push_back({pair_of(a, b), 0.5F, 0.5F});
            removals.push_back(pair_of(a, b));
        }
    }
    TieStore ties = twelve_each;
    const Workers alone(1);
    std::int64_t changed = 0;
    for (auto _ : state) {
        const std::size_t before = ties.ties();
        const double start = processor_time();
        ties.commit({}, additions, alone);
        const double between = processor_time();
        const std::size_t filled = ties.ties();
        ties.commit(removals, {}, alone);
        state.SetIterationTime(1e-9 * (inserting ? between - start : processor_time() - between));
        changed += static_cast<std::int64_t>(2 * (filled - before));
    }
    state.SetItemsProcessed(changed);
}
void bulk_insertion(benchmark::State& state) { bulk(state, true); }
void bulk_removal(benchmark::State& state) { bulk(state, false); }
BENCHMARK(bulk_insertion)->UseManualTime()->Unit(benchmark::kMillisecond);
BENCHMARK(bulk_removal)->UseManualTime()->Unit(benchmark::kMillisecond);

// Ties put in and taken out in bulk, a tenth of all at a time.
void commit(benchmark::State& state) {
    const World& world = living_world(state.range(0));
    TieStore ties = world.ties;
    std::vector<Pair> removals;
    std::vector<NewTie> additions;
    for (std::size_t n = 0; n < ties.people(); ++n) {
        const auto ego = static_cast<Person>(n);
        for (const Person alter : ties.alters(ego)) {
            if (ego < alter && (ego + alter) % 10 == 0) {
                removals.push_back({ego, alter});
                additions.push_back({{ego, alter}, 0.5F, 0.5F});
            }
        }
    }
    const Workers workers(1);
    for (auto _ : state) {
        ties.commit(removals, {}, workers);
        ties.commit({}, additions, workers);
    }
    state.SetItemsProcessed(state.iterations() * 4 * static_cast<std::int64_t>(removals.size()));
}
BENCHMARK(commit)->ArgName("people")->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
