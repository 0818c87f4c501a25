// What a user can get wrong: each is told in one line that names file, line, key and range where
// there are such, with exit 2 (usage or input) or 3 (file or disk); nothing is overwritten or left.
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Words = std::vector<std::string>;

namespace {

// Runs, and checks that the program refuses with this code in one line that holds all of `parts`,
// prints nothing else, and leaves the folder as it was.
void refuses(const Workplace& place, const Words& words, int code, const Words& parts) {
    std::string line;
    for (const std::string& word : words) {
        line += ' ' + word;
    }
    INFO("colead" << line);
    const Words before = place.files();
    const Ran ran = place.run(words);
    CHECK(ran.code == code);
    CHECK(ran.out.empty());
    INFO(ran.err);
    CHECK(ran.err.size() > 1);
    CHECK(ran.err.find('\n') == ran.err.size() - 1);
    for (const std::string& part : parts) {
        CHECK_THAT(ran.err, Catch::Matchers::ContainsSubstring(part));
    }
    CHECK(place.files() == before);
}

// A scenario file in which the given text stands from line 5 on.
void write_scenario(const Workplace& place, const std::string& text) {
    place.write("town.toml", "months = 2\nburn_in = 1\nreplicates = 1\n\n" + text);
}

void refuses_scenario(const std::string& text, const Words& parts) {
    const Workplace place;
    write_scenario(place, text);
    refuses(place, {"check", "town.toml"}, 2, parts);
    refuses(place, {"compare", "town.toml", "-o", "out.h5"}, 2, parts);
}

void refuses_setting(const Words& flags, const Words& parts) {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    Words words = {"compare", "town.toml", "-o", "out.h5"};
    words.insert(words.end(), flags.begin(), flags.end());
    refuses(place, words, 2, parts);
}

void refuses_files(const std::string& people, const std::string& ties, const Words& parts) {
    const Workplace place;
    write_scenario(place, "[network]\nties = \"ties.csv\"\npeople_file = \"people.csv\"\n");
    place.write("people.csv", people);
    place.write("ties.csv", ties);
    refuses(place, {"compare", "town.toml", "-o", "out.h5"}, 2, parts);
}

}  // namespace

TEST_CASE("an unknown key is refused with the nearest one", "[system]") {
    refuses_scenario("[dialogue]\nmew = 0.3\n",
                     {"town.toml:6: unknown key dialogue.mew; did you mean dialogue.mu?"});
    refuses_scenario("[dialog]\nmu = 0.3\n", {"town.toml:5: unknown table dialog", "dialogue"});
    refuses_setting({"--set", "network.peopel=3"},
                    {"--set network.peopel=3: unknown key", "did you mean network.people?"});
}

TEST_CASE("a value out of range is refused with its range", "[system]") {
    refuses_scenario("[dialogue]\nmu = 2\n", {"town.toml:6: dialogue.mu = 2 is outside [0, 1]"});
    refuses_setting({"--set", "trust.eta=-0.1"},
                    {"--set trust.eta=-0.1: trust.eta = -0.1 is outside [0, 1]"});
}

TEST_CASE("a scenario with a value of the wrong type is refused", "[system]") {
    refuses_scenario("[dialogue]\nmu = \"much\"\n",
                     {"town.toml:6: dialogue.mu = \"much\" is not a number"});
    refuses_scenario("[network]\npeople = 10.5\n",
                     {"town.toml:6: network.people = 10.5 is not a whole number"});
    refuses_scenario("dialogue = 3\n", {"town.toml:5: dialogue = 3 is not a table"});
}

TEST_CASE("text that is not TOML is refused with its line", "[system]") {
    refuses_scenario("[dialogue\nmu = 0.3\n", {"town.toml:5: "});
}

