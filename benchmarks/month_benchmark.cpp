// The month of a world of nested organizations, held against the bare gather of what it must read:
// one 32-byte record per half-tie, in the same process. Quote the ratio, not the nanoseconds.

#include <benchmark/benchmark.h>

#include <ctime>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "agents/month.hpp"
#include "agents/sound.hpp"
#include "analysis/recorder.hpp"
#include "scenarios/experiment.hpp"

namespace {

using namespace colead;

Prepared nested(std::int64_t people) {
    Scenario scenario;
    scenario.network.people = people;
    scenario.arms = {{"control", "none", 0.0, {}}};
    return prepare(std::move(scenario));
}

// Burnt in for two years, so that ties and acting are those of a living world; built once per size.
const World& living_world(std::int64_t people) {
    static std::map<std::int64_t, World> worlds;
    auto found = worlds.find(people);
    if (found == worlds.end()) {
        World world = make_world(nested(people), 0);
        const Workers workers(hardware_threads());
        for (int month = 0; month < 24; ++month) {
            advance(world, workers);
        }
        found = worlds.emplace(people, std::move(world)).first;
    }
    return found->second;
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

// Of this thread, in nanoseconds: what others do on the machine does not count.
double processor_time() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

// Where the month's time goes: nanoseconds per person of each phase, one after the other.
void month_by_phase(benchmark::State& state) {
    World world = living_world(state.range(0));
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
    const Prepared prepared = nested(state.range(0));
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
    const World& world = living_world(state.range(0));
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
    ->ArgName("people")
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

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
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * 4 * removals.size()));
}
BENCHMARK(commit)->ArgName("people")->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
