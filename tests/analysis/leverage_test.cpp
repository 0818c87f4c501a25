// Leverage, held against closed forms where there are any.
#include "analysis/leverage.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "scenarios/scenario_file.hpp"
#include "sim/draw.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

using Catch::Matchers::ContainsSubstring;

// Sixty people of whom, with initiative 0, nobody ever acts: the issue system rests where it is.
Scenario idle_scenario(const std::vector<Setting>& settings = {}) {
    return parse_scenario(R"(
months = 5
burn_in = 2
replicates = 2
[network]
people = 60
inequity = 0
[person]
threshold_mean = 1
threshold_sd = 0
[organizing]
initiative = 0
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100
)",
                          "idle.toml", "", settings);
}

// The same with people who act.
Scenario busy_scenario(const std::vector<Setting>& settings = {}) {
    std::vector<Setting> all = {{"person.threshold_mean", "0.2"},
                                {"organizing.initiative", "0.4"},
                                {"action.half_pressure", "0.01"}};
    all.insert(all.end(), settings.begin(), settings.end());
    return idle_scenario(all);
}

struct Found {
    Prepared base;
    Levers levers;
    LeverageRuns runs;
    Leverage leverage;

    std::size_t place(const std::string& key) const {
        const auto found = std::find_if(levers.list.begin(), levers.list.end(),
                                        [&](const Lever& lever) { return lever.key == key; });
        REQUIRE(found != levers.list.end());
        return static_cast<std::size_t>(found - levers.list.begin());
    }
    const LeverEffect& effect(std::size_t arm, std::size_t measure, const std::string& key) const {
        return leverage.at(arm, measure, place(key), levers.list.size());
    }
};

Found find(const Scenario& scenario, const LeverOrders& orders, int threads = 1) {
    Found found{prepare(scenario), {}, {}, {}};
    found.levers = levers_of(scenario, found.base, orders);
    found.runs = run_leverage(found.base, found.levers, orders.from_start, threads,
                              std::atomic<bool>{false}, [](std::size_t, std::size_t) {});
    REQUIRE(found.runs.failed == 0);
    found.leverage = leverage_of(found.base, found.levers, found.runs);
    return found;
}

// A lever moved by a twentieth of its value to either side.
Lever lever_of(const char* key, int level, double value) {
    Lever lever;
    lever.key = key;
    lever.level = level;
    lever.value = value;
    lever.lowered = 0.95 * value;
    lever.raised = 1.05 * value;
    lever.scale = value;
    return lever;
}

// Two arms in which nothing has been moved yet; results are near .2, disparity .1.
LeverageWorld resting_world() {
    LeverageWorld world;
    world.base = {{0.2, 0.1}, {0.2, 0.1}};
    world.first.assign(2, {std::vector<double>(8, 0.125), std::vector<double>(8, 0.125)});
    world.last = world.first;
    return world;
}

// Adds a lever to the arm, over whose whole way the result changes by `change`.
void move_result(LeverageWorld& world, double change) {
    world.lower.push_back({0.2 - change / 2.0, 0.1});
    world.upper.push_back({0.2 + change / 2.0, 0.1});
}

LeverOrders only(const std::vector<std::string>& keys, bool from_start = false) {
    LeverOrders orders;
    orders.chosen = keys;
    orders.from_start = from_start;
    return orders;
}

}  // namespace

TEST_CASE(
    "where nobody acts, elasticity to baselines is the leverage of the factor in closed form") {
    const bool from_start = GENERATE(false, true);
    const Found found = find(
        idle_scenario(), only({"issue_system.baselines.housing", "issue_system.baselines.safety",
                               "issue_system.baselines.civic_voice"},
                              from_start));
    const IssueSystem& issues = found.base.scenario.issues;
    IssueParameters parameters = found.base.scenario.parameters.issue_system;
    // Changed at the fork, the system has five months to follow; from the start it is at rest.
    parameters.horizon = found.base.scenario.run.months;
    const SystemAnalysis analysis = analyse(issues, parameters, 0.35);
    const std::vector<double>& truth =
        from_start ? analysis.leverage : analysis.leverage_within_horizon;
    const std::vector<double> rest = fixed_point(issues, 0, 0.0);
    double result = 0.0;
    for (std::size_t k = 0; k < rest.size(); ++k) {
        result += issues.weights[k] * rest[k];
    }
    for (const std::size_t k : {0U, 2U, 5U}) {
        CAPTURE(issues.names[k]);
        const std::string key = "issue_system.baselines." + issues.names[k];
        for (const std::size_t arm : {0U, 1U}) {
            const Interval& elasticity = found.effect(arm, 0, key).elasticity;
            CHECK(elasticity.mean == Approx(truth[k] * issues.baselines[k] / result).epsilon(1e-9));
            CHECK(elasticity.high - elasticity.low < 1e-9);
        }
    }
}