TEST_CASE("NaN is refused wherever it stands", "[system]") {
    refuses_scenario("[dialogue]\nmu = nan\n",
                     {"town.toml:6: dialogue.mu = nan is not a finite number"});
    refuses_setting({"--set", "trust.eta=nan"}, {"trust.eta = nan is not a finite number"});
    refuses_files("id,openness\n1,.5\n2,nan\n", "1,2\n",
                  {"people.csv:3: openness = nan is not a number in [0, 1]"});
    refuses_files("id\n1\n2\n", "ego,alter,trust\n1,2,NaN\n",
                  {"ties.csv:2: trust = NaN is not a number in [0, 1]"});
}

TEST_CASE("an id that occurs twice is refused with both lines", "[system]") {
    refuses_files("id\n1\n2\n1\n", "1,2\n",
                  {"people.csv:4: id = 1 is given twice, first in line 2"});
}

TEST_CASE("a tie to nobody is refused", "[system]") {
    refuses_files("id\n1\n2\n", "1,2\n2,3\n", {"ties.csv:2: tie 2, 3: 3 has no row in people.csv"});
}

TEST_CASE("a tie to oneself is refused", "[system]") {
    refuses_files("id\n1\n2\n", "1,2\n2,2\n", {"ties.csv:2: tie 2, 2: a tie to oneself"});
}

TEST_CASE("an empty network is refused", "[system]") {
    refuses_files("id\n1\n2\n", "", {"ties.csv: no ties: the file is empty"});
    refuses_files("id\n1\n2\n", "ego,alter\n", {"ties.csv: no ties"});
    refuses_files("", "1,2\n", {"people.csv: no people: the file is empty"});
    refuses_files("id\n", "1,2\n", {"people.csv: no people"});
    refuses_scenario("[network]\npeople = 0\n",
                     {"town.toml:6: network.people = 0 is outside [2, 100000000]"});
}

TEST_CASE("one person is refused", "[system]") {
    refuses_scenario("[network]\npeople = 1\n", {"town.toml:6: network.people = 1", "[2, 1"});
    refuses_setting({"--set", "network.people=1"}, {"network.people = 1", "[2, 1"});
    const Workplace place;
    write_scenario(place,
                   "[network]\nties = \"ties.csv\"\npeople_file = \"people.csv\"\n"
                   "oddities = \"skip\"\n");
    place.write("people.csv", "id\n1\n");
    place.write("ties.csv", "1,1\n1,2\n");
    refuses(place, {"compare", "town.toml", "-o", "out.h5"}, 2, {"ties.csv: none of 2 lines"});
}

TEST_CASE("an unknown measure to stop by is refused with its place and the nearest one",
          "[system]") {
    refuses_scenario("[until]\nci = 0.1\nmeasure = \"reslt\"\n",
                     {"town.toml:7: until.measure: unknown measure reslt; did you mean result?"});
}

TEST_CASE("a flag that the command does not know is refused with the nearest of its own",
          "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    refuses(place, {"compare", "town.toml", "--replicate", "3"}, 2,
            {"compare: unknown flag --replicate; did you mean --replicates?"});
    refuses(place, {"compare", "--seeed=3", "town.toml"}, 2,
            {"compare: unknown flag --seeed; did you mean --seed?"});
    refuses(place, {"compare", "town.toml", "--arm", "control"}, 2,
            {"compare: unknown flag --arm; did you mean --arms?"});
    // Also where another is missing.
    refuses(place, {"run", "town.toml", "--arn", "control"}, 2,
            {"run: unknown flag --arn; did you mean --arm?"});
    refuses(place, {"compare", "town.toml", "-x"}, 2,
            {"compare: unknown flag -x; see colead compare --help"});
    refuses(place, {"compare", "town.toml", "one", "two"}, 2, {"compare: not expected: one two;"});
    refuses(place, {"params", "--json", "--markdown"}, 2, {"--markdown", "--json"});
}

