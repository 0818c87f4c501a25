#include "analysis/comparison_run.hpp"

#include <functional>
#include <limits>
#include <mutex>
#include <vector>

namespace colead {

namespace {

bool works_inside(const Prepared& prepared, int threads) {
    return prepared.people() >= large_world ||
           prepared.scenario.run.replicates < static_cast<std::int64_t>(threads);
}

}  // namespace

Division::Division(const Prepared& prepared, int threads)
    : across(works_inside(prepared, threads) ? 1 : threads),
      within(works_inside(prepared, threads) ? threads : 1) {}

Results gather(const Prepared& prepared, const std::vector<WorldRun>& replicates,
               const std::vector<std::uint8_t>& tried) {
    const Scenario& scenario = prepared.scenario;
    Results results;
    results.title = scenario.title;
    results.months = scenario.run.months;
    results.people = prepared.people();
    results.mobilized_at = scenario.measures.mobilized_at;
    if (scenario.measures.by_community) {
        results.communities = prepared.community_names;
    }
    results.groups = prepared.group_names;
    for (const Program& program : scenario.arms) {
        results.arms.push_back(program.arm);
    }
    std::vector<std::size_t> begun;
    for (std::size_t r = 0; r < replicates.size(); ++r) {
        if (tried[r] != 0) {
            begun.push_back(r);
            results.replicates.push_back(static_cast<std::uint32_t>(r));
        }
    }
    results.runs.resize(results.arms.size() * begun.size());
    const auto moments = static_cast<std::size_t>(results.months) + 1;
    results.values.resize(measures().size());
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const std::size_t length = moments * results.extent(measures()[m]);
        const double none = std::numeric_limits<double>::quiet_NaN();
        results.values[m].assign(results.arms.size() * begun.size() * length, none);
        for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
            for (std::size_t r = 0; r < begun.size(); ++r) {
                const WorldRun& from = replicates[begun[r]];
                if (from.done) {
                    std::copy_n(from.arms[arm].values[m].begin(), length,
                                results.values[m].begin() +
                                    static_cast<std::ptrdiff_t>((arm * begun.size() + r) * length));
                }
            }
        }
    }
    for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
        for (std::size_t r = 0; r < begun.size(); ++r) {
            const WorldRun& from = replicates[begun[r]];
            results.runs[arm * begun.size() + r] = {
                static_cast<std::uint64_t>(scenario.run.seed), from.done, from.message,
                from.seconds / static_cast<double>(results.arms.size())};
        }
    }
    return results;
}

Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress) {
    const auto count = static_cast<std::size_t>(prepared.scenario.run.replicates);
    const Division work(prepared, threads);
    std::vector<WorldRun> replicates(count);
    std::vector<std::uint8_t> tried(count, 0);
    NetworkSketch sketch(prepared, 0);  // of the first replicate
    std::mutex mutex;
    std::size_t done = 0;
    const std::size_t all = count * prepared.scenario.arms.size();
    progress(0, all);
    work.across.for_tasks(count, [&](std::size_t r) {
        if (stop) {
            return;
        }
        tried[r] = 1;
        const auto arm_done = [&] {
            const std::lock_guard lock(mutex);
            progress(++done, all);
        };
        replicates[r] = run_world(prepared, static_cast<std::uint32_t>(r), work.within, arm_done,
                                  r == 0 ? Observe(std::ref(sketch)) : Observe());
    });
    Results results = gather(prepared, replicates, tried);
    if (replicates.front().done) {
        results.networks = sketch.take();
    }
    return results;
}

}  // namespace colead