TEST_CASE("what cannot have an effect has exactly none") {
    const Found found =
        find(idle_scenario(), only({"dialogue.mu", "action.gamma", "learning.lambda",
                                    "coalitions.span", "program.network-development.budget"}));
    for (std::size_t l = 0; l < found.levers.list.size(); ++l) {
        CAPTURE(found.levers.list[l].key);
        for (std::size_t arm = 0; arm < 2; ++arm) {
            const Interval& elasticity = found.leverage.at(arm, 0, l, 6).elasticity;
            CHECK(elasticity.mean == 0.0);
            CHECK(elasticity.low == 0.0);
            CHECK(elasticity.high == 0.0);
        }
        CHECK(found.leverage.at(0, 0, l, 6).p_holm != 0.0);
    }
    const Found busy = find(busy_scenario(), only({"action.gamma"}));
    CHECK(busy.effect(0, 0, "action.gamma").elasticity.mean > 0.0);
}

TEST_CASE(
    "without burn-in, a parameter of the months does the same from the fork and from the start") {
    const Scenario scenario = busy_scenario({{"burn_in", "0"}});
    const Found fork = find(scenario, only({"dialogue.mu", "action.gamma"}));
    const Found start = find(scenario, only({"dialogue.mu", "action.gamma"}, true));
    bool moved = false;
    for (std::size_t r = 0; r < 2; ++r) {
        CHECK(fork.runs.worlds[r].lower == start.runs.worlds[r].lower);
        CHECK(fork.runs.worlds[r].upper == start.runs.worlds[r].upper);
        moved = moved || fork.runs.worlds[r].upper[0] != fork.runs.worlds[r].base[0];
    }
    CHECK(moved);
    // With burn-in they differ.
    const Found late = find(busy_scenario({{"burn_in", "6"}}), only({"action.gamma"}));
    const Found early = find(busy_scenario({{"burn_in", "6"}}), only({"action.gamma"}, true));
    CHECK(late.runs.worlds[0].upper != early.runs.worlds[0].upper);
}

TEST_CASE("a world at the fork that follows its own parameters goes on with the same bits") {
    const Prepared prepared = prepare(busy_scenario());
    const Workers alone(1);
    std::vector<double> ends;
    for (const bool follows : {false, true}) {
        World world = burnt_in_world(prepared, 1, alone);
        if (follows) {
            follow(world, prepared);
        }
        run_arm(prepared, std::move(world), 1, alone, [&](const Moment& moment, const World& now) {
            if (moment.month == 5) {
                ends.push_back(now.communities.result[0]);
            }
        });
    }
    REQUIRE(ends.size() == 2);
    CHECK(ends[0] == ends[1]);
}

TEST_CASE("leverage has the same bits on any number of threads") {
    const std::vector<std::string> keys = {"dialogue.mu", "ties.rate_connecting",
                                           "program.network-development.gathering.participants"};
    const Scenario scenario = busy_scenario({{"replicates", "4"}});
    const Found one = find(scenario, only(keys), 1);
    for (const int threads : {3, 7}) {
        const Found more = find(scenario, only(keys), threads);
        for (std::size_t r = 0; r < 4; ++r) {
            CHECK(one.runs.worlds[r].base == more.runs.worlds[r].base);
            CHECK(one.runs.worlds[r].lower == more.runs.worlds[r].lower);
            CHECK(one.runs.worlds[r].upper == more.runs.worlds[r].upper);
            CHECK(one.runs.worlds[r].last[1].believed == more.runs.worlds[r].last[1].believed);
        }
        CHECK(leverage_as_text(one.leverage, one.levers, 5) ==
              leverage_as_text(more.leverage, more.levers, 5));
    }
}

