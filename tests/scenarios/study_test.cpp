// Study files: what a [design] may say, and what is said when it is wrong.
#include "scenarios/study.hpp"

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"

namespace colead {

namespace {

using Catch::Matchers::ContainsSubstring;

class Folder {
public:
    Folder() {
        std::string name =
            (std::filesystem::temp_directory_path() / "colead-study-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string write(const std::string& name, const std::string& text) const {
        const std::string path = (path_ / name).string();
        std::ofstream(path) << text;
        return path;
    }

private:
    std::filesystem::path path_;
};

const std::string town = R"(
months = 3
[network]
people = 60
[[program]]
arm = "network-development"
preset = "network-development"
budget = 20.0
)";

Study study_of(const std::string& design, const std::vector<Setting>& settings = {}) {
    const Folder folder;
    return Study::load(folder.write("study.toml", town + design), settings, {});
}

std::string refusal(const std::string& design) {
    try {
        study_of(design);
    } catch (const InputError& error) {
        const std::string words = error.what();
        return words.substr(words.find("study.toml"));
    }
    return "";
}

}  // namespace

TEST_CASE("a study varies any parameter, and the fields of programs, by their keys") {
    const Study study = study_of(R"([design]
parameters.dialogue.mu = [0.1, 0.4]
parameters."network.people" = [60, 90]
parameters.program.network-development.budget = [5.0, 50.0]
)");
    REQUIRE(study.design().factors.size() == 3);
    std::vector<double> positions(3, 0.0);
    for (std::size_t f = 0; f < 3; ++f) {
        positions[f] = study.design().factors[f].key == "dialogue.mu" ? 0.1 : 0.9;
    }
    const Scenario scenario = study.at(0, positions);
    CHECK(scenario.parameters.dialogue.mu == 0.1);
    CHECK(scenario.network.people == 90);
    CHECK(scenario.arms.at(1).budget == 50.0);
    CHECK(study.scenario().network.people == 60);
}

TEST_CASE("program.*.budget is the budget of every arm that spends") {
    const Study study = study_of(R"([[program]]
arm = "hybrid"
preset = "hybrid"
budget = 20.0
[design]
parameters."program.*.budget" = [5.0, 50.0]
)");
    const Scenario scenario = study.at(1, std::array<double, 1>{0.9});
    REQUIRE(scenario.arms.size() == 3);
    CHECK(scenario.arms[0].budget == 0.0);
    CHECK(scenario.arms[1].budget == 50.0);
    CHECK(scenario.arms[2].budget == 50.0);
}

TEST_CASE("the text of a study reads back as the same study") {
    const Folder folder;
    folder.write("points.csv", "dialogue.mu,network.generator\n.1,ring\n0.4,complete\n");
    for (const std::string design :
         {"[design]\nkind = \"lhs\"\npoints = 8\nparameters.dialogue.mu = [0.1, 0.4]\n",
          "[design]\nparameters.dialogue.mu = [0.1, 0.2, 0.4]\nparameters.network.degree = [4, "
          "8]\n",
          "[design]\npoints = 3\nparameters.network.people = [60, 100]\n",
          "[design]\nkind = \"list\"\nfile = \"points.csv\"\n"}) {
        CAPTURE(design);
        const std::string path = folder.write("study.toml", town + design);
        const std::string text = Study::load(path, {}, {}).text();
        const std::string again = folder.write("again.toml", text);
        CHECK(Study::load(again, {}, {}).text() == text);
    }
}

TEST_CASE("a grid cuts a range into as many values as it has points") {
    const Study study = study_of(
        "[design]\npoints = 3\nparameters.network.people = [60, 100]\n"
        "parameters.dialogue.mu = [0.1, 0.3]\n");
    for (const Factor& factor : study.design().factors) {
        CHECK(factor.values == (factor.key == "dialogue.mu"
                                    ? std::vector<std::string>{"0.1", "0.2", "0.3"}
                                    : std::vector<std::string>{"60", "80", "100"}));
    }
}

TEST_CASE("luck is common to all points unless a study says otherwise") {
    const std::array<double, 1> position{0.5};
    const std::string design = "[design]\nparameters.dialogue.mu = [0.1, 0.3]\n";
    const Study common = study_of(design);
    CHECK(common.at(0, position).run.seed == 1);
    CHECK(common.at(1, position).run.seed == 1);
    const Study apart = study_of(design, {{"design.common_luck", "false"}});
    CHECK(apart.at(0, position).run.seed != apart.at(1, position).run.seed);
    CHECK(apart.at(1, position).run.seed == apart.at(1, position).run.seed);
}

TEST_CASE("what is wrong in a design is told with its line") {
    CHECK_THAT(refusal("[design]\nparameters.dialogue.mew = [0.1, 0.2]\n"),
               ContainsSubstring("study.toml:10: unknown key dialogue.mew; did you mean "
                                 "dialogue.mu?"));
    CHECK_THAT(refusal("[design]\nparameters.dialogue.mu = [0.1, 2.0]\n"),
               ContainsSubstring("study.toml:10: dialogue.mu = 2.0 is outside [0, 1]") ||
                   ContainsSubstring("study.toml:10: dialogue.mu = 2 is outside [0, 1]"));
    CHECK_THAT(
        refusal("[design]\nparameters.dialogue.mu = 0.1\n"),
        ContainsSubstring("study.toml:10: design.parameters.dialogue.mu = 0.1 is not an array"));
    CHECK_THAT(refusal("[design]\nparameters.\"program.*.budget\" = [1, 2]\n"
                       "parameters.program.network-development.budget = [1, 2]\n"),
               ContainsSubstring("cannot both be varied: they set the same"));
    CHECK_THAT(refusal("[design]\nparameters.network.attach = [1, 2]\n"),
               ContainsSubstring("network.attach has no effect with the generator organizations"));
    CHECK(refusal("[design]\nparameters.network.attach = [1, 2]\n"
                  "parameters.network.generator = [\"ring\", \"barabasi-albert\"]\n")
              .empty());
    CHECK_THAT(refusal("[design]\nparameters.seed = [1, 2]\n"),
               ContainsSubstring("seed cannot be varied"));
    CHECK_THAT(refusal("[design]\nkind = \"lhs\"\nparameters.dialogue.mu = [0.1, 0.2]\n"),
               ContainsSubstring("design.points is missing"));
    CHECK_THAT(
        refusal("[design]\nkind = \"lhs\"\npoints = 4\nparameters.dialogue.mu = [0.3, 0.2]\n"),
        ContainsSubstring("is not a range from low to high"));
    CHECK_THAT(refusal("[design]\nkind = \"sobols\"\n"), ContainsSubstring("is not one of grid"));
    CHECK_THAT(refusal("[design]\npints = 3\n"),
               ContainsSubstring("unknown key design.pints; did you mean design.points?"));
    CHECK_THAT(refusal("[design]\n"), ContainsSubstring("there is nothing to vary"));
    CHECK_THAT(refusal("[design]\nkind = \"list\"\nparameters.dialogue.mu = [0.3, 0.2]\n"
                       "parameters.network.people = [60, 70, 80]\n"),
               ContainsSubstring("a list needs one for each point"));
    CHECK_THAT(refusal("\n"), ContainsSubstring("a study has a table [design]"));
}

TEST_CASE("the study in the examples can be read, and docs/sweeps.md shows it as it is") {
    const auto root = test::source_folder();
    const auto example = root / "scenarios" / "examples" / "study-budget.toml";
    const Study study = Study::load(example.string(), {}, {});
    CHECK(study.design().factors.size() == 2);
    const auto whole = [](const std::filesystem::path& path) {
        std::ifstream file(path);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string text = whole(example);
    CHECK(whole(root / "docs" / "sweeps.md").find(text.substr(text.find("title ="))) !=
          std::string::npos);
}

TEST_CASE("a study is not a scenario, and says which command it is for") {
    CHECK_THROWS_WITH(parse_scenario("[design]\npoints = 3\n", "x.toml", "", {}),
                      "x.toml:1: [design] makes this a study, which colead sweep runs");
}

}  // namespace colead
