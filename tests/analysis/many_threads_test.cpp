// Far more threads than cores: comparisons and sweeps have the bits of one thread. ThreadSanitizer sees
// all of this (preset tsan).
#include <unistd.h>

#include <atomic>
#include <cstring>
#include <filesystem>
#include <fstream>

#include "analysis/comparison_run.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_run.hpp"
#include "scenarios/scenario_file.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

constexpr int many = 64;
const std::atomic<bool> never{false};
const Progress silent = [](std::size_t, std::size_t) {};

// Bit for bit: NaN equals itself.
bool same_bits(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() &&
           (a.empty() || std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0);
}

std::string scenario_text(int people, int replicates) {
    return "months = 2\nburn_in = 1\nreplicates = " + std::to_string(replicates) +
           "\n[network]\npeople = " + std::to_string(people) +
           "\n[[program]]\narm = \"hybrid\"\npreset = \"hybrid\"\nbudget = 50.0\n";
}

void compare_with_one_thread(int people, int replicates) {
    const Prepared prepared =
        prepare(parse_scenario(scenario_text(people, replicates), "test", "/", {}));
    const Results one = run_comparison(prepared, 1, never, silent);
    const Results all = run_comparison(prepared, many, never, silent);
    REQUIRE(all.values.size() == one.values.size());
    for (std::size_t m = 0; m < one.values.size(); ++m) {
        CHECK(same_bits(all.values[m], one.values[m]));
    }
}

class Folder {
public:
    Folder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "colead-threads-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::string operator/(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

// Runs the study with many parts, merges, and reads a measure.
std::vector<double> swept(const Folder& folder, int threads) {
    const std::string study = folder / "study.toml";
    std::ofstream(study) << scenario_text(40, 18)
                         << "[design]\nparameters.dialogue.mu = [0.1, 0.3, 0.5, 0.7]\n";
    const SweepPlan plan(Study::load(study, {}, {}), Workers(threads));
    const std::string out = folder / ("sweep-" + std::to_string(threads) + ".h5");
    const std::string parts = parts_folder(out);
    const std::string identity = sweep_identity(plan);
    const std::size_t worlds = plan.layout().worlds();
    SweepOrders orders;
    orders.threads = threads;
    PartsWriter writer(parts, identity, plan.layout(), "", 0.05);
    const std::size_t failed = run_sweep(
        plan, PartsIndex(parts, identity, worlds), writer, orders,
        [&](std::size_t world, const Workers& workers) { return plan.run(world, workers); }, never,
        silent);
    REQUIRE(failed == 0);
    const PartsIndex index(parts, identity, worlds);
    const SweepSchedule schedule(plan, index, SweepSchedule::Failed::final);
    merge_parts(out, false, parts, plan, index, schedule, {});
    return open_results(out).dataset("result").read<double>();
}

}  // namespace

TEST_CASE("a comparison over 64 threads, a replicate each, has the bits of one thread") {
    compare_with_one_thread(60, 130);
}

TEST_CASE("a comparison with 64 threads inside each world has the bits of one thread") {
    compare_with_one_thread(5000, 1);
}

TEST_CASE("a sweep over 64 threads has the bits of one thread") {
    const Folder folder;
    CHECK(same_bits(swept(folder, many), swept(folder, 1)));
}

}  // namespace colead
