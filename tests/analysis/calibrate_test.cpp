// Calibration of small worlds whose true parameters are known.
#include "analysis/calibrate.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "analysis/world_run.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

using Catch::Matchers::ContainsSubstring;

class Folder {
public:
    Folder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "colead-calibrate-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    Calibration load(const std::string& text, const std::vector<Setting>& settings = {}) const {
        std::ofstream(path_ / "study.toml") << text;
        return Calibration::load((path_ / "study.toml").string(), settings, {});
    }
    std::string path(const std::string& name) const { return (path_ / name).string(); }

private:
    std::filesystem::path path_;
};

const std::string town = R"(title = "A town"
months = 3
burn_in = 0
[network]
people = 80
)";

const std::string unknown = R"([calibrate]
particles = 60
[calibrate.parameters]
person.commitment_high = [0.2, 1.0]
network.degree = [2.0, 20.0]
)";

std::string target(const std::string& measure, int month, double value, double tolerance) {
    std::ostringstream text;
    text.precision(17);
    text << "[[calibrate.target]]\nmeasure = \"" << measure
         << "\"\narm = \"control\"\nmonth = " << month << "\nvalue = " << value
         << "\ntolerance = " << tolerance << '\n';
    return text.str();
}

CalibrationResult run(const Calibration& calibration, int threads = 1) {
    return calibrate(calibration, threads, std::atomic<bool>{false},
                     [](std::size_t, std::size_t) {});
}

}  // namespace

TEST_CASE("a calibration recovers the parameters of the world that it was told of") {
    const Folder folder;
    // The truth: one world of another seed with commitment up to .7 and a degree of 9.
    const Prepared truth = prepare(parse_scenario(
        town, "truth.toml", "",
        {{"person.commitment_high", "0.7"}, {"network.degree", "9"}, {"seed", "99"}}));
    const WorldRun world = run_world(truth, 0, Workers(1), [] {});
    REQUIRE(world.done);
    const auto seen = [&](const char* measure, std::size_t month) {
        return world.arms[0].values[measure_index(measure)][month];
    };
    const Calibration calibration =
        folder.load(town + unknown + target("commitment", 0, seen("commitment", 0), 0.02) +
                    target("degree", 0, seen("degree", 0), 0.5));
    const CalibrationResult found = run(calibration);
    CHECK(found.failed == 0);
    CHECK(found.posterior.met);
    REQUIRE(found.parameters.size() == 2);
    for (const ParameterPosterior& parameter : found.parameters) {
        CAPTURE(parameter.key);
        const double true_value = parameter.key == "network.degree" ? 9.0 : 0.7;
        CHECK(parameter.low_90 <= true_value);
        CHECK(parameter.high_90 >= true_value);
        CHECK(parameter.low_50 >= parameter.low_90);
        // Much is learnt.
        CHECK(parameter.width < 0.35);
    }
    for (const TargetFit& fit : found.targets) {
        CHECK(fit.met == Approx(1.0));
    }
    CHECK(found.effective > 30.0);
    const std::string text = calibration_as_text(calibration, found);
    CHECK_THAT(text, ContainsSubstring("network.degree") && ContainsSubstring("100%"));
}

TEST_CASE(
    "a calibration has the same bits on any number of threads, and others with another seed") {
    const Folder folder;
    const std::string study = town + unknown + target("commitment", 3, 0.4, 0.05);
    const std::vector<Setting> few = {
        {"calibrate.particles", "10"}, {"calibrate.generations", "3"}, {"calibrate.worlds", "2"}};
    const Calibration calibration = folder.load(study, few);
    const CalibrationResult one = run(calibration, 1);
    const CalibrationResult three = run(calibration, 3);
    CHECK(calibration_as_text(calibration, one) == calibration_as_text(calibration, three));
    REQUIRE(one.posterior.particles.size() == three.posterior.particles.size());
    for (std::size_t n = 0; n < one.posterior.particles.size(); ++n) {
        CHECK(one.posterior.particles[n].at == three.posterior.particles[n].at);
        CHECK(one.posterior.particles[n].outcomes == three.posterior.particles[n].outcomes);
    }
    std::vector<Setting> other = few;
    other.push_back({"calibrate.seed", "2"});
    const CalibrationResult different = run(folder.load(study, other), 1);
    CHECK(different.posterior.simulated[0].at != one.posterior.simulated[0].at);
}

TEST_CASE("a parameter that targets do not depend on keeps its prior") {
    const Folder folder;
    const Calibration calibration = folder.load(town + R"([calibrate]
particles = 400
[calibrate.parameters]
dialogue.mu = [0.1, 0.5]
)" + target("degree", 0, 12.0, 3.0));
    const CalibrationResult found = run(calibration);
    CHECK(found.posterior.met);
    // The standard deviation of 400 draws or more is known to about a thirtieth.
    CHECK(found.parameters[0].width == Approx(1.0).margin(0.14));
    CHECK(found.parameters[0].mean == Approx(0.3).margin(4.0 * 0.1155 / 20.0));
}

TEST_CASE("a measure that is none, or has several values, is refused where it stands") {
    const Folder folder;
    const Calibration misspelt = folder.load(town + unknown + target("reech", 0, 0.1, 0.1));
    CHECK_THROWS_WITH(run(misspelt),
                      ContainsSubstring("study.toml:11: calibrate.target.measure = \"reech\"") &&
                          ContainsSubstring("did you mean reach?"));
    CHECK_THROWS_WITH(run(folder.load(town + unknown + target("result_by_group", 0, 0.1, 0.1))),
                      ContainsSubstring("no measure of one number"));
}

}  // namespace colead
