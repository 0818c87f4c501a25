// The program as its users meet it: what it prints and stores, and what it says when they are wrong.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;
using Words = std::vector<std::string>;

namespace {

// A comparison of 60 people that takes a tenth of a second.
const std::string small = R"(title = "A small town"
months = 3
burn_in = 3
replicates = 2
[network]
people = 60
[[program]]
arm = "leader-development"
preset = "leader-development"
budget = 100.0
[[program]]
arm = "network-development"
preset = "network-development"
budget = 100.0
)";

Words with(Words words, const Words& more) {
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

bool is_one_line(const std::string& text) {
    return text.size() > 1 && text.find('\n') == text.size() - 1;
}

std::string hash_of(const Workplace& place, const Words& flags) {
    const Ran ran = place.run(with({"run", "small.toml", "--hash"}, flags));
    INFO(ran.err);
    REQUIRE(ran.code == 0);
    return ran.out;
}

}  // namespace

TEST_CASE("help and version are answered with success", "[system]") {
    const Workplace place;
    for (const Words& words : {Words{"--help"}, Words{"-h"}, Words{"compare", "--help"}}) {
        const Ran ran = place.run(words);
        CHECK(ran.code == 0);
        CHECK_THAT(ran.out, ContainsSubstring("Usage"));
        CHECK(ran.err.empty());
    }
    const Ran version = place.run({"--version"});
    CHECK(version.code == 0);
    CHECK(is_one_line(version.out));
    CHECK_THAT(version.out, ContainsSubstring("colead "));
}

TEST_CASE("scenarios lists the presets by the names that commands take", "[system]") {
    const Workplace place;
    const Ran ran = place.run({"scenarios"});
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
    const std::string preset = ran.out.substr(0, ran.out.find(' '));
    CHECK_THAT(ran.out, ContainsSubstring("lawrence-community-works"));
    CHECK(place.run({"check", preset}).code == 0);
}

TEST_CASE("params prints every parameter for people, for documents and as JSON", "[system]") {
    const Workplace place;
    const Ran text = place.run({"params"});
    const Ran markdown = place.run({"params", "--markdown"});
    const Ran json = place.run({"params", "--json"});
    for (const Ran& ran : {text, markdown, json}) {
        CHECK(ran.code == 0);
        CHECK(ran.err.empty());
        CHECK_THAT(ran.out, ContainsSubstring("dialogue.mu"));
        CHECK_THAT(ran.out, ContainsSubstring("turnover.hazard"));
    }
    CHECK_THAT(markdown.out, ContainsSubstring("| `dialogue.mu` | 0.3 |"));
    place.write("params.json", json.out);
    const std::string reader =
        "python3 -m json.tool " + place.path("params.json").string() + " > /dev/null";
    CHECK(std::system(reader.c_str()) == 0);
}

TEST_CASE("check prints a scenario that check accepts and prints again letter by letter",
          "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    for (const std::string name : {"small.toml", "lawrence-community-works"}) {
        const Ran first = place.run({"check", name, "--set", "dialogue.mu=0.123", "--seed", "9"});
        CHECK(first.code == 0);
        CHECK_THAT(first.out, ContainsSubstring("mu = 0.123\n"));
        CHECK_THAT(first.out, ContainsSubstring("seed = 9\n"));
        place.write("resolved.toml", first.out);
        const Ran second = place.run({"check", "resolved.toml"});
        CHECK(second.code == 0);
        CHECK(second.out == first.out);
    }
}

TEST_CASE("verify finds every known result and this version's bits", "[system]") {
    const Workplace place;
    const Ran ran = place.run({"verify"});
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
    CHECK_THAT(ran.out, ContainsSubstring("Friedkin & Johnsen 1990"));
    CHECK_THAT(ran.out, !ContainsSubstring("FAIL"));
    CHECK_THAT(ran.out, ContainsSubstring("all 22 known results are reproduced here"));
}

TEST_CASE("compare prints every arm, stores the results and leaves nothing else", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Ran ran = place.run({"compare", "small.toml", "-o", "new/results.h5"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK_THAT(ran.out, ContainsSubstring("A small town"));
    for (const char* arm : {"\ncontrol", "\nleader-development", "\nnetwork-development"}) {
        CHECK_THAT(ran.out, ContainsSubstring(arm));
    }
    CHECK_THAT(ran.out, ContainsSubstring("network-development minus leader-development"));
    CHECK(place.files() == Words{"new", "new/results.h5", "small.toml"});
    CHECK(place.read("new/results.h5").starts_with("\x89HDF"));
}

TEST_CASE("compare without -o names the file after the scenario, and --arms leaves out the others",
          "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Ran ran = place.run({"compare", "small.toml", "--arms", "control,network-development",
                               "--months", "2", "--replicates", "1", "-q"});
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
    CHECK_THAT(ran.out, ContainsSubstring("network-development minus control"));
    CHECK_THAT(ran.out, !ContainsSubstring("leader-development"));
    CHECK(place.files() == Words{"small.h5", "small.toml"});
}

