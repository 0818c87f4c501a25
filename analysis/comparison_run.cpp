#include "analysis/comparison_run.hpp"

#include <chrono>
#include <exception>
#include <mutex>

#include "analysis/recorder.hpp"

namespace colead {

namespace {

// Above this, a world is large enough to share its people between threads.
constexpr std::size_t large_world = 100'000;

struct ReplicateResult {
    bool begun = false;
    bool done = false;
    std::string message;
    double seconds = 0.0;
    std::vector<RunSeries> arms;
    NetworkPictures networks;
};

ReplicateResult run_one(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                        const std::function<void()>& arm_done) {
    ReplicateResult out;
    out.begun = true;
    const auto start = std::chrono::steady_clock::now();
    try {
        Recorder recorder(prepared, prepared.scenario.arms.size());
        const std::int64_t last = prepared.scenario.run.months;
        NetworkSketch sketch(prepared, replicate);
        run_replicate(prepared, replicate, workers, [&](const Moment& moment, const World& world) {
            recorder(moment, world);
            if (replicate == 0) {
                sketch(moment, world);
            }
            if (moment.month == last) {
                arm_done();
            }
        });
        out.arms = recorder.take();
        out.networks = sketch.take();
        out.done = true;
    } catch (const std::exception& fault) {
        out.message = fault.what();
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return out;
}

Results gather(const Prepared& prepared, std::vector<ReplicateResult>& replicates) {
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
    if (!replicates.empty()) {
        results.networks = std::move(replicates.front().networks);
    }
    std::vector<std::size_t> begun;
    for (std::size_t r = 0; r < replicates.size(); ++r) {
        if (replicates[r].begun) {
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
                const ReplicateResult& from = replicates[begun[r]];
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
            const ReplicateResult& from = replicates[begun[r]];
            results.runs[arm * begun.size() + r] = {
                static_cast<std::uint64_t>(scenario.run.seed), from.done, from.message,
                from.seconds / static_cast<double>(results.arms.size())};
        }
    }
    return results;
}

}  // namespace

Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress) {
    const auto count = static_cast<std::size_t>(prepared.scenario.run.replicates);
    const std::size_t people = prepared.people();
    const bool inside = people >= large_world || count < static_cast<std::size_t>(threads);
    const Workers across(inside ? 1 : threads);
    const Workers within(inside ? threads : 1);

    std::vector<ReplicateResult> replicates(count);
    std::mutex mutex;
    std::size_t done = 0;
    const std::size_t all = count * prepared.scenario.arms.size();
    progress(0, all);
    across.for_tasks(count, [&](std::size_t r) {
        if (stop) {
            return;
        }
        replicates[r] = run_one(prepared, static_cast<std::uint32_t>(r), within, [&] {
            const std::lock_guard lock(mutex);
            progress(++done, all);
        });
    });
    return gather(prepared, replicates);
}

}  // namespace colead