TEST_CASE("levers are moved within their ranges, and it is said where they are cut off") {
    const Scenario scenario = idle_scenario({{"ties.closure", "0.98"},
                                             {"learning.reflect", "0.5"},
                                             {"learning.reflect_learned", "0.5"},
                                             {"person.threshold_mean", "0.5"}});
    const Prepared base = prepare(scenario);
    const Levers levers = levers_of(scenario, base, {});
    std::map<std::string, Lever> by_key;
    for (const Lever& lever : levers.list) {
        by_key[lever.key] = lever;
    }
    const Lever& plain = by_key.at("person.threshold_mean");
    CHECK(plain.lowered == Approx(0.475));
    CHECK(plain.raised == Approx(0.525));
    CHECK(plain.note.empty());
    CHECK(plain.level == 5);
    const Lever& cut = by_key.at("ties.closure");
    CHECK(cut.raised == 1.0);
    CHECK(cut.lowered == Approx(0.931));
    CHECK(cut.note == "cut off at the end of its range");
    // Together they are 1 already: neither can go up.
    const Lever& one_sided = by_key.at("learning.reflect");
    CHECK(one_sided.raised == one_sided.value);
    CHECK(!one_sided.upper);
    CHECK_THAT(one_sided.note, ContainsSubstring("not moved to 0.525"));
    const Lever& zero = by_key.at("issue_system.noise");
    CHECK(zero.raised == Approx(0.01));
    CHECK(zero.lowered == 0.0);
    CHECK(zero.scale == Approx(0.2));
    const Lever& whole = by_key.at("issue_system.horizon");
    CHECK(whole.lowered == 11.0);
    CHECK(whole.raised == 13.0);
    CHECK(by_key.at("issue_system.influence.positive").level == 7);
    CHECK(by_key.at("issue_system.influence.negative").level == 8);
    for (const char* absent : {"network.degree", "seed", "months", "measures.network_every",
                               "until.ci", "until.pilot"}) {
        CHECK(by_key.count(absent) == 0);
    }
    CHECK(std::count(levers.left_out.begin(), levers.left_out.end(),
                     "network.degree: decides how worlds begin, before the fork (--from-start)") ==
          1);
    CHECK_THROWS_WITH(levers_of(scenario, base, only({"network.degree"})),
                      ContainsSubstring("network.degree: decides how worlds begin"));
    CHECK_THROWS_WITH(levers_of(scenario, base, only({"dialogue.mew"})),
                      ContainsSubstring("did you mean dialogue.mu?"));
    CHECK_THROWS_WITH(levers_of(scenario, base, only({"network.generator"})),
                      ContainsSubstring("network.generator: is no number to be moved"));
}

TEST_CASE("prices of an activity add up to the money it has, and so do its participants") {
    const Scenario scenario = busy_scenario();
    const Prepared base = prepare(scenario);
    const Levers levers = levers_of(scenario, base, {});
    for (const Activity& activity : scenario.arms[1].activities) {
        CAPTURE(activity.name);
        double prices = 0.0;
        double contents = 0.0;
        const std::string prefix = "program.network-development." + activity.name + ".";
        for (const Lever& lever : levers.list) {
            if (!lever.key.starts_with(prefix)) {
                continue;
            }
            prices += lever.money == Lever::is_price ? lever.price * lever.value : 0.0;
            contents += lever.key.ends_with(".participants") ? lever.price * lever.value : 0.0;
        }
        CHECK(prices == Approx(activity.share * 100.0));
        CHECK(contents == Approx(activity.share * 100.0));
    }
}

TEST_CASE("elasticities, ranks, levels and money are right where the answers are known") {
    // Four levers of one arm: 2 exactly, -1 with luck, luck alone, and a budget of 10 with slope .3.
    const Scenario scenario = idle_scenario();
    const Prepared base = prepare(scenario);
    Levers levers;
    const auto add = [&](const char* key, int level, double value, Lever::Money money) {
        Lever lever = lever_of(key, level, value);
        lever.money = money;
        lever.price = money == Lever::no_price ? 0.0 : 1.0;
        if (money != Lever::no_price) {
            lever.arm = 1;
        }
        levers.list.push_back(lever);
    };
    add("exact", 2, 1.0, Lever::no_price);
    add("noisy", 2, 1.0, Lever::no_price);
    add("luck", 9, 1.0, Lever::no_price);
    add("budget", 12, 10.0, Lever::is_budget);
    add("content", 12, 4.0, Lever::is_content);
    add("price", 12, 2.0, Lever::is_price);
    levers.list[4].price = 5.0;
    levers.list[5].price = 4.0;
    LeverageRuns runs;
    constexpr double result = 0.2;
    const std::vector<double> slope = {2.0, -1.0, 0.0, 0.03, -0.05, -0.08};
    for (std::uint32_t r = 0; r < 400; ++r) {
        const DrawBlock luck = Draws(5, r).block(0, 250, 0);
        LeverageWorld world = resting_world();
        for (std::size_t l = 0; l < levers.list.size(); ++l) {
            const double noise = l == 1 || l == 2 ? normal(luck[l]) : 0.0;
            for (std::size_t arm = 0; arm < 2; ++arm) {
                // In elasticities, of the whole change from low to high: a tenth of the value.
                const double change =
                    l < 3 ? 0.1 * (slope[l] + noise) * result
                          : (arm == 1 ? slope[l] * 0.1 * levers.list[l].value : 0.0);
                move_result(world, change);
            }
        }
        runs.replicates.push_back(r);
        runs.worlds.push_back(world);
    }
    const Leverage leverage = leverage_of(base, levers, runs);
    const auto at = [&](std::size_t arm, std::size_t l) { return leverage.at(arm, 0, l, 6); };
    CHECK(at(0, 0).elasticity.mean == Approx(2.0));
    CHECK(at(0, 1).elasticity.mean == Approx(-1.0).margin(4.0 / 20.0));
    CHECK(at(0, 1).elasticity.high - at(0, 1).elasticity.low == Approx(4 * .98 / 20.0).epsilon(.2));
    CHECK(at(0, 0).rank.low == 1.0);
    CHECK(at(0, 0).rank.high == 1.0);
    CHECK(at(0, 1).rank.mean == 2.0);
    CHECK(at(0, 0).p_holm < 0.05);
    CHECK(at(0, 1).p_holm < 1e-6);  // beyond what resamples can tell
    CHECK(at(0, 2).p_holm > 0.05);
    // Of other arms' programs there is no effect here, and no rank.
    CHECK(at(0, 3).elasticity.high == 0.0);
    CHECK(std::isnan(at(0, 3).rank.mean));
    CHECK(std::isnan(at(0, 3).per_money.mean));
    CHECK(at(1, 3).elasticity.mean == Approx(0.03 * 10.0 / result));
    CHECK(at(1, 3).per_money.mean == Approx(0.03));
    CHECK(at(1, 4).per_money.mean == Approx(-0.05 / 5.0 + 0.03));
    CHECK(at(1, 5).per_money.mean == Approx(0.08 / 4.0));
    const std::vector<LevelEffect>& levels = leverage.levels[0];
    REQUIRE(levels.size() == 2);
    CHECK(levels[0].level == 9);
    // The mean of 400 squares of luck is 1; its share of the size is taken out.
    CHECK(levels[0].size.mean < 0.15);
    CHECK(levels[0].certain == 0);
    CHECK(levels[1].size.mean == Approx(std::sqrt((4.0 + 1.0) / 2.0)).margin(0.1));
    CHECK(levels[1].size.low < levels[1].size.mean);
    CHECK(levels[1].certain == 2);
    CHECK(levels[1].strongest == 0);
    CHECK(leverage.depth_and_size[0].mean > 0.5);
    // Disparity never moves.
    CHECK(leverage.at(0, 1, 0, 6).elasticity.high == 0.0);
}

