#include "analysis/comparison_run.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

#include "analysis/networks_file.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "analysis/sweep_blocks.hpp"

namespace colead {

namespace {

/// Results that grow replicate by replicate.
class Table {
public:
    Table(const SweepPlan& plan, std::vector<std::uint32_t> replicates) {
        const SweepLayout& layout = plan.layout();
        results_.title = plan.scenario().title;
        results_.months = layout.months;
        results_.people = plan.prepared(0).people();
        results_.mobilized_at = plan.scenario().measures.mobilized_at;
        results_.communities = layout.communities;
        results_.groups = layout.groups;
        results_.arms = layout.arms;
        results_.replicates = std::move(replicates);
        const std::size_t count = results_.replicates.size();
        results_.runs.resize(layout.arms.size() * count);
        for (const Measure& measure : measures()) {
            results_.values.emplace_back(count * layout.length(measure),
                                         std::numeric_limits<double>::quiet_NaN());
        }
    }

    // Into the k-th place.
    void put(std::size_t k, const SweepRow& row) {
        const std::size_t arms = results_.arms.size();
        const std::size_t count = results_.replicates.size();
        for (std::size_t m = 0; m < row.values.size(); ++m) {
            const std::size_t length = row.values[m].size() / arms;
            for (std::size_t arm = 0; arm < arms; ++arm) {
                std::copy_n(row.values[m].begin() + static_cast<std::ptrdiff_t>(arm * length),
                            length,
                            results_.values[m].begin() +
                                static_cast<std::ptrdiff_t>((arm * count + k) * length));
            }
        }
        for (std::size_t arm = 0; arm < arms; ++arm) {
            results_.runs[arm * count + k] = {row.seed, row.done, row.message,
                                              row.seconds / static_cast<double>(arms)};
        }
        if (row.world == 0) {
            results_.networks = row.networks;
        }
    }

    Results take() { return std::move(results_); }

private:
    Results results_;
};

SweepRow stored_row(BlockReader& parts, const PartsIndex& index, std::size_t world) {
    SweepBlock block = parts.read(0, 1, world);
    SweepRow row{world,
                 block.status[0] == run_done,
                 std::move(block.message[0]),
                 block.seconds[0],
                 block.seed[0],
                 std::move(block.values),
                 {}};
    if (world == 0) {
        row.networks =
            reading(index.file(0), [&] { return read_networks(hdf5::open_file(index.file(0))); });
    }
    return row;
}

}  // namespace

void run_replicates(const SweepPlan& plan, SweepSchedule& schedule, int threads,
                    const KeepRow& keep, const std::atomic<bool>& stop, const Progress& progress) {
    const Sharing sharing = sharing_of(plan, schedule.planned(), threads);
    LocalSource source(plan, schedule, sharing, progress);
    run_worlds(
        plan, source, sharing, threads,
        [&](std::size_t world, const Workers& workers) {
            return plan.run(world, workers, [&] { source.arm_done(); });
        },
        keep, stop);
}

Results comparison_results(const SweepPlan& plan, const SweepSchedule& schedule,
                           const PartsIndex& index, const std::vector<SweepRow>& rows) {
    std::map<std::size_t, const SweepRow*> at_hand;
    for (const SweepRow& row : rows) {
        at_hand[row.world] = &row;
    }
    std::vector<std::uint32_t> replicates;
    for (std::size_t r = 0; r < schedule.needed(0); ++r) {
        if (index.tried(r) || at_hand.contains(r)) {
            replicates.push_back(static_cast<std::uint32_t>(r));
        }
    }
    Table table(plan, replicates);
    BlockReader parts(plan.layout(), index, schedule);
    for (std::size_t k = 0; k < replicates.size(); ++k) {
        const auto found = at_hand.find(replicates[k]);
        table.put(
            k, found != at_hand.end() ? *found->second : stored_row(parts, index, replicates[k]));
    }
    return table.take();
}

Results run_comparison(const Prepared& prepared, int threads, const std::atomic<bool>& stop,
                       const Progress& progress) {
    const SweepPlan plan(prepared);
    const PartsIndex none(plan.layout().worlds());
    SweepSchedule schedule(plan, none, SweepSchedule::Failed::again);
    std::mutex mutex;
    std::vector<SweepRow> rows;
    run_replicates(
        plan, schedule, threads,
        [&](SweepRow row) {
            const std::lock_guard lock(mutex);
            rows.push_back(std::move(row));
        },
        stop, progress);
    return comparison_results(plan, schedule, none, rows);
}

}  // namespace colead