TEST_CASE("ranges of flags are told as people write numbers", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    refuses(place, {"compare", "town.toml", "--save-every", "-1"}, 2,
            {"--save-every: -1 is not a number in [0, 86400]"});
    refuses(place, {"leverage", "town.toml", "--step", "0,5"}, 2,
            {"--step: 0,5 is not a number in [0.01, 50]; write 0.5"});
}

TEST_CASE("zero months are refused", "[system]") {
    refuses_setting({"--months", "0"}, {"months = 0 is outside [1, 12000]"});
    const Workplace place;
    place.write("town.toml", "months = 0\n");
    refuses(place, {"compare", "town.toml"}, 2, {"town.toml:1: months = 0 is outside [1, 12000]"});
}

TEST_CASE("more people than memory are refused at once", "[system]") {
    // With so many ties that no machine of today has the memory.
    refuses_scenario("[network]\npeople = 100000000\ndegree = 1000\n",
                     {"town.toml:6: network.people = 100000000 needs about", "GB of memory"});
    refuses_setting({"--set", "network.people=100000000", "--set", "network.degree=1000"},
                    {"network.people = 100000000 needs about", "GB of memory"});
    refuses_setting({"--set", "network.people=1000000000"},
                    {"network.people = 1000000000 is outside"});
}

TEST_CASE("an unstable issue system is refused with its spectral radius", "[system]") {
    refuses_scenario(
        "[issue_system]\nfactors = [\"jobs\", \"safety\"]\n"
        "influence = [[1.5, 0], [0, 0.1]]\nbaselines = [0.1, 0.1]\n",
        {"town.toml:7: issue_system.influence", "spectral radius 1.5", "below 1"});
}

TEST_CASE("an output that exists is refused and stays as it was", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    place.write("out.h5", "mine");
    refuses(place, {"compare", "town.toml", "-o", "out.h5"}, 3,
            {"'out.h5' exists; --overwrite replaces it"});
    refuses(place, {"run", "town.toml", "--arm", "control", "-o", "out.h5"}, 3,
            {"'out.h5' exists"});
    CHECK(place.read("out.h5") == "mine");
    // What cannot be run does not overwrite either.
    refuses(place, {"compare", "town.toml", "-o", "out.h5", "--overwrite", "--months", "0"}, 2,
            {"months = 0"});
    CHECK(place.read("out.h5") == "mine");
}

TEST_CASE("a result never replaces what it is made from", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\nties = \"ties.csv\"\n");
    place.write("ties.csv", "a,b\nb,c\nc,a\n");
    for (const std::string input : {"town.toml", "ties.csv"}) {
        refuses(place, {"compare", "town.toml", "-o", input, "--overwrite"}, 2,
                {"would replace", input, "which it is made from"});
        refuses(place, {"run", "town.toml", "--arm", "control", "-o", input, "--overwrite"}, 2,
                {"would replace", input});
    }
    place.write("points.csv", "dialogue.mu\n0.1\n0.2\n");
    write_scenario(place, "[design]\nkind = \"list\"\nfile = \"points.csv\"\n");
    refuses(place, {"sweep", "town.toml", "-o", "points.csv", "--overwrite"}, 2,
            {"would replace 'points.csv'"});
}

TEST_CASE("a factor that a list of points has twice is refused before any world is run",
          "[system]") {
    const Workplace place;
    place.write("points.csv", "dialogue.mu,dialogue.mu\n0.1,0.2\n");
    write_scenario(place, "[design]\nkind = \"list\"\nfile = \"points.csv\"\n");
    for (const char* command : {"check", "sweep"}) {
        refuses(place, {command, "town.toml"}, 2, {"points.csv", "dialogue.mu is there twice"});
    }
}

TEST_CASE("files of people, and words about them, want a file of ties", "[system]") {
    for (const std::string text :
         {"people_file = \"people.csv\"", "columns.culture = \"2\"", "only.culture = \"2\""}) {
        refuses_scenario("[network]\n" + text + "\n", {"without network.ties"});
    }
}

