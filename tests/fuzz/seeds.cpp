// Writes the seeds that are no text: a comparison's file, a run's with snapshots, a sweep's, and a part.
// Usage: fuzz_seeds FOLDER; writes FOLDER/results/*.h5 and FOLDER/parts/*.h5.
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "analysis/comparison_run.hpp"
#include "analysis/results_file.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_run.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/fuzz/small_study.hpp"

using namespace colead;

namespace {

namespace fs = std::filesystem;

const std::atomic<bool> never{false};
const Progress silent = [](std::size_t, std::size_t) {};

Prepared small_scenario() {
    return prepare(
        parse_scenario("months = 1\nburn_in = 0\nreplicates = 2\n[network]\npeople = 12\n"
                       "[[program]]\narm = \"hybrid\"\npreset = \"hybrid\"\nbudget = 50.0\n",
                       "seed.toml", "/", {}));
}

void write_comparison(const std::string& path) {
    const Results results = run_comparison(small_scenario(), 1, never, silent);
    write_results(path, true, results, compare_arms(results), {});
}

void write_run(const std::string& path) {
    const Prepared prepared = small_scenario();
    ResultsFile file(path, true);
    file.name(names_of(prepared));
    run_replicate(
        prepared, 0, Workers(1),
        [&](const Moment& moment, const World& world) {
            file.keep({moment.month, &world, prepared.network.get()});
        },
        1);
    file.finish(run_comparison(prepared, 1, never, silent), {}, {});
}

void write_sweep(const std::string& folder) {
    const std::string study = folder + "/study.toml";
    std::ofstream(study) << fuzz::small_study;
    const SweepPlan plan(Study::load(study, {}, {}), Workers(1));
    const std::string identity = sweep_identity(plan);
    const std::string parts = folder + "/parts";
    const std::size_t worlds = plan.layout().worlds();
    PartsWriter writer(parts, identity, plan.layout(), "", 1000.0);
    run_sweep(
        plan, PartsIndex(parts, identity, worlds), writer, {},
        [&](std::size_t world, const Workers& workers) { return plan.run(world, workers); }, never,
        silent);
    const PartsIndex index(parts, identity, worlds);
    merge_parts(folder + "/results/sweep.h5", true, parts, plan, index,
                SweepSchedule(plan, index, SweepSchedule::Failed::final), {});
    fs::remove(parts + "/study.toml");
    fs::remove(study);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    const std::string folder = argv[1];
    fs::create_directories(folder + "/results");
    write_comparison(folder + "/results/comparison.h5");
    write_run(folder + "/results/run.h5");
    write_sweep(folder);
    return 0;
}