TEST_CASE("a list of flags ends where the scenario begins", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Ran ran =
        place.run({"compare", "-q", "--arms", "control,network-development", "small.toml"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK(ran.out.find("leader-development") == std::string::npos);
}

TEST_CASE("a second run refuses to overwrite the first one's results unless asked to", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Words words = {"compare", "small.toml", "-o", "results.h5", "--seed", "3"};
    REQUIRE(place.run(words).code == 0);
    const std::string before = place.read("results.h5");
    const Ran refused = place.run(words);
    CHECK(refused.code == 3);
    CHECK(refused.out.empty());
    CHECK(refused.err == "colead: 'results.h5' exists; --overwrite replaces it\n");
    CHECK(place.read("results.h5") == before);
    CHECK(place.run(with(words, {"--overwrite"})).code == 0);
    CHECK(place.files() == Words{"results.h5", "small.toml"});
}

TEST_CASE("a whole result of other network files is not taken for this one's", "[system]") {
    const Workplace place;
    place.write("town.toml",
                "months = 2\nburn_in = 1\nreplicates = 2\n[network]\nties = \"ties.csv\"\n");
    place.write("ties.csv", "a,b\nb,c\nc,d\nd,a\n");
    const std::vector<std::string> again = {"compare", "town.toml", "-o", "town.h5", "--resume"};
    REQUIRE(place.run({"compare", "town.toml", "-o", "town.h5"}).code == 0);
    const Ran same = place.run(again);
    CHECK(same.code == 0);
    CHECK_THAT(same.err, ContainsSubstring("nothing is left to do"));
    place.write("ties.csv", "a,b\nb,c\nc,d\n");
    const Ran other = place.run(again);
    CHECK(other.code == 3);
    CHECK_THAT(other.err, ContainsSubstring("town.h5"));
}

TEST_CASE("the exported values of a comparison are the same bytes for 1 and 2 threads",
          "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    for (const std::string threads : {"1", "2"}) {
        REQUIRE(place
                    .run({"compare", "small.toml", "--replicates", "4", "--threads", threads, "-o",
                          threads + ".h5"})
                    .code == 0);
        const Ran exported = place.run({"export", threads + ".h5", "--csv", threads});
        CHECK(exported.code == 0);
        CHECK(exported.out.empty());
    }
    std::size_t compared = 0;
    for (const std::string& name : place.files()) {
        // runs.csv holds the wall time of each run.
        if (name.starts_with("1/") && name != "1/runs.csv") {
            INFO(name);
            std::string other = name;
            other[0] = '2';
            CHECK(place.read(name) == place.read(other));
            ++compared;
        }
    }
    CHECK(compared > 30);
    const std::string result = place.read("1/result.csv");
    CHECK(result.starts_with("arm,replicate,month,value\ncontrol,0,0,"));
    // Three arms, four replicates, months 0 to 3, and the heading.
    CHECK(std::count(result.begin(), result.end(), '\n') == 1 + 3 * 4 * 4);
    CHECK_THAT(place.read("1/comparison.csv"), ContainsSubstring("measure,arm,against,month"));
}

TEST_CASE("a run has one hash for 1, 2 and 7 threads and another for another seed", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    // More than one block of people, so that threads share them.
    const Words arm = {"--arm", "network-development", "--set", "network.people=1200"};
    const std::string one = hash_of(place, with(arm, {"--threads", "1"}));
    CHECK(is_one_line(one));
    CHECK(std::all_of(one.begin(), one.end() - 1, [](unsigned char c) { return isxdigit(c); }));
    CHECK(hash_of(place, with(arm, {"--threads", "2"})) == one);
    CHECK(hash_of(place, with(arm, {"--threads", "7"})) == one);
    CHECK(hash_of(place, with(arm, {"--seed", "2"})) != one);
    CHECK(hash_of(place, with(arm, {"--replicate", "1"})) != one);
    CHECK(hash_of(place, {"--arm", "control", "--set", "network.people=1200"}) != one);
}

TEST_CASE("snapshots leave the hash of a run as it is", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Words arm = {"--arm", "leader-development"};
    const std::string plain = hash_of(place, arm);
    CHECK(hash_of(place, with(arm, {"--snapshots", "0,1,3", "-o", "kept.h5"})) == plain);
    CHECK(place.files() == Words{"kept.h5", "small.toml"});
}

TEST_CASE("Ctrl-C during a comparison keeps the replicates that are complete and exits 130",
          "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    Running running = place.start({"compare", "small.toml", "--replicates", "100000", "--threads",
                                   "2", "--progress", "always", "-o", "part.h5"});
    // The bar tells the time left once an arm-run is done.
    for (int waits = 0; waits < 600 && running.err().find(" s left") == std::string::npos;
         ++waits) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    running.signal(SIGINT);
    const Ran ran = running.wait();
    CHECK(ran.code == 130);
    CHECK_THAT(ran.err, ContainsSubstring("interrupted: "));
    CHECK_THAT(ran.err, ContainsSubstring(" of 100000 replicates are complete and lie in"));
    CHECK_THAT(ran.out, ContainsSubstring("network-development minus leader-development"));
    CHECK(place.files().front() == "part.h5.parts");
    CHECK(place.files().back() == "small.toml");
    REQUIRE(place.run({"merge", "part.h5", "--incomplete"}).code == 0);
    REQUIRE(place.run({"export", "part.h5", "--csv", "csv"}).code == 0);
    const std::string runs = place.read("csv/runs.csv");
    const auto lines = std::count(runs.begin(), runs.end(), '\n');
    CHECK(lines > 1);
    CHECK((lines - 1) % 3 == 0);
    CHECK(lines < 100'000);
}

TEST_CASE("names of exported files hold no asterisk, which some systems do not allow", "[system]") {
    const Workplace place;
    place.write("study.toml",
                small + "[design.parameters]\n\"program.*.budget\" = [50.0, 100.0]\n");
    REQUIRE(place.run({"sweep", "study.toml", "-q", "-o", "study.h5"}).code == 0);
    const Ran ran = place.run({"export", "study.h5", "--csv", "csv"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    const Words files = place.files();
    CHECK(std::count(files.begin(), files.end(), "csv/program.all.budget.csv") == 1);
    CHECK(std::none_of(files.begin(), files.end(), [](const std::string& name) {
        return name.find('*') != std::string::npos;
    }));
}
