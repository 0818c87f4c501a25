// colead run, put aside and taken up again.
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const char* const scenario = R"(
months = 200
burn_in = 20
[network]
people = 400
[[program]]
arm = "network-development"
preset = "network-development"
budget = 20.0
)";

std::vector<std::string> run(std::vector<std::string> more) {
    std::vector<std::string> words = {"run",    "small.toml", "--arm", "network-development",
                                      "--hash", "-o",         "run.h5"};
    words.insert(words.end(), more.begin(), more.end());
    return words;
}

}  // namespace

TEST_CASE("a run that was killed at any moment goes on with the bits of one that was not",
          "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    const Ran whole = place.run({"run", "small.toml", "--arm", "network-development", "--hash"});
    REQUIRE(whole.code == 0);

    int killed = 0;
    for (const int milliseconds : {40, 70, 110, 160, 220}) {
        const bool goes_on = std::filesystem::exists(place.path("run.h5.checkpoint"));
        Running running =
            place.start(goes_on ? run({"--checkpoint-every", "3", "--resume", "--threads", "2"})
                                : run({"--checkpoint-every", "3", "--threads", "1"}));
        std::this_thread::sleep_for(std::chrono::milliseconds(milliseconds));
        running.signal(SIGKILL);
        killed += running.wait().code == 128 + SIGKILL ? 1 : 0;
        if (std::filesystem::exists(place.path("run.h5"))) {
            break;
        }
    }
    CHECK(killed > 0);
    if (!std::filesystem::exists(place.path("run.h5"))) {
        const bool goes_on = std::filesystem::exists(place.path("run.h5.checkpoint"));
        const Ran rest = place.run(goes_on ? run({"--resume"}) : run({}));
        INFO(rest.err);
        CHECK(rest.code == 0);
        CHECK(rest.out == whole.out);
    }
    CHECK_FALSE(std::filesystem::exists(place.path("run.h5.checkpoint")));
    CHECK(std::filesystem::exists(place.path("run.h5")));
}

TEST_CASE("a run that is put aside on the way, and not interrupted, ends as one that is not",
          "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    const Ran whole = place.run({"run", "small.toml", "--arm", "network-development", "--hash"});
    const Ran aside = place.run(run({"--checkpoint-every", "7"}));
    CHECK(aside.err == "");
    CHECK(aside.code == 0);
    CHECK(aside.out == whole.out);
    CHECK(place.files() == std::vector<std::string>{"run.h5", "small.toml"});
}

TEST_CASE("a run that is interrupted is put aside first", "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    Running running = place.start(
        run({"--checkpoint-every", "100000", "--set", "months=12000", "--progress", "always"}));
    while (running.err().empty()) {  // until months pass
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    running.signal(SIGINT);
    const Ran ran = running.wait();
    CHECK(ran.code == 130);
    CHECK_THAT(ran.err, ContainsSubstring("goes on with --resume"));
    CHECK(place.files() == std::vector<std::string>{"run.h5.checkpoint", "small.toml"});
}

TEST_CASE(
    "a run that is taken up and interrupted again is put aside again, and tells no hash of its "
    "rest",
    "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    const std::vector<std::string> words = {"run", "small.toml", "--arm", "network-development",
                                            "-o",  "run.h5",     "--set", "months=12000"};
    const auto interrupted = [&](const char* more) {
        std::vector<std::string> all = words;
        all.insert(all.end(), {more, "--progress", "always"});
        Running running = place.start(all);
        for (int n = 0; n < 1000 && running.err().find("months,") == std::string::npos; ++n) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        running.signal(SIGINT);
        CHECK(running.wait().code == 130);
        return place.read("run.h5.checkpoint");
    };
    const std::string first = interrupted("--checkpoint-every=100000");
    CHECK(interrupted("--resume") != first);
    std::vector<std::string> hashing = words;
    hashing.insert(hashing.end(), {"--resume", "--hash"});
    const Ran ran = place.run(hashing);
    CHECK(ran.code == 2);
    CHECK_THAT(ran.err, ContainsSubstring("it was begun without"));
}

TEST_CASE("a checkpoint is taken up by its own run alone", "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    Running running = place.start(run({"--checkpoint-every", "10", "--set", "months=12000"}));
    while (!std::filesystem::exists(place.path("run.h5.checkpoint")) && running.err().empty()) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    running.signal(SIGKILL);
    running.wait();

    const Ran longer = place.run(run({"--resume", "--months", "21"}));
    CHECK(longer.code == 2);
    CHECK_THAT(longer.err, ContainsSubstring("it is of another scenario, or of other settings"));

    std::string bytes = place.read("run.h5.checkpoint");
    bytes.resize(bytes.size() / 2);
    place.write("run.h5.checkpoint", bytes);
    CHECK(place.run(run({"--resume", "--set", "months=12000"})).code == 3);

    place.write("run.h5.checkpoint", "no checkpoint");
    CHECK(place.run(run({"--resume"})).code == 3);
    CHECK(place.run({"run", "small.toml", "--arm", "control", "--resume"}).code == 2);
}

TEST_CASE("a run refuses how many replicates and which arms, which it would not heed", "[system]") {
    const Workplace place;
    place.write("small.toml", scenario);
    for (const std::vector<std::string>& idle : {std::vector<std::string>{"--replicates", "20"},
                                                 {"--set", "replicates=20"},
                                                 {"--arms", "network-development"}}) {
        const Ran ran = place.run(run(idle));
        CHECK(ran.code == 2);
        CHECK_THAT(ran.err, ContainsSubstring("changes nothing here"));
        CHECK_THAT(ran.err, ContainsSubstring("compare runs many"));
        CHECK_FALSE(std::filesystem::exists(place.path("run.h5")));
    }
    CHECK_THAT(place.run({"run", "--help"}).out, !ContainsSubstring("--replicates"));
}