TEST_CASE("an output that cannot be written is refused before any work", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    // So long that a test would not come back from the work.
    const Words long_run = {"compare", "town.toml", "--replicates", "1000000", "-o"};
    const auto to = [&](const std::string& out) {
        Words words = long_run;
        words.push_back(out);
        return words;
    };
    refuses(place, to("town.toml/out.h5"), 3, {"'town.toml/out.h5' cannot be written"});
    std::filesystem::create_directory(place.path("folder"));
    refuses(place, to("folder"), 3, {"'folder' cannot be written: it is a folder"});
    refuses(place, to("folder/"), 3, {"'folder/' cannot be written"});
    refuses(place, to("/proc/nothing/out.h5"), 3, {"'/proc/nothing/out.h5' cannot be written"});
}

TEST_CASE("a missing file is refused by name", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\nties = \"ties.csv\"\n");
    refuses(place, {"compare", "town.toml"}, 3, {"cannot read", "ties.csv", "No such file"});
    refuses(place, {"compare", "twon.toml"}, 2, {"'twon.toml' is neither a file nor a preset"});
    refuses(place, {"export", "out.h5", "--csv", "csv"}, 3, {"'out.h5' does not exist"});
    refuses(place, {"export", "town.toml", "--csv", "csv"}, 2,
            {"'town.toml' is not a results file"});
}

TEST_CASE("an unknown preset is refused with the nearest one, or with all there are", "[system]") {
    const Workplace place;
    refuses(place, {"compare", "lawrence-comunity-works"}, 2,
            {"'lawrence-comunity-works'", "did you mean lawrence-community-works?"});
    refuses_scenario("[[program]]\narm = \"a\"\npreset = \"leader-developing\"\n",
                     {"town.toml:7: program.preset = \"leader-developing\"", "leader-development",
                      "network-development"});
}

TEST_CASE("an unknown arm is refused with the arms there are", "[system]") {
    refuses_setting({"--arms", "control,hybird"},
                    {"--arms: unknown arm \"hybird\"; the scenario has control"});
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    refuses(place, {"run", "town.toml", "--arm", "contorl"}, 2,
            {"--arm contorl: unknown arm; the scenario has control"});
}

TEST_CASE("words and flags that the program does not know are refused in one line", "[system]") {
    const Workplace place;
    write_scenario(place, "[network]\npeople = 50\n");
    refuses(place, {"comapre", "town.toml"}, 2, {"comapre", "compare"});
    refuses(place, {}, 2, {});
    refuses(place, {"compare"}, 2, {"scenario"});
    refuses(place, {"run", "town.toml"}, 2, {"--arm"});
    refuses(place, {"compare", "town.toml", "--fast"}, 2, {"--fast"});
    refuses(place, {"compare", "town.toml", "--threads", "many"}, 2, {"--threads", "many", "1024"});
    refuses(place, {"compare", "town.toml", "--threads", "0"}, 2, {"--threads", "0", "1024"});
    refuses(place, {"compare", "town.toml", "--progress", "often"}, 2, {"--progress", "often"});
    refuses(place, {"compare", "town.toml", "--set", "months"}, 2,
            {"--set months: write it as key=value"});
    refuses(place, {"compare", "town.toml", "--until-measure", "reach"}, 2, {"--until-ci"});
    refuses(place, {"compare", "town.toml", "--seed", "one"}, 2, {"seed", "one", "number"});
    refuses(place, {"run", "town.toml", "--arm", "control", "--replicate", "-1"}, 2,
            {"--replicate", "-1"});
    refuses(place, {"run", "town.toml", "--arm", "control", "--snapshots", "9", "-o", "o.h5"}, 2,
            {"--snapshots: month 9 is outside [0, 2]"});
    refuses(place, {"run", "town.toml", "--arm", "control", "--snapshots", "1"}, 2,
            {"--snapshots", "-o"});
    refuses(place, {"export", "town.toml"}, 2, {"--csv"});
}
