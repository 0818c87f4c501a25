// What the explorer exports reads back as what was on screen.
#include "app/explorer/exported.hpp"

#include <map>
#include <string>

#include "support/catch.hpp"
#include "support/explorer_worlds.hpp"

using namespace colead;
using namespace colead::explorer;
using namespace colead::explorer::test;

TEST_CASE("A world exported is a scenario that reads back with what was changed") {
    TwoWorlds worlds = fork({1, 2});
    const Workers workers(1);
    worlds.advance(workers);
    worlds.apply({1, 2, "trust.eta", "0.4"});
    worlds.apply({1, 2, "", "", 0, 0.5, 3});
    worlds.advance(workers);
    for (const std::size_t side : {0U, 1U}) {
        const Scenario read = parse_scenario(export_side(worlds, side).text, "exported", "", {});
        REQUIRE(read.parameters.trust.eta == (side == 0 ? 0.25 : 0.4));
        REQUIRE(read.run.months == 60);  // the scenario's: two months seen are too few
        REQUIRE(read.network.people == 80);
        std::vector<std::string> arms;
        for (const Program& program : read.arms) {
            arms.push_back(program.arm);
        }
        REQUIRE(std::find(arms.begin(), arms.end(), "leader-development") != arms.end());
        REQUIRE(std::find(arms.begin(), arms.end(), "network-development") != arms.end());
    }
    REQUIRE(export_side(worlds, 1).text.find("pushed with strength 0.5 for 3 months") !=
            std::string::npos);
    REQUIRE(export_side(worlds, 0).pushes == 0);
    REQUIRE(export_side(worlds, 1).pushes == 1);
    for (int month = 2; month < 14; ++month) {
        worlds.advance(workers);
    }
    REQUIRE(parse_scenario(export_side(worlds, 0).text, "exported", "", {}).run.months == 14);
}

TEST_CASE("Worlds that differ by arm and budget are exported as two arms of one scenario") {
    const auto budgets = [](const TwoWorlds& worlds) {
        const Exported both = export_both(worlds);
        REQUIRE(both.command == "colead compare both.toml");
        std::map<std::string, double> found;
        for (const Program& program : parse_scenario(both.text, both.file, "", {}).arms) {
            found[program.arm] = program.budget;
        }
        return found;
    };
    TwoWorlds worlds = fork({1, 2});
    worlds.apply({0, 2, "program.network-development.budget", "60"});
    worlds.apply({0, 3, "trust.eta", "0.4"});
    REQUIRE(budgets(worlds) == std::map<std::string, double>{{"control", 0.0},
                                                             {"leader-development", 20.0},
                                                             {"network-development", 60.0}});
    REQUIRE(parse_scenario(export_both(worlds).text, "both", "", {}).parameters.trust.eta == 0.4);
    TwoWorlds same_arm = fork({1, 1});
    same_arm.apply({0, 2, "program.leader-development.budget", "60"});
    REQUIRE(budgets(same_arm) == std::map<std::string, double>{{"control", 0.0},
                                                               {"leader-development", 20.0},
                                                               {"leader-development-right", 60.0}});
}

TEST_CASE("Worlds of one arm that differ by parameters are exported as a study of two points") {
    TwoWorlds worlds = fork({0, 0});
    REQUIRE(export_both(worlds).text.find("Nothing that a scenario can say differs") !=
            std::string::npos);
    worlds.apply({0, 1, "issue_system.delay", "3"});
    worlds.apply({0, 2, "issue_system.delay", "18"});
    const Exported both = export_both(worlds);
    REQUIRE(both.command == "colead sweep both.toml -o both.h5");
    REQUIRE(both.text.find("common_luck = true") != std::string::npos);
    REQUIRE(both.text.find("\"issue_system.delay\" = [3, 18]") != std::string::npos);
}
