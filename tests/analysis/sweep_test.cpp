// Sweeps in memory and on disk: the same values however they were cut up.
#include "analysis/sweep_run.hpp"

#include <cmath>
#include <filesystem>
#include <fstream>

#include "analysis/results_reader.hpp"
#include "analysis/sweep_file.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

const std::string small_study = R"(title = "small"
months = 2
burn_in = 1
replicates = 5
[network]
people = 40
[design]
parameters.dialogue.mu = [0.1, 0.3, 0.5]
parameters.months = [1, 2]
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
)";

class Place {
public:
    Place() {
        std::string name =
            (std::filesystem::temp_directory_path() / "colead-sweep-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::ofstream(path("study.toml")) << small_study;
    }
    ~Place() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;

    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    SweepPlan plan(const std::vector<Setting>& settings = {}) const {
        return {Study::load(path("study.toml"), settings, {}), Workers(1)};
    }

private:
    std::filesystem::path folder_;
};

// Runs what is left with parts under `name`, and says how many failed.
std::size_t go_on(const Place& place, const SweepPlan& plan, const std::string& name,
                  const SweepOrders& orders, const RunWorld& run, double save_every = 1000.0) {
    const std::string folder = place.path(name) + ".parts";
    const std::string identity = sweep_identity(plan);
    const PartsIndex index(folder, identity, plan.layout().worlds());
    PartsWriter parts(folder, identity, plan.layout(), "", save_every);
    return run_sweep(plan, index, parts, orders, run, std::atomic<bool>{false},
                     [](std::size_t, std::size_t) {});
}

SweepSummary merge(const Place& place, const SweepPlan& plan, const std::string& name) {
    const std::string folder = place.path(name) + ".parts";
    const PartsIndex index(folder, sweep_identity(plan), plan.layout().worlds());
    const SweepSchedule schedule(plan, index, SweepSchedule::Failed::final);
    REQUIRE(schedule.left() == 0);
    return merge_parts(place.path(name), false, folder, plan, index, schedule, {});
}

std::vector<double> values(const Place& place, const std::string& name,
                           const std::string& measure) {
    return open_results(place.path(name)).dataset(measure).read<double>();
}

bool same(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
               return x == y || (std::isnan(x) && std::isnan(y));
           });
}

RunWorld as_planned(const SweepPlan& plan) {
    return [&](std::size_t world, const Workers& workers) { return plan.run(world, workers); };
}

}  // namespace

TEST_CASE("a sweep's file holds what each world gives when it is run by itself") {
    const Place place;
    const SweepPlan plan = place.plan();
    REQUIRE(plan.layout().worlds() == 30);
    SweepOrders orders;
    orders.threads = 3;
    go_on(place, plan, "sweep.h5", orders, as_planned(plan), 0.0);
    const SweepSummary summary = merge(place, plan, "sweep.h5");
    // Of points of fewer months too: at the last of their own.
    CHECK(std::ranges::all_of(summary.result, [](double value) { return std::isfinite(value); }));
    CHECK(summary.same_worlds);
    CHECK(summary.missing == 0);
    for (const std::string measure : {"result", "reach_by_group", "role_turnover"}) {
        CAPTURE(measure);
        const Measure& row = measures()[measure_index(measure)];
        const std::vector<double> stored = values(place, "sweep.h5", measure);
        const std::size_t tail = plan.layout().moments() * plan.layout().extent(row);
        std::vector<double> expected(stored.size());
        for (std::size_t world = 0; world < plan.layout().worlds(); ++world) {
            const SweepRow alone = plan.run(world, Workers(1));
            for (std::size_t arm = 0; arm < 2; ++arm) {
                const std::size_t run = (plan.layout().point_of(world) * 2 + arm) * 5 +
                                        plan.layout().replicate_of(world);
                std::copy_n(alone.values[measure_index(measure)].begin() +
                                static_cast<std::ptrdiff_t>(arm * tail),
                            tail, expected.begin() + static_cast<std::ptrdiff_t>(run * tail));
            }
        }
        CHECK(same(stored, expected));
    }
}

TEST_CASE("points of fewer months than others end with NaN") {
    const Place place;
    const SweepPlan plan = place.plan();
    const std::size_t result = measure_index("result");
    for (std::size_t point = 0; point < 6; ++point) {
        const double months =
            plan.study().design().factors[0].key == "months"
                ? plan.study().design().factors[0].number(plan.points().at(point)[0])
                : plan.study().design().factors[1].number(plan.points().at(point)[1]);
        const SweepRow row = plan.run(point, Workers(1));
        REQUIRE(row.values[result].size() == 2 * 3);
        CHECK(std::isfinite(row.values[result][1]));
        CHECK(std::isnan(row.values[result][2]) == (months == 1.0));
        CHECK(std::isnan(row.values[result][5]) == (months == 1.0));
    }
}

