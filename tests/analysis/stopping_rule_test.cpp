// Replicates by need: how many are run, and what stopping so costs.
#include "analysis/stopping_rule.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>

#include "analysis/sweep_schedule.hpp"
#include "sim/draw.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

double normal_draw(std::uint64_t seed, std::size_t n) {
    const DrawBlock block = Draws(seed, 0).block(0, 231, static_cast<Person>(n));
    return normal(block[0]);
}

StoppingRule student_rule(double half_width, std::size_t pilot, std::size_t most) {
    StoppingRule rule;
    rule.half_width = half_width;
    rule.pilot = pilot;
    rule.most = most;
    rule.contrasts = {{1, 0}};
    rule.interval = [](std::span<const double> d) { return student_estimate(d).interval; };
    return rule;
}

const std::string study = R"(title = "by need"
months = 1
burn_in = 0
replicates = 400
[until]
ci = 0.3
pilot = 10
[network]
people = 20
[design]
parameters.dialogue.mu = [0.1, 0.3, 0.5]
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
)";

class Planned {
public:
    Planned() {
        std::string name =
            (std::filesystem::temp_directory_path() / "colead-until-XXXXXX").string();
        folder_ = ::mkdtemp(name.data());
        std::ofstream(folder_ / "study.toml") << study;
    }
    ~Planned() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Planned(const Planned&) = delete;
    Planned& operator=(const Planned&) = delete;

    Study load(const std::vector<Setting>& settings = {}) const {
        return Study::load((folder_ / "study.toml").string(), settings, {});
    }

private:
    std::filesystem::path folder_;
};

// Point 0 varies hardly, point 2 most.
Outcome outcome_of(const SweepLayout& layout, std::size_t world) {
    const double spread = 0.1 + static_cast<double>(layout.point_of(world));
    return {world, true, 0.0, {0.0, spread * normal_draw(5, world)}};
}

// Runs all that is asked for; `last_first` tells of worlds in the reverse of the order that they came.
std::vector<std::size_t> needed_after(const SweepPlan& plan, std::size_t hand, bool last_first) {
    const PartsIndex none(plan.layout().worlds());
    SweepSchedule schedule(plan, none, SweepSchedule::Failed::again);
    for (Hand next = schedule.take(hand); !next.over; next = schedule.take(hand)) {
        std::vector<std::size_t> worlds = next.worlds;
        if (last_first) {
            for (Hand more = schedule.take(hand); !more.worlds.empty();
                 more = schedule.take(hand)) {
                worlds.insert(worlds.end(), more.worlds.begin(), more.worlds.end());
            }
            std::reverse(worlds.begin(), worlds.end());
        }
        for (const std::size_t world : worlds) {
            schedule.finished(outcome_of(plan.layout(), world));
        }
    }
    return {schedule.needed(0), schedule.needed(1), schedule.needed(2)};
}

}  // namespace

TEST_CASE("looks are taken at the pilot and then at a quarter more, up to the most") {
    const StoppingRule rule = student_rule(0.1, 20, 100);
    CHECK(rule.first_look() == 20);
    CHECK(rule.look_after(20) == 30);
    CHECK(rule.look_after(60) == 75);
    CHECK(rule.look_after(90) == 100);
    CHECK(student_rule(0.0, 20, 100).first_look() == 100);
    CHECK(student_rule(0.1, 20, 7).first_look() == 7);
}

TEST_CASE("the widest interval decides, and one of fewer than two pairs is infinite") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    StoppingRule rule = student_rule(0.1, 2, 10);
    CHECK(rule.widest(std::vector<double>{0.0, 1.0, 0.0, none}, 2) ==
          std::numeric_limits<double>::infinity());
    // Differences 1 and 3: mean 2, standard error 1, Student's quantile with one degree 12.706.
    const std::vector<double> values{0.0, 1.0, 5.0, 1.0, 4.0, 5.0};
    CHECK(rule.widest(values, 3) == Approx(12.7062).epsilon(1e-5));
    rule.contrasts = {{2, 1}, {1, 0}};
    CHECK(rule.widest(values, 3) == Approx(1.5 * 12.7062).epsilon(1e-5));
}

TEST_CASE("a point has the same number of replicates in whatever order its worlds end") {
    const Planned place;
    const SweepPlan plan(place.load(), Workers(1));
    const std::vector<std::size_t> once = needed_after(plan, 1, false);
    CHECK(once[0] == 10);
    CHECK(once[1] > 30);
    CHECK(once[1] < once[2]);
    CHECK(once[2] < 400);
    CHECK(needed_after(plan, 7, false) == once);
    CHECK(needed_after(plan, 2, true) == once);
}

TEST_CASE("a failed world leaves its point undecided until it has been tried again") {
    const Planned place;
    const SweepPlan plan(place.load({{"replicates", "10"}}), Workers(1));
    const PartsIndex none(plan.layout().worlds());
    SweepSchedule schedule(plan, none, SweepSchedule::Failed::again);
    const Hand first = schedule.take(3);
    REQUIRE(first.worlds == std::vector<std::size_t>{0, 1, 2});
    schedule.finished({0, false, 0.0, {std::nan(""), std::nan("")}});
    CHECK(schedule.failed() == 1);
    CHECK_FALSE(schedule.precise(0));
    CHECK_FALSE(schedule.take(1).over);
}

TEST_CASE("stopping by the interval costs a little of its coverage") {
    // An independent simulation (numpy, 4,000 experiments of each) has .941 covered at half a width of
    // .4, after 31 pairs on average, and .950 at .25, after 70. Four standard errors to either side.
    const auto [half_width, expected, pairs] =
        GENERATE(table<double, double, double>({{0.4, 0.941, 30.7}, {0.25, 0.950, 70.0}}));
    const StoppingRule rule = student_rule(half_width, 20, 2000);
    int covered = 0;
    double replicates = 0.0;
    for (std::uint64_t experiment = 0; experiment < 2000; ++experiment) {
        std::vector<double> values;
        std::vector<double> differences;
        std::size_t n = rule.first_look();
        for (;; n = rule.look_after(n)) {
            while (differences.size() < n) {
                differences.push_back(normal_draw(experiment, differences.size()));
                values.insert(values.end(), {0.0, differences.back()});
            }
            if (rule.widest(values, 2) <= rule.half_width || n == rule.most) {
                break;
            }
        }
        const Interval interval = student_estimate(differences).interval;
        CHECK(interval.high - interval.low <= 2.0 * half_width);
        covered += interval.low <= 0.0 && 0.0 <= interval.high ? 1 : 0;
        replicates += static_cast<double>(n);
    }
    CHECK(covered / 2000.0 == Approx(expected).margin(4.0 * 0.0053));
    CHECK(replicates / 2000 == Approx(pairs).margin(1.5));
}

TEST_CASE("what cannot decide is refused by its key") {
    const Planned place;
    const auto plan = [&](const char* key, const char* value) {
        return SweepPlan(place.load({{key, value}}), Workers(1)).rule().most;
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THROWS_WITH(
        plan("until.measure", "reslt"),
        "--set until.measure=reslt: until.measure: unknown measure reslt; did you mean result?");
    CHECK_THROWS_WITH(plan("until.measure", "result_by_group"),
                      ContainsSubstring("until.measure") && ContainsSubstring("one number"));
    CHECK_THROWS_WITH(plan("until.contrast", "hybrid,nobody"),
                      ContainsSubstring("until.contrast = \"hybrid,nobody\""));
    CHECK(plan("until.contrast", "control,hybrid") == 400);
}

}  // namespace colead
