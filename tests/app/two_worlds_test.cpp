// The explorer's two worlds: what they are, and what is done to them by hand.
#include "app/explorer/two_worlds.hpp"

#include <string>
#include <vector>

#include "agents/state_hash.hpp"
#include "app/explorer/messages.hpp"
#include "support/catch.hpp"
#include "support/explorer_worlds.hpp"

using namespace colead;
using namespace colead::explorer;
using namespace colead::explorer::test;

TEST_CASE("Side by side each world has the bits of its own run") {
    TwoWorlds worlds = fork({1, 2});
    Scenario scenario = small_scenario();
    scenario.run.months = 6;
    const Prepared prepared = prepare(scenario);
    std::vector<std::vector<std::uint64_t>> hashes(3);
    run_replicate(prepared, 0, Workers(1), [&](const Moment& moment, const World& world) {
        hashes[moment.arm].push_back(state_hash(world, 0));
    });
    const Workers workers(2);
    for (std::size_t month = 0; month <= 6; ++month) {
        REQUIRE(state_hash(worlds.side(0).world(), 0) == hashes[1][month]);
        REQUIRE(state_hash(worlds.side(1).world(), 0) == hashes[2][month]);
        worlds.advance(workers);
    }
}

TEST_CASE("A change takes effect from its month on, in its world alone") {
    TwoWorlds worlds = fork({1, 1});
    const Workers workers(1);
    worlds.advance(workers);
    const std::uint64_t before = state_hash(worlds.side(1).world(), 0);
    worlds.apply({1, 2, "dialogue.mu", "0.9"});
    REQUIRE(state_hash(worlds.side(1).world(), 0) == before);
    REQUIRE(state_hash(worlds.side(0).world(), 0) == before);
    worlds.advance(workers);
    REQUIRE(state_hash(worlds.side(0).world(), 0) != state_hash(worlds.side(1).world(), 0));
    REQUIRE(worlds.side(1).scenario().parameters.dialogue.mu == 0.9);
    REQUIRE(worlds.side(0).scenario().parameters.dialogue.mu == 0.3);
    REQUIRE_THROWS(worlds.apply({2, 3, "dialogue.mu", "2"}));
    REQUIRE(worlds.events().size() == 1);
}

TEST_CASE("What follows from parameters follows their change") {
    TwoWorlds worlds = fork({0, 0});
    const std::vector<double> usual =
        worlds.side(0).world().frame->analysis.leverage_within_horizon;
    worlds.apply({0, 2, "issue_system.delay", "20"});
    REQUIRE(worlds.side(0).world().frame->analysis.leverage_within_horizon == usual);
    REQUIRE(worlds.side(1).world().frame->analysis.leverage_within_horizon[0] < usual[0]);
}

TEST_CASE("A push raises what its factor moves toward, for its months, and follows the delay") {
    TwoWorlds worlds = fork({0, 0});
    const Workers workers(1);
    worlds.apply({0, 2, "", "", 3, 0.5, 2});
    const Parameters& p = worlds.side(1).scenario().parameters;
    const double size = 0.5 * p.action.gamma;
    worlds.advance(workers);
    const auto apart = [&](std::size_t k) {
        return worlds.side(1).factors()[k] - worlds.side(0).factors()[k];
    };
    REQUIRE(apart(3) == Approx(size / p.issue_system.delay));
    REQUIRE(apart(0) == Approx(0.0).margin(1e-12));
    REQUIRE(worlds.side(1).pushed()[3] == 0.5);
    REQUIRE(worlds.side(0).pushed()[3] == 0.0);
    worlds.advance(workers);
    const double peak = apart(3);
    REQUIRE(apart(0) > 0.0);  // housing follows jobs a month later
    worlds.advance(workers);
    REQUIRE(worlds.side(1).pushed()[3] == 0.0);
    REQUIRE(worlds.side(1).world().frame->issues.baselines ==
            worlds.side(0).world().frame->issues.baselines);
    for (int month = 0; month < 12; ++month) {
        worlds.advance(workers);
    }
    REQUIRE(apart(3) < 0.5 * peak);
}

TEST_CASE("A budget changed on the way is spent from then on") {
    TwoWorlds worlds = fork({2, 2});
    const Workers workers(1);
    worlds.apply({0, 2, "program.network-development.budget", "200"});
    for (int month = 0; month < 4; ++month) {
        worlds.advance(workers);
    }
    const std::size_t spent = measure_index("spent");
    REQUIRE(worlds.side(0).measured(spent) > 0.0);
    REQUIRE(worlds.side(1).measured(spent) > 5.0 * worlds.side(0).measured(spent));
}

TEST_CASE("A change that is changed again at once is one event, where nothing lies between") {
    TwoWorlds worlds = fork({1, 2});
    const auto told = [&] {
        std::vector<std::string> values;
        for (const Event& event : worlds.events()) {
            values.push_back(event.value);
        }
        return values;
    };
    using Values = std::vector<std::string>;
    worlds.apply({0, 1, "trust.eta", "0.3"});
    worlds.apply({0, 2, "trust.eta", "0.4"});
    REQUIRE(told() == Values{"0.3", "0.4"});  // each of another side
    worlds.apply({0, 3, "trust.eta", "0.5"});
    REQUIRE(told() == Values{"0.5"});
    worlds.apply({0, 1, "trust.eta", "0.6"});
    REQUIRE(told() == Values{"0.5", "0.6"});  // still holds in the right world
    worlds.apply({0, 1, "dialogue.mu", "0.5"});
    worlds.apply({0, 1, "trust.eta", "0.7"});
    REQUIRE(told() == Values{"0.5", "0.6", "0.5", "0.7"});
    worlds.apply({0, 3, "", "", 0, 0.5, 3});
    worlds.apply({0, 3, "", "", 0, 0.5, 3});
    REQUIRE(worlds.events().size() == 6);  // pushes add up
    worlds.advance(Workers(1));
    worlds.apply({1, 1, "trust.eta", "0.8"});
    worlds.apply({1, 1, "trust.eta", "0.9"});
    REQUIRE(worlds.events().size() == 7);
    REQUIRE(event_message(worlds)["count"] == 7);

    TwoWorlds again = fork({1, 2});
    for (const Event& event : worlds.events()) {
        if (event.month > again.month()) {
            again.advance(Workers(1));
        }
        again.apply(event);
    }
    REQUIRE(fingerprint(again) == fingerprint(worlds));
}
