// Scenario files in and out, and the exact words with which what is wrong is refused.
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <limits>
#include <string>

#include "scenarios/embedded_presets.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

Scenario parse(const std::string& text, const std::vector<std::string>& settings = {}) {
    std::vector<Setting> parsed;
    for (const std::string& setting : settings) {
        parsed.push_back(parse_setting(setting));
    }
    return parse_scenario(text, "x.toml", "/data", parsed);
}

// The message of the InputError, or "accepted".
std::string refusal(const std::string& text, const std::vector<std::string>& settings = {}) {
    try {
        parse(text, settings);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

std::string set_refusal(const std::string& setting) { return refusal("", {setting}); }

std::string load_refusal(const std::string& name) {
    try {
        load_scenario(name, {});
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

const std::string full_scenario = R"(
title = "A \"full\" one\n of two lines"
months = 12
seed = 9007199254740992
[network]
generator = "ring"
people = 40
ties = "ties.csv"
people_file = "../people.csv"
[network.columns]
id = "Member no."
community = 3
[network.only]
"a b" = "x"
year = 2001
rate = 0.5
[dialogue]
mu = 0.1
[turnover]
hazard = 1e-7
[issue_system]
delay = 3
factors = ["a", "b", "c"]
influence = [[0.1, 0, -0.3], [0, 0, 0.2], [1e-3, 0, 0]]
baselines = [[0.1, 0.2, 0.3], [0.1, 0.1, 0.1]]
weights = [1, 1, 1]
[measures]
by_community = false
[[program]]
arm = "lab"
budget = 12.5
[[program.activity]]
name = "one"
share = 0.2
select = "degree"
price_per_hour = 10
hours = { systems_thinking = 8, skill = 0.5 }
[[program.activity]]
name = "two"
share = 0.1
overhead = 3
[[program]]
arm = "network"
preset = "network-development"
budget = 20
)";

const std::string lab =
    "[[program]]\narm = \"lab\"\nbudget = 5\n[[program.activity]]\nname = \"a\"\n"
    "overhead = 1\n";

std::string issues(const std::string& influence, const std::string& baselines,
                   const std::string& rest = "") {
    return "[issue_system]\nfactors = [\"a\", \"b\"]\ninfluence = " + influence +
           "\nbaselines = " + baselines + "\n" + rest;
}

}  // namespace

TEST_CASE("an empty scenario is all defaults and a control") {
    const Scenario scenario = parse("");
    const Scenario defaults;
    for_each_row(defaults, [&](const auto& section, const auto& row) {
        CHECK(parameter_text(scenario, key_of(row)) == value_text(section, row));
    });
    CHECK(scenario.issues.names.empty());
    REQUIRE(scenario.arms.size() == 1);
    CHECK(scenario.arms[0].arm == "control");
    CHECK(scenario.arms[0].budget == 0.0);
    CHECK(scenario.arms[0].activities.empty());
}

TEST_CASE("what a scenario file says arrives where it belongs") {
    const Scenario s = parse(full_scenario);
    CHECK(s.title == "A \"full\" one\n of two lines");
    CHECK(s.run.months == 12);
    CHECK(s.run.seed == 9'007'199'254'740'992);
    CHECK(s.network.generator == NetworkParameters::ring);
    CHECK(s.files.ties == "/data/ties.csv");
    CHECK(s.files.people == "/people.csv");
    CHECK(s.files.columns.at("id") == "Member no.");
    CHECK(s.files.columns.at("community") == "3");
    CHECK(s.files.only.at("a b") == "x");
    CHECK(s.files.only.at("year") == "2001");
    CHECK(s.files.only.at("rate") == "0.5");
    CHECK(s.parameters.dialogue.mu == 0.1);
    CHECK(s.parameters.turnover.hazard == 1e-7);
    CHECK(s.parameters.issue_system.delay == 3.0);
    CHECK(s.issues.factors() == 3);
    CHECK(s.issues.groups() == 2);
    CHECK(s.issues.influence[2] == -0.3);
    CHECK(s.issues.baselines[5] == 0.1);
    CHECK(s.issues.weights[1] == Approx(1.0 / 3.0));
    CHECK_FALSE(s.measures.by_community);
    REQUIRE(s.arms.size() == 3);
    CHECK(s.arms[0].arm == "control");
    const Program& program = s.arms[1];
    CHECK(program.budget == 12.5);
    REQUIRE(program.activities.size() == 2);
    CHECK(program.activities[0].share == Approx(2.0 / 3.0));
    CHECK(program.activities[0].select == Activity::by_degree);
    CHECK(program.activities[0].hours[systems_thinking] == 8.0);
    CHECK(program.activities[0].hours[on_skill] == 0.5);
    CHECK(s.arms[2].preset == "network-development");
    CHECK(s.arms[2].activities.size() == preset_activities("network-development").size());
}

TEST_CASE("a scenario written and read again is the same scenario") {
    const Scenario before = parse(full_scenario, {"dialogue.beta=0.1234567890123456789",
                                                  "trust.delta=-0.0", "trust.eta=1e-300"});
    const std::string text = to_toml(before);
    const Scenario after = parse_scenario(text, "again.toml", "/elsewhere", {});
    CHECK(to_toml(after) == text);

    CHECK(after.title == before.title);
    for_each_row(before, [&](const auto& section, const auto& row) {
        CAPTURE(key_of(row));
        CHECK(parameter_text(after, key_of(row)) == value_text(section, row));
    });
    CHECK(after.parameters.dialogue.beta == before.parameters.dialogue.beta);
    CHECK_FALSE(std::signbit(after.parameters.trust.delta));
    CHECK(after.files.ties == before.files.ties);
    CHECK(after.files.people == before.files.people);
    CHECK(after.files.columns == before.files.columns);
    CHECK(after.files.only == before.files.only);
    CHECK(after.issues.names == before.issues.names);
    CHECK(after.issues.influence == before.issues.influence);
    CHECK(after.issues.baselines == before.issues.baselines);
    CHECK(after.issues.weights == before.issues.weights);
    REQUIRE(after.arms.size() == before.arms.size());
    for (std::size_t a = 0; a < before.arms.size(); ++a) {
        const Program& was = before.arms[a];
        const Program& is = after.arms[a];
        CHECK(is.arm == was.arm);
        CHECK(is.preset == was.preset);
        CHECK(is.budget == was.budget);
        REQUIRE(is.activities.size() == was.activities.size());
        for (std::size_t n = 0; n < was.activities.size(); ++n) {
            CHECK(is.activities[n].name == was.activities[n].name);
            CHECK(is.activities[n].hours == was.activities[n].hours);
            CHECK(is.activities[n].share == was.activities[n].share);
            for (const Parameter<Activity>& row : Activity::rows()) {
                CHECK(value_text(is.activities[n], row) == value_text(was.activities[n], row));
            }
        }
    }
}

TEST_CASE("numbers are written so that they read back with the same bits") {
    for (const double number :
         {0.1, 1.0 / 3.0, 20.0, 1e-9, 1e20, 0x1p53, std::numeric_limits<double>::denorm_min()}) {
        const Scenario s = parse(issues("[[0, 0], [0, " + value_text(number) + "]]", "[0, 0]"));
        CHECK(s.issues.influence[3] == number);
    }
}

TEST_CASE("every embedded preset reads, has its three arms, and survives writing") {
    for (const EmbeddedPreset& preset : embedded_presets()) {
        CAPTURE(preset.name);
        const Scenario scenario = load_scenario(std::string(preset.name), {});
        CHECK_FALSE(scenario.title.empty());
        REQUIRE(scenario.arms.size() == 3);
        CHECK(scenario.arms[0].arm == "control");
        CHECK(scenario.arms[1].arm == "leader-development");
        CHECK(scenario.arms[2].arm == "network-development");
        const std::string text = to_toml(scenario);
        CHECK(to_toml(parse_scenario(text, "x.toml", "", {})) == text);
    }
    CHECK(preset_titles().size() == embedded_presets().size());
}

TEST_CASE("a value outside its range is refused with file, line and range") {
    CHECK(refusal("\n\n[dialogue]\nmu = 2\n") == "x.toml:4: dialogue.mu = 2 is outside [0, 1]");
    CHECK(refusal("months = 0") == "x.toml:1: months = 0 is outside [1, 12000]");
    CHECK(refusal("months = 1e300") == "x.toml:1: months = 1e+300 is outside [1, 12000]");
    CHECK(refusal("seed = 9007199254740993") ==
          "x.toml:1: seed = 9007199254740993 is outside [0, 9007199254740992]");
    CHECK(refusal("[network]\npeople = 0") ==
          "x.toml:2: network.people = 0 is outside [2, 100000000]");
    CHECK(refusal("[network]\npeople = 2") == "accepted");
}

TEST_CASE("a value of the wrong type is refused") {
    CHECK(refusal("[dialogue]\nmu = \"x\"") == "x.toml:2: dialogue.mu = \"x\" is not a number");
    CHECK(refusal("[dialogue]\nmu = \"a\\nb\"") ==
          "x.toml:2: dialogue.mu = \"a\\u000ab\" is not a number");
    CHECK(refusal("[dialogue]\nmu = [1]") == "x.toml:2: dialogue.mu = [...] is not a number");
    CHECK(refusal("[dialogue.mu]") == "x.toml:1: dialogue.mu = {...} is not a number");
    CHECK(refusal("[dialogue]\nmu = true") == "x.toml:2: dialogue.mu = true is not a number");
    CHECK(refusal("[dialogue]\nmu = 1979-05-27") ==
          "x.toml:2: dialogue.mu = 1979-05-27 is not a number");
    CHECK(refusal("[dialogue]\nmu = nan") == "x.toml:2: dialogue.mu = nan is not a finite number");
    CHECK(refusal("[dialogue]\nmu = -inf") ==
          "x.toml:2: dialogue.mu = -inf is not a finite number");
    CHECK(refusal("months = 3.5") == "x.toml:1: months = 3.5 is not a whole number");
    CHECK(refusal("months = \"3\"") == "x.toml:1: months = \"3\" is not a number");
    CHECK(refusal("[measures]\nby_community = 1") ==
          "x.toml:2: measures.by_community = 1 is not true or false");
    CHECK(refusal("title = 3") == "x.toml:1: title = 3 is not text");
    CHECK(refusal("dialogue = 3") == "x.toml:1: dialogue = 3 is not a table");
    CHECK(refusal("[network.only]\nx = true") ==
          "x.toml:2: network.only.x = true is not text or a number");
    CHECK(refusal("[network]\nties = 3") == "x.toml:2: network.ties = 3 is not text");
}

TEST_CASE("a whole number may be written as a real one, and the other way round") {
    CHECK(parse("months = 3.0").run.months == 3);
    CHECK(parse("[dialogue]\nmu = 1").parameters.dialogue.mu == 1.0);
}

TEST_CASE("an unknown choice is refused with the choices there are") {
    CHECK(refusal("[network]\ngenerator = \"rings\"") ==
          "x.toml:2: network.generator = \"rings\" is not one of organizations, erdos-renyi, "
          "watts-strogatz, barabasi-albert, "
          "stochastic-block, configuration, complete, ring");
    CHECK(refusal("[network]\ngenerator = 2") ==
          "x.toml:2: network.generator = 2 is not one of organizations, erdos-renyi, "
          "watts-strogatz, barabasi-albert, "
          "stochastic-block, configuration, complete, ring");
}

TEST_CASE("an unknown key or table is refused with the nearest name") {
    CHECK(refusal("[dialogue]\n\nmew = 1") ==
          "x.toml:3: unknown key dialogue.mew; did you mean dialogue.mu?");
    CHECK(refusal("[dialog]\nmu = 1") == "x.toml:1: unknown table dialog; did you mean dialogue?");
    CHECK(refusal("month = 3") == "x.toml:1: unknown key month; did you mean months?");
    CHECK(refusal("[network]\nonyl = { a = 1 }") ==
          "x.toml:2: unknown table network.onyl; did you mean network.only?");
    CHECK(refusal("[issue_system]\nfactor = []") ==
          "x.toml:2: unknown table issue_system.factor; did you mean issue_system.factors?");
    CHECK(refusal("quite_another_thing = 3") == "x.toml:1: unknown key quite_another_thing");
}

TEST_CASE("a known name in the wrong table is told where it belongs") {
    CHECK(refusal("mu = 0.3") == "x.toml:1: unknown key mu; did you mean dialogue.mu?");
    CHECK(refusal("[network]\nmonths = 3") ==
          "x.toml:2: unknown key network.months; did you mean months?");
}

TEST_CASE("what is not TOML is refused with file and line, in one line") {
    CHECK(refusal("months = 3\n[network\npeople = 1") ==
          "x.toml:2: Error while parsing table header: expected ']', saw '\\n'");
    CHECK(refusal("months = 3\nmonths = 4") ==
          "x.toml:2: Error while parsing key-value pair: cannot redefine existing integer "
          "'months'");
    // These trip assertions of toml++ (marzer/tomlplusplus#301 is one).
    const std::string unforeseen = ":3: this line is not TOML";
    CHECK(refusal("months = 3\n\n[[[1]]]\n\n") == "x.toml" + unforeseen);
    CHECK(refusal("months = 3\n\n[=]") == "x.toml" + unforeseen);
    CHECK(refusal("months = 3\n\n[\nnetwork]") == "x.toml" + unforeseen);
    CHECK(refusal("months = 3\n\ntitle = [}]") == "x.toml" + unforeseen);
}

// toml++ 3.3 tells the compiler that these letters never come where a space may (marzer/tomlplusplus#190, #295),
// so that a build with UndefinedBehaviorSanitizer ended here.
TEST_CASE("letters of any script are refused outside texts and taken within, by line") {
    for (const std::string letter :
         {"\u00a7", "\u00e9", "\u0436", "\u2c5e", "\u3042", "\ufb26", "\ufedf", "\ufefe"}) {
        INFO(letter);
        CHECK_THAT(refusal("months = 3\n" + letter + "title = [design ?g]"),
                   Catch::Matchers::StartsWith("x.toml:2: Error while parsing root table: "));
        CHECK_THAT(refusal("months = 3\nseed = 1" + letter + "\n"),
                   Catch::Matchers::StartsWith("x.toml:2: Error while parsing"));
        CHECK_THAT(refusal("months = 3\nseed = " + letter),
                   Catch::Matchers::StartsWith("x.toml:2: "));
        CHECK_THAT(set_refusal("months=" + letter),
                   Catch::Matchers::StartsWith("--set months=" + letter + ": months = "));
        CHECK(parse("title = \"\"\"\\\n " + letter + "\"\"\" # " + letter).title == letter);
        CHECK(parse("", {"title=" + letter + " 1"}).title == letter + " 1");
    }
}

TEST_CASE("the flag --set changes what the file says, in order") {
    const Scenario s =
        parse(full_scenario, {"dialogue.mu=0.5", "dialogue.mu = .25", "network.generator=complete",
                              "title=Another", "months=7", "measures.by_community=true",
                              "network.columns.sector=7", "network.only.year=007",
                              "program.lab.budget=40", "program.lab.one.select=\"random\"",
                              "program.lab.one.hours.bridging=2", "program.control.budget=0"});
    CHECK(s.parameters.dialogue.mu == 0.25);
    CHECK(s.network.generator == NetworkParameters::complete);
    CHECK(s.title == "Another");
    CHECK(s.run.months == 7);
    CHECK(s.measures.by_community);
    CHECK(s.files.columns.at("sector") == "7");
    CHECK(s.files.only.at("year") == "007");
    CHECK(s.arms[1].budget == 40.0);
    CHECK(s.arms[1].activities[0].select == Activity::at_random);
    CHECK(s.arms[1].activities[0].hours[bridging] == 2.0);
}

TEST_CASE("the flag --set of program.*.budget is the budget of every arm that spends") {
    const Scenario s = parse(full_scenario, {"program.*.budget=40"});
    CHECK(s.arms[0].budget == 0.0);
    CHECK(s.arms[1].budget == 40.0);
    CHECK(set_refusal("program.*.budget=2").find("unknown key program.*.budget") !=
          std::string::npos);
}

TEST_CASE("the flag --set of an activity's share is a part of the whole again") {
    const Scenario s = parse(full_scenario, {"program.lab.two.share=0.6"});
    CHECK(s.arms[1].activities[0].share == Approx(0.25));
    CHECK(s.arms[1].activities[1].share == Approx(0.75));
}

TEST_CASE("paths in --set start at the current folder, and an empty one takes the file away") {
    const Scenario s = parse(full_scenario, {"network.ties=t.csv", "network.people_file="});
    CHECK(s.files.ties == (std::filesystem::current_path() / "t.csv").string());
    CHECK(s.files.people.empty());
}

TEST_CASE("the flag --set of text takes the words as they are typed") {
    CHECK(parse("", {"title=3"}).title == "3");
    CHECK(parse("", {"title=2020-01-01"}).title == "2020-01-01");
    CHECK(parse("", {"title=\"in quotes\""}).title == "in quotes");
    CHECK(parse("", {"title=a = b"}).title == "a = b");
    CHECK(parse("", {"title=1\nmonths = 2"}).title == "1\nmonths = 2");
    CHECK(parse("", {"title=1\nmonths = 2"}).run.months == 60);
    CHECK(parse("", {"title=1\n[="}).title == "1\n[=");
}

TEST_CASE("the flag --set is refused in its own words") {
    CHECK(set_refusal("dialogue.mu=2") == "--set dialogue.mu=2: dialogue.mu = 2 is outside [0, 1]");
    CHECK(set_refusal("dialogue.mu=x") ==
          "--set dialogue.mu=x: dialogue.mu = \"x\" is not a number");
    CHECK(set_refusal("dialogue.mu=0,3") ==
          "--set dialogue.mu=0,3: dialogue.mu = \"0,3\" is not a number; write 0.3");
    CHECK(set_refusal("dialogue.mu=") == "--set dialogue.mu=: dialogue.mu = \"\" is not a number");
    CHECK(set_refusal("dialogue.mu=nan") ==
          "--set dialogue.mu=nan: dialogue.mu = nan is not a finite number");
    CHECK(set_refusal("months=1.5") == "--set months=1.5: months = 1.5 is not a whole number");
    CHECK(set_refusal("dialogue.mew=1") ==
          "--set dialogue.mew=1: unknown key dialogue.mew; did you mean dialogue.mu?");
    CHECK(set_refusal("network.generator=rings") ==
          "--set network.generator=rings: network.generator = \"rings\" is not one of "
          "organizations, erdos-renyi, watts-strogatz, barabasi-albert, "
          "stochastic-block, configuration, complete, ring");
    CHECK(set_refusal("months=[}]") == "--set months=[}]: months = \"[}]\" is not a number");
    CHECK(set_refusal("title=\xff") == "--set title=\xff is not UTF-8 text");
    CHECK(set_refusal("network.only.\xff=1") == "--set network.only.\xff=1 is not UTF-8 text");
    CHECK(set_refusal("dialogue.mu") == "--set dialogue.mu: write it as key=value");
    CHECK(set_refusal("=3") == "--set =3: write it as key=value");
    CHECK(refusal(lab, {"program.lab.a.overheat=2"}) ==
          "--set program.lab.a.overheat=2: unknown key program.lab.a.overheat; did you mean "
          "program.lab.a.overhead?");
    CHECK(refusal(lab, {"program.lap.budget=2"}) ==
          "--set program.lap.budget=2: unknown key program.lap.budget; did you mean "
          "program.lab.budget?");
    CHECK(refusal(lab, {"program.lab.a.overhead=-1"}) ==
          "--set program.lab.a.overhead=-1: program.lab.a.overhead = -1 is outside [0, 10000000]");
}

TEST_CASE("checks across keys name the place where the last of them was given") {
    CHECK(refusal("[person]\nvalues_community = 0.6\nvalues_culture = 0.5") ==
          "x.toml:3: person.values_community + person.values_culture = 1.1 is outside [0, 1]");
    CHECK(refusal("[person]\nvalues_community = 0.6", {"person.values_culture=0.5"}) ==
          "--set person.values_culture=0.5: person.values_community + person.values_culture = 1.1 "
          "is outside [0, 1]");
    CHECK(refusal("[person]\nskill_low = 0.5") ==
          "x.toml:2: person.skill_low = 0.5 is above person.skill_high = 0.3");
    CHECK(refusal("[learning]\nreflect = 0.75") ==
          "x.toml:2: learning.reflect + learning.reflect_learned = 1.25 is outside [0, 1]");
    CHECK(refusal("[learning]\nreflect = 0.5") == "accepted");
}

TEST_CASE("data of the issue system come together or not at all") {
    CHECK(refusal("[issue_system]\nfactors = [\"a\", \"b\"]") ==
          "x.toml:2: issue_system.factors needs issue_system.influence as well");
    CHECK(refusal("[issue_system]\nfactors = [\"a\", \"b\"]\ninfluence = [[0, 0], [0, 0]]") ==
          "x.toml:2: issue_system.factors needs issue_system.baselines as well");
    CHECK(refusal("[issue_system]\nweights = [1, 2]") ==
          "x.toml:2: issue_system.weights needs issue_system.factors as well");
}

TEST_CASE("baselines may be one row for all groups, and weights default to equal ones") {
    const Scenario one = parse(issues("[[0, 0], [0, 0]]", "[0.1, 0.2]"));
    CHECK(one.issues.groups() == 1);
    CHECK(one.issues.weights == std::vector<double>{0.5, 0.5});
    CHECK(parse(issues("[[0, 0], [0, 0]]", "[[0.1, 0.2]]")).issues.baselines ==
          one.issues.baselines);
}

TEST_CASE("weights that sum to 1 but for rounding keep their bits") {
    const Scenario s = parse(
        "[issue_system]\nfactors = [\"a\", \"b\", \"c\"]\nbaselines = [0, 0, 0]\n"
        "influence = [[0, 0, 0], [0, 0, 0], [0, 0, 0]]\nweights = [0.7, 0.2, 0.1]");
    CHECK(s.issues.weights == std::vector<double>{0.7, 0.2, 0.1});
}

TEST_CASE("wrong data of the issue system are refused") {
    CHECK(refusal("[issue_system]\nfactors = [\"a\"]") ==
          "x.toml:2: issue_system.factors has 1 name: it must have 2 to 16");
    CHECK(refusal("[issue_system]\nfactors = [\"a\", \"a\"]") ==
          "x.toml:2: issue_system.factors has \"a\" twice");
    CHECK(refusal("[issue_system]\nfactors = [\"a\", \"\"]") ==
          "x.toml:2: issue_system.factors has an empty name");
    CHECK(refusal("[issue_system]\nfactors = \"a\"") ==
          "x.toml:2: issue_system.factors = \"a\" is not an array");
    CHECK(refusal(issues("[[0, 0]]", "[0, 0]")) ==
          "x.toml:3: issue_system.influence has 1 row, but there are 2 factors");
    CHECK(refusal(issues("[[0, 0],\n [0]]", "[0, 0]")) ==
          "x.toml:4: issue_system.influence, row 2 has 1 number, but there are 2 factors");
    CHECK(refusal(issues("[[0, nan], [0, 0]]", "[0, 0]")) ==
          "x.toml:3: issue_system.influence, row 1, number 2 = nan is not a finite number");
    CHECK(refusal(issues("[0, 0]", "[0, 0]")) ==
          "x.toml:3: issue_system.influence, row 1 = 0 is not an array");
    CHECK(refusal(issues("[[0, 0], [0, 0]]", "[[0, 2]]")) ==
          "x.toml:4: issue_system.baselines, row 1, number 2 = 2 is outside [0, 1]");
    CHECK(refusal(issues("[[0, 0], [0, 0]]", "[]")) ==
          "x.toml:4: issue_system.baselines has no row");
    CHECK(refusal(issues("[[0, 0], [0, 0]]", "[0, 0]", "weights = [0, 0]")) ==
          "x.toml:5: issue_system.weights sum to 0");
    CHECK(refusal(issues("[[0, 0], [0, 0]]", "[0, 0]", "weights = [1, -1]")) ==
          "x.toml:5: issue_system.weights, number 2 = -1 is outside [0, 1000000000]");
}

TEST_CASE("a control comes first unless there is one, which then stays where it is") {
    const Scenario s = parse(
        "[[program]]\narm = \"none\"\npreset = \"none\"\n[[program]]\n"
        "arm = \"control\"");
    REQUIRE(s.arms.size() == 2);
    CHECK(s.arms[0].arm == "none");
    CHECK(s.arms[1].arm == "control");
}

TEST_CASE("activities that are given replace those of the preset, which is still recorded") {
    const Scenario s = parse(
        "[[program]]\narm = \"x\"\npreset = \"leader-development\"\n"
        "activity = [{ name = \"mine\", share = 0.5, overhead = 1 }]");
    CHECK(s.arms[1].preset == "leader-development");
    REQUIRE(s.arms[1].activities.size() == 1);
    CHECK(s.arms[1].activities[0].name == "mine");
    CHECK(s.arms[1].activities[0].share == 1.0);
}

TEST_CASE("a wrong program is refused") {
    CHECK(refusal("[[program]]\nbudget = 2") == "x.toml:1: program.arm is missing");
    CHECK(refusal("[[program]]\narm = \"\"") == "x.toml:2: program.arm is empty");
    CHECK(refusal("[[program]]\narm = \"a\"\n[[program]]\narm = \"a\"") ==
          "x.toml:3: program.arm = \"a\" is taken by x.toml:1");
    CHECK(refusal("[program]\narm = \"a\"") == "x.toml:1: program is one table; write [[program]]");
    CHECK(refusal("[[programs]]\narm = \"a\"") ==
          "x.toml:1: [[programs]] is not a table; did you mean [[program]]?");
    CHECK(refusal("program = [1]") == "x.toml:1: program = 1 is not a table");
    CHECK(refusal("[[program]]\narm = \"a\"\nbugdet = 2") ==
          "x.toml:3: unknown key program.bugdet; did you mean program.budget?");
    CHECK(refusal("[[program]]\narm = \"a\"\nbudget = -1") ==
          "x.toml:3: program.budget = -1 is outside [0, 1000000]");
    CHECK(refusal("[[program]]\narm = \"a\"\npreset = \"leader\"") ==
          "x.toml:3: program.preset = \"leader\" is not one of none, leader-development, "
          "team-development, organization-development, community-development, "
          "network-development, hybrid");
    CHECK(refusal("[[program]]\narm = \"a\"\nbudget = 2") ==
          "x.toml:1: program \"a\" has a budget of 2 but neither preset nor activity");
}

TEST_CASE("a wrong activity is refused") {
    CHECK(refusal("[[program]]\narm = \"a\"\n[[program.activity]]\nshare = 1") ==
          "x.toml:3: program.activity.name is missing");
    CHECK(refusal(lab + "partcipants = 2") ==
          "x.toml:7: unknown key program.activity.partcipants; did you mean "
          "program.activity.participants?");
    CHECK(refusal(lab + "participants = 0") ==
          "x.toml:7: program.activity.participants = 0 is outside [1, 10000000]");
    CHECK(refusal(lab + "hours = { skil = 2 }") ==
          "x.toml:7: unknown key program.activity.hours.skil; did you mean "
          "program.activity.hours.skill?");
    CHECK(refusal(lab + "hours = { skill = 10001 }") ==
          "x.toml:7: program.activity.hours.skill = 10001 is outside [0, 10000]");
    CHECK(refusal(lab + "share = 0") ==
          "x.toml:1: program \"lab\" has activities whose shares sum to 0");
    CHECK(refusal(lab + "[[program.activity]]\nname = \"a\"\noverhead = 1") ==
          "x.toml:1: program \"lab\" has two activities \"a\"");
    CHECK(refusal(lab, {"program.lab.a.overhead=0"}) ==
          "--set program.lab.a.overhead=0: program \"lab\" cannot spend on activity \"a\": its "
          "price is 0");
    // Without a budget it would teach for nothing.
    CHECK(
        refusal(lab, {"program.lab.a.overhead=0", "program.lab.budget=0"}) ==
        "--set program.lab.budget=0: program \"lab\" cannot spend on activity \"a\": its price is "
        "0");
}

TEST_CASE("a file is read from disk, with paths relative to it") {
    const auto folder = std::filesystem::temp_directory_path() /
                        ("colead_scenario_file_test." + std::to_string(getpid()));
    std::filesystem::create_directories(folder);
    const std::string name = (folder / "s.toml").string();
    std::ofstream(name) << "title = \"T\"\n[network]\nties = \"t.csv\"\n";
    CHECK(load_scenario(name, {}).files.ties == (folder / "t.csv").string());
    std::ofstream(name) << "\nmonths = 0\n";
    CHECK(load_refusal(name) == name + ":2: months = 0 is outside [1, 12000]");
    std::filesystem::remove_all(folder);
}

TEST_CASE("a file that cannot be read is a file error with its reason") {
    const std::string folder = std::filesystem::temp_directory_path().string();
    CHECK_THROWS_AS(load_scenario(folder, {}), FileError);
    CHECK_THROWS_WITH(load_scenario(folder, {}), "cannot read '" + folder + "': Is a directory");
}

TEST_CASE("a name that is neither file nor preset is refused with the nearest preset") {
    CHECK(load_refusal("lawrence-community-work") ==
          "'lawrence-community-work' is neither a file nor a preset; did you mean "
          "lawrence-community-works?");
    CHECK(load_refusal("nowhere/at/all.toml") ==
          "'nowhere/at/all.toml' is neither a file nor a preset");
}

}  // namespace colead
