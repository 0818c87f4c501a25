// `colead attribute` as its users meet it; its file is held by attribution_opens_in_xarray.py.
#include <sys/resource.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>

#include "support/catch.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;

namespace {

const std::string small = R"(title = "A small town"
months = 2
burn_in = 2
replicates = 2
[network]
people = 30
[[program]]
arm = "leader-development"
preset = "leader-development"
budget = 60.0
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 60.0
)";

// How large a file may become, for the programs that are started meanwhile.
class LimitOnFiles {
public:
    explicit LimitOnFiles(rlim_t bytes) {
        ::getrlimit(RLIMIT_FSIZE, &before_);
        rlimit limit = before_;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~LimitOnFiles() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    LimitOnFiles(const LimitOnFiles&) = delete;
    LimitOnFiles& operator=(const LimitOnFiles&) = delete;

private:
    rlimit before_{};
};

bool is_one_line(const std::string& text) {
    return text.size() > 1 && text.find('\n') == text.size() - 1;
}

}  // namespace

TEST_CASE("an attribution says how much it runs, prints its tables and stores only when asked",
          "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    const Ran ran = place.run({"attribute", "small.toml"});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK_THAT(ran.err, ContainsSubstring("258 runs"));
    for (const char* said :
         {"A small town", "leader-development minus control at month 2", "hybrid minus control",
          "systems thinking", "all together", "DAC at", "need 21 pairs"}) {
        CHECK_THAT(ran.out, ContainsSubstring(said));
    }
    CHECK(place.files() == std::vector<std::string>{"small.toml"});
    const Ran one =
        place.run({"attribute", "small.toml", "--arm", "hybrid", "-q", "-o", "some.h5"});
    CHECK(one.code == 0);
    CHECK(one.err.empty());
    CHECK_THAT(one.out, !ContainsSubstring("leader-development"));
    const Ran again = place.run({"attribute", "small.toml", "-o", "some.h5"});
    CHECK(again.code == 3);
    CHECK(is_one_line(again.err));
    CHECK(place.run({"report", "some.h5", "-q"}).code == 0);
}

TEST_CASE("a result that cannot be stored is printed all the same", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    for (const char* command : {"attribute", "leverage", "compare"}) {
        std::vector<std::string> words = {command, "small.toml", "-q", "-o", "out.h5"};
        if (words.front() == "leverage") {
            words.insert(words.end(), {"--parameters", "dialogue.mu", "--replicates", "1"});
        }
        const Ran ran = [&] {
            // Holds the words, but no results file.
            const LimitOnFiles limit(16 * 1024);
            return place.run(words);
        }();
        INFO(command << ran.err);
        CHECK(ran.code == 3);
        CHECK(is_one_line(ran.err));
        CHECK_THAT(ran.err, ContainsSubstring("out.h5"));
        CHECK_THAT(ran.out, ContainsSubstring("A small town"));
        CHECK_THAT(ran.out, ContainsSubstring("hybrid"));
        CHECK(place.files() == std::vector<std::string>{"small.toml"});
    }
}

TEST_CASE("what cannot be attributed is told in a line", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    for (const auto& [flag, value, said] : {std::tuple("--arm", "hybird", "hybird"),
                                            {"--arm", "control", "no program"},
                                            {"--cohorts", "others", "others"},
                                            {"--replicates", "0", "replicates"}}) {
        const Ran ran = place.run({"attribute", "small.toml", flag, value});
        INFO(ran.err);
        CHECK(ran.code == 2);
        CHECK(is_one_line(ran.err));
        CHECK_THAT(ran.err, ContainsSubstring(said));
    }
}

TEST_CASE("Ctrl-C during an attribution keeps what is complete and exits 130", "[system]") {
    const Workplace place;
    place.write("small.toml", small);
    Running running = place.start({"attribute", "small.toml", "--replicates", "50000", "--threads",
                                   "2", "--progress", "always", "-o", "part.h5"});
    for (int waits = 0; waits < 600 && running.err().find(" s left") == std::string::npos;
         ++waits) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    std::this_thread::sleep_for(
        std::chrono::milliseconds(1500));  // a replicate takes some 130 runs
    running.signal(SIGINT);
    const Ran ran = running.wait();
    INFO(ran.err);
    CHECK(ran.code == 130);
    CHECK_THAT(ran.err, ContainsSubstring("of 50000 replicates are complete and stored"));
    CHECK_THAT(ran.out, ContainsSubstring("hybrid minus control"));
    CHECK(place.run({"report", "part.h5", "-q"}).code == 0);
}
