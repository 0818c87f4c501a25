// What the explorer offers to start from, and of which parameters it makes sliders.
#include "app/explorer/catalogue.hpp"

#include <set>

#include "support/catch.hpp"
#include "support/explorer_worlds.hpp"
#include "support/run_program.hpp"

using namespace colead;
using namespace colead::explorer;

TEST_CASE("A file goes by its name alone, wherever it lies; a preset's name is the preset's") {
    const colead::test::Workplace folder;
    folder.write("town.toml", "burn_in = 1\n[network]\npeople = 20\n");
    folder.write("elias", "burn_in = 1\n[network]\npeople = 20\n");
    const Catalogue town(folder.path("town.toml").string(), {}, {});
    REQUIRE(town.scenarios().front().first == "town.toml");
    REQUIRE(town.load("town.toml", {}).network.people == 20);
    REQUIRE_THROWS(town.load(folder.path("town.toml").string(), {}));
    const Catalogue same(folder.path("elias").string(), {}, {});
    REQUIRE(same.scenarios().front().first == folder.path("elias").string());
    REQUIRE(same.load(folder.path("elias").string(), {}).network.people == 20);
    REQUIRE(same.load("elias", {}).network.people != 20);
}

TEST_CASE(
    "Sliders are made of what moves a month, the network and the burn-in, and of nothing else") {
    std::set<std::string> sections;
    for (const ParameterInfo& row : Catalogue::parameters()) {
        sections.insert(row.section);
    }
    REQUIRE(sections == std::set<std::string>{"", "network", "person", "dialogue", "trust",
                                              "organizing", "coalitions", "organizations", "action",
                                              "issue_system", "learning", "ties", "turnover",
                                              "programs"});
}

TEST_CASE("A preset started with settings is offered as it comes too") {
    const Catalogue changed("lawrence-community-works", explorer::test::small, {});
    const std::string name = "lawrence-community-works";
    REQUIRE(changed.load(name, changed.first_settings(name)).network.people == 80);
    REQUIRE(changed.load("preset:lawrence-community-works", {}).network.people == 900);
    REQUIRE(changed.listed("preset:elias") == "elias");
    const Catalogue plain("lawrence-community-works", {}, {});
    REQUIRE(plain.listed("preset:lawrence-community-works") == "lawrence-community-works");
    REQUIRE(plain.scenarios().size() + 1 == changed.scenarios().size());
    REQUIRE_THROWS(plain.load("preset:/etc/passwd", {}));
}
