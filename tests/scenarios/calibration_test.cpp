// Calibration files: what [calibrate] may say, and what is said when it is wrong.
#include "scenarios/calibration.hpp"

#include <array>
#include <filesystem>
#include <fstream>

#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

using Catch::Matchers::ContainsSubstring;

const std::string whole = R"(title = "unknown"
months = 12
[network]
people = 50
[calibrate]
particles = 30
seed = 4
[calibrate.parameters]
dialogue.mu = [0.1, 0.5]
"program.*.budget" = [5.0, 50.0]
network.people = [40, 60]
[[calibrate.target]]
measure = "reach"
arm = "hybrid"
month = 6
value = 0.2
tolerance = 0.05
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 20.0
)";

Calibration load(const std::string& text, const std::vector<Setting>& settings = {}) {
    std::string name =
        (std::filesystem::temp_directory_path() / "colead-calibration-XXXXXX").string();
    const std::filesystem::path folder = ::mkdtemp(name.data());
    std::ofstream(folder / "c.toml") << text;
    struct Remove {
        std::filesystem::path folder;
        ~Remove() {
            std::error_code ignored;
            std::filesystem::remove_all(folder, ignored);
        }
    } remove{folder};
    return Calibration::load((folder / "c.toml").string(), settings, {});
}

std::string with(std::string text, const std::string& old, const std::string& now) {
    const std::size_t place = text.find(old);
    REQUIRE(place != std::string::npos);
    return text.replace(place, old.size(), now);
}

}  // namespace

TEST_CASE("a calibration is read as written, and its text reads back as the same") {
    const Calibration calibration = load(whole, {{"calibrate.keep", "0.25"}, {"months", "8"}});
    CHECK(calibration.parameters().particles == 30);
    CHECK(calibration.parameters().keep == 0.25);
    CHECK(calibration.parameters().seed == 4);
    REQUIRE(calibration.factors().size() == 3);
    REQUIRE(calibration.targets().size() == 1);
    CHECK(calibration.targets()[0].name() == "reach of hybrid at month 6");
    CHECK(calibration.scenario().run.months == 8);
    const Calibration again = load(calibration.text());
    CHECK(again.text() == calibration.text());
}

TEST_CASE("a particle's scenario has its values, its seed, and only what targets need") {
    const Calibration calibration = load(whole);
    std::vector<double> positions;
    for (const Factor& factor : calibration.factors()) {
        positions.push_back(factor.key == "network.people" ? 0.999 : 0.5);
    }
    const Scenario scenario = calibration.at(positions, 77);
    CHECK(scenario.parameters.dialogue.mu == Approx(0.3));
    CHECK(scenario.network.people == 60);
    REQUIRE(scenario.arms.size() == 1);
    CHECK(scenario.arms[0].budget == Approx(27.5));
    CHECK(scenario.run.months == 6);
    CHECK(scenario.run.seed == 77);
    CHECK(scenario.run.replicates == 1);
    // To the last of all targets, whichever is listed last.
    const std::string earlier =
        "[[calibrate.target]]\nmeasure = \"commitment\"\narm = \"hybrid\"\nmonth = 3\n"
        "value = 0.2\ntolerance = 0.05\n[[program]]\n";
    CHECK(load(with(whole, "[[program]]\n", earlier)).at(positions, 77).run.months == 6);
}

TEST_CASE("what is wrong in [calibrate] is refused with its place") {
    struct Case {
        const char* old;
        const char* now;
        const char* words;
    };
    const std::array<Case, 12> cases = {{
        {"particles = 30", "partikles = 30",
         "c.toml:6: unknown key calibrate.partikles; did you mean calibrate.particles?"},
        {"particles = 30", "particles = 3",
         "c.toml:6: calibrate.particles = 3 is outside [10, 100000]"},
        {"dialogue.mu = [0.1, 0.5]", "dialogue.mew = [0.1, 0.5]",
         "c.toml:9: unknown key dialogue.mew; did you mean dialogue.mu?"},
        {"dialogue.mu = [0.1, 0.5]", "dialogue.mu = [0.5, 0.1]", "is not a range from low to high"},
        {"dialogue.mu = [0.1, 0.5]", "dialogue.mu = [0.1, 0.2, 0.5]", "two ends of a range"},
        {"dialogue.mu = [0.1, 0.5]", "dialogue.mu = [0.1, 2.0]",
         "dialogue.mu = 2 is outside [0, 1]"},
        {"dialogue.mu = [0.1, 0.5]", "seed = [1, 5]", "seed cannot be varied by a calibration"},
        {"arm = \"hybrid\"\nmonth", "arm = \"hybird\"\nmonth",
         "c.toml:12: calibrate.target.arm = \"hybird\" is no arm of this scenario; did you mean "
         "hybrid?"},
        {"month = 6", "month = 13", "calibrate.target.month = 13 is outside [0, 12]"},
        {"tolerance = 0.05", "tolerance = 0",
         "c.toml:17: calibrate.target.tolerance = 0 is not above 0"},
        {"tolerance = 0.05\n", "", "calibrate.target.tolerance is missing"},
        {"tolerance = 0.05", "tolerence = 0.05", "did you mean calibrate.target.tolerance?"},
    }};
    for (const Case& wrong : cases) {
        CAPTURE(wrong.now);
        CHECK_THROWS_WITH(load(with(whole, wrong.old, wrong.now)), ContainsSubstring(wrong.words));
    }
    CHECK_THROWS_WITH(load("title = \"x\"\n"), ContainsSubstring("a table [calibrate]"));
    CHECK_THROWS_WITH(load("[calibrate]\n[calibrate.parameters]\ndialogue.mu = [0.1, 0.2]\n"),
                      ContainsSubstring("[[calibrate.target]] is missing"));
    CHECK_THROWS_WITH(load(whole, {{"calibrate.seeds", "3"}}),
                      ContainsSubstring("--set calibrate.seeds=3: unknown key"));
    CHECK_THROWS_WITH(parse_scenario(whole, "c.toml", "", {}),
                      ContainsSubstring("c.toml:5: [calibrate] makes this a calibration"));
}

}  // namespace colead