TEST_CASE(
    "a level's size has the interval of its leave-one-out values, its strongest lever the longest "
    "way") {
    const Scenario scenario = idle_scenario();
    const Prepared base = prepare(scenario);
    Levers levers;
    levers.list = {lever_of("one to three", 9, 1.0), lever_of("helps", 2, 1.0),
                   lever_of("harms more", 2, 1.0)};
    LeverageRuns runs;
    for (std::uint32_t r = 0; r < 3; ++r) {
        LeverageWorld world = resting_world();
        for (const double elasticity : {1.0 + r, 2.0, -5.0}) {
            for (int arm = 0; arm < 2; ++arm) {
                move_result(world, 0.1 * elasticity * 0.2);
            }
        }
        runs.replicates.push_back(r);
        runs.worlds.push_back(world);
    }
    const std::vector<LevelEffect> levels = leverage_of(base, levers, runs).levels[0];
    REQUIRE(levels.size() == 2);
    // Products of pairs of 1, 2, 3 are 11/3 in the mean, and 6, 3, 2 without each.
    CHECK(levels[0].size.mean == Approx(std::sqrt(11.0 / 3.0)));
    CHECK(levels[0].size.low == 0.0);
    const double error = std::sqrt(2.0 / 3.0 * (49.0 + 4.0 + 25.0) / 9.0);
    CHECK(levels[0].size.high == Approx(std::sqrt(11.0 / 3.0 + 1.959964 * error)));
    CHECK(levels[1].size.mean == Approx(std::sqrt((4.0 + 25.0) / 2.0)));
    CHECK(levers.list[levels[1].strongest].key == "harms more");
}

TEST_CASE("what people believe and act on is counted as it stands in the world") {
    const Found found = find(busy_scenario(), only({"dialogue.mu"}));
    const LeverageWorld& world = found.runs.worlds[1];
    std::vector<double> believed(8, 0.0);
    std::vector<double> acted(8, 0.0);
    double acting = 0.0;
    run_replicate(
        found.base, 1, Workers(1),
        [&](const Moment& moment, const World& now) {
            if (moment.month != 5) {
                return;
            }
            for (Person i = 0; i < 60; ++i) {
                for (std::size_t k = 0; k < 8; ++k) {
                    believed[k] += static_cast<double>(now.people.mental_model_of(i)[k]) / 60.0;
                    acted[k] += now.people.face[i].acting == k ? 1.0 : 0.0;
                }
                acting += now.people.acting(i) ? 1.0 : 0.0;
            }
        },
        0);
    REQUIRE(acting > 0.0);
    for (std::size_t k = 0; k < 8; ++k) {
        CHECK(world.last[0].believed[k] == Approx(believed[k]));
        CHECK(world.last[0].acted_on[k] == Approx(acted[k] / acting));
    }
}

}  // namespace colead