TEST_CASE("worlds are begun replicate by replicate, so that a sweep cut off is balanced") {
    const Place place;
    const SweepPlan plan = place.plan();
    std::vector<std::size_t> begun;
    go_on(place, plan, "order.h5", {}, [&](std::size_t world, const Workers& workers) {
        begun.push_back(world);
        return plan.run(world, workers);
    });
    REQUIRE(begun.size() == 30);
    for (std::size_t n = 0; n < begun.size(); ++n) {
        CHECK(plan.layout().replicate_of(begun[n]) == n / 6);
        CHECK(plan.layout().point_of(begun[n]) == n % 6);
    }
}

TEST_CASE("a world that failed is tried again on resuming, and leaves no trace once it is done") {
    const Place place;
    const SweepPlan plan = place.plan();
    const RunWorld failing = [&](std::size_t world, const Workers& workers) {
        SweepRow row = plan.run(world, workers);
        if (world % 7 == 3) {
            row.done = false;
            row.message = "the machine was tired";
            for (std::vector<double>& series : row.values) {
                std::fill(series.begin(), series.end(), std::nan(""));
            }
        }
        return row;
    };
    CHECK(go_on(place, plan, "again.h5", {}, failing) == 4);
    {
        const PartsIndex index(place.path("again.h5.parts"), sweep_identity(plan), 30);
        CHECK(SweepSchedule(plan, index, SweepSchedule::Failed::final).left() == 0);
        CHECK(index.failed_count() == 4);
        CHECK(index.done_count() == 26);
    }
    const SweepSummary told = merge(place, plan, "again.h5");
    CHECK(told.failed == 4);
    CHECK(told.first_failure == "point 3, replicate 0: the machine was tired");
    std::filesystem::remove(place.path("again.h5"));
    CHECK(go_on(place, plan, "again.h5", {}, as_planned(plan)) == 0);
    CHECK(merge(place, plan, "again.h5").failed == 0);
    go_on(place, plan, "once.h5", {}, as_planned(plan));
    merge(place, plan, "once.h5");
    CHECK(same(values(place, "again.h5", "result"), values(place, "once.h5", "result")));
}

TEST_CASE("a sweep that is to stop on errors begins no world after one") {
    const Place place;
    const SweepPlan plan = place.plan();
    SweepOrders orders;
    orders.stop_on_error = true;
    std::size_t begun = 0;
    go_on(place, plan, "stop.h5", orders, [&](std::size_t world, const Workers& workers) {
        ++begun;
        SweepRow row = plan.run(world, workers);
        row.done = world != 4;
        return row;
    });
    CHECK(begun == 5);
}

TEST_CASE("a sweep in which a thread cannot go on ends, with what stopped it") {
    const Place place;
    const SweepPlan plan = place.plan();
    SweepOrders orders;
    orders.threads = 2;
    CHECK_THROWS_AS(go_on(place, plan, "stop.h5", orders,
                          [&](std::size_t world, const Workers& workers) {
                              if (world == 0) {
                                  throw std::bad_alloc();
                              }
                              return plan.run(world, workers);
                          }),
                    std::bad_alloc);
}

TEST_CASE("parts of another study are refused with the line that differs") {
    const Place place;
    const SweepPlan plan = place.plan();
    go_on(place, plan, "mine.h5", {}, as_planned(plan));
    const SweepPlan other = place.plan({{"dialogue.self", "0.5"}});
    CHECK_THROWS_WITH(
        PartsIndex(place.path("mine.h5.parts"), sweep_identity(other), other.layout().worlds()),
        Catch::Matchers::ContainsSubstring("another study or program: 'self = ") &&
            Catch::Matchers::ContainsSubstring("'self = 0.5' now"));
}

TEST_CASE("a damaged part is told, left out and computed again") {
    const Place place;
    const SweepPlan plan = place.plan();
    go_on(place, plan, "hurt.h5", {}, as_planned(plan), 0.0);
    std::ofstream(place.path("hurt.h5.parts/part_000004.h5"), std::ios::trunc) << "not HDF5";
    {
        const PartsIndex index(place.path("hurt.h5.parts"), sweep_identity(plan), 30);
        CHECK(index.done_count() == 29);
        REQUIRE(index.notes().size() == 1);
        CHECK_THAT(index.notes().front(), Catch::Matchers::ContainsSubstring("part_000004.h5") &&
                                              Catch::Matchers::ContainsSubstring("computed again"));
    }
    go_on(place, plan, "hurt.h5", {}, as_planned(plan));
    merge(place, plan, "hurt.h5");
    go_on(place, plan, "once.h5", {}, as_planned(plan));
    merge(place, plan, "once.h5");
    CHECK(same(values(place, "hurt.h5", "result"), values(place, "once.h5", "result")));
}

}  // namespace colead
