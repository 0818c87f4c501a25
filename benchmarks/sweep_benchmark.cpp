// A sweep of worlds of 1,000 people and 120 months, parts and file included, held against the same
// worlds with bare months: nothing measured, nothing written. Quote the ratio of runs_per_second.

#include <benchmark/benchmark.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <string>

#include "agents/month.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_run.hpp"

namespace {

using namespace colead;

constexpr int threads = 2;

SweepPlan plan_of(const std::filesystem::path& folder) {
    std::filesystem::create_directories(folder);
    const std::string path = (folder / "study.toml").string();
    std::ofstream(path) << "months = 120\nburn_in = 0\nreplicates = 4\n[network]\npeople = 1000\n"
                           "[design]\nkind = \"lhs\"\npoints = 32\n"
                           "parameters.dialogue.mu = [0.25, 0.35]\n";
    return {Study::load(path, {}, {}), Workers(threads)};
}

std::filesystem::path scratch() {
    return std::filesystem::temp_directory_path() / ("colead-sweep-" + std::to_string(::getpid()));
}

void report(benchmark::State& state, const SweepPlan& plan) {
    state.counters["runs_per_second"] = benchmark::Counter(
        static_cast<double>(plan.layout().worlds()), benchmark::Counter::kIsIterationInvariantRate);
    std::filesystem::remove_all(scratch());
}

void bare_months(benchmark::State& state) {
    const SweepPlan plan = plan_of(scratch());
    const Workers workers(threads);
    const Workers alone(1);
    for (auto _ : state) {
        std::atomic<std::size_t> next{0};
        workers.for_tasks(threads, [&](std::size_t) {
            for (std::size_t w = next++; w < plan.layout().worlds(); w = next++) {
                World world =
                    make_world(plan.prepared(plan.layout().point_of(w)),
                               static_cast<std::uint32_t>(plan.layout().replicate_of(w)), alone);
                for (std::int64_t month = 0; month < plan.layout().months; ++month) {
                    advance(world, alone);
                }
                benchmark::DoNotOptimize(world);
            }
        });
    }
    report(state, plan);
}
BENCHMARK(bare_months)->UseRealTime()->Unit(benchmark::kSecond);

void whole_sweep(benchmark::State& state) {
    const SweepPlan plan = plan_of(scratch());
    const std::string file = (scratch() / "sweep.h5").string();
    const std::string folder = parts_folder(file);
    SweepOrders orders;
    orders.threads = threads;
    for (auto _ : state) {
        const std::string identity = sweep_identity(plan);
        {
            const PartsIndex none(folder, identity, plan.layout().worlds());
            PartsWriter parts(folder, identity, plan.layout(), "", -1.0);
            run_sweep(
                plan, none, parts, orders,
                [&](std::size_t world, const Workers& workers) { return plan.run(world, workers); },
                std::atomic<bool>{false}, [](std::size_t, std::size_t) {});
        }
        const PartsIndex index(folder, identity, plan.layout().worlds());
        const SweepSchedule schedule(plan, index, SweepSchedule::Failed::final);
        merge_parts(file, true, folder, plan, index, schedule, {});
        remove_parts(folder);
    }
    report(state, plan);
}
BENCHMARK(whole_sweep)->UseRealTime()->Unit(benchmark::kSecond);

}  // namespace
