// The five cases: presets that run by name with equal money in both programs, and pages that show what
// the program printed for the preset as it is.
#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/places.hpp"
#include "support/run_program.hpp"

using namespace colead::test;
using Catch::Matchers::ContainsSubstring;
using Words = std::vector<std::string>;

namespace {

// Fixed by contract: scripts outside rely on these names and on the arms.
const Words cases = {"elias", "kellogg-leadership-for-community-change", "lawrence-community-works",
                     "leadership-in-action-baltimore", "making-connections"};
const Words arms = {"control", "leader-development", "network-development"};

// The dearest full cohort of the presets in use: one place in the leader programme.
constexpr double dearest_cohort = 10'000.0;

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    REQUIRE(in);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

// The first line that begins with `start`, without it; fails where there is none.
std::string after(const std::string& text, const std::string& start) {
    const std::string all = '\n' + text;
    const std::size_t at = all.find('\n' + start);
    INFO("no line begins with '" << start << "' in\n" << text);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = at + 1 + start.size();
    return all.substr(begin, all.find('\n', begin) - begin);
}

// "$5,760,000" at the end of an arm's line.
double spent_by(const std::string& arm, const std::string& comparison) {
    std::string amount = after(comparison, arm + ' ');
    amount.erase(0, amount.rfind('$') + 1);
    std::erase(amount, ',');
    return std::stod(amount);
}

std::string block_of(const std::string& page, const std::string& name) {
    const std::string begin = "<!-- " + name + ": begin -->\n";
    const std::size_t from = page.find(begin);
    const std::size_t to = page.find("<!-- " + name + ": end -->\n");
    INFO(name);
    REQUIRE(from != std::string::npos);
    REQUIRE(to != std::string::npos);
    REQUIRE(from + begin.size() <= to);
    return page.substr(from + begin.size(), to - from - begin.size());
}

std::string checked(const Workplace& place, const std::string& scenario) {
    const Ran ran = place.run({"check", scenario});
    INFO(ran.err);
    CHECK(ran.code == 0);
    CHECK(ran.err.empty());
    return ran.out;
}

}  // namespace

TEST_CASE("the five cases are listed as presets, each with what it is", "[system]") {
    const Workplace place;
    std::istringstream listed(place.run({"scenarios"}).out);
    Words names;
    for (std::string line; std::getline(listed, line);) {
        const std::size_t end = line.find(' ');
        names.push_back(line.substr(0, end));
        CHECK(line.find_first_not_of(' ', end) != std::string::npos);
    }
    CHECK(std::includes(names.begin(), names.end(), cases.begin(), cases.end()));
}

TEST_CASE("each case runs by name, and its programs spend the same", "[system]") {
    for (const std::string& name : cases) {
        INFO(name);
        const Workplace place;
        const Ran ran = place.run(
            {"compare", name, "--months", "3", "--replicates", "2", "--set", "burn_in=3"});
        INFO(ran.err);
        REQUIRE(ran.code == 0);
        CHECK(place.files() == Words{name + ".h5"});
        CHECK(spent_by(arms[0], ran.out) == 0.0);
        const double leaders = spent_by(arms[1], ran.out);
        const double network = spent_by(arms[2], ran.out);
        CHECK(leaders > dearest_cohort);
        CHECK(std::abs(leaders - network) < dearest_cohort);
    }
}

TEST_CASE("each case is checked without a warning", "[system]") {
    const Workplace place;
    for (const std::string& name : cases) {
        INFO(name);
        const auto file = source_folder() / "scenarios" / "presets" / (name + ".toml");
        CHECK(checked(place, name) == checked(place, file.string()));
    }
}

TEST_CASE("the page of a case shows the comparison of its preset as it is", "[system]") {
    const Workplace place;
    const auto folder = source_folder() / "docs" / "cases";
    const std::string index = read(folder / "README.md");
    const std::string readme = read(source_folder() / "README.md");
    for (const std::string& name : cases) {
        INFO(name);
        CHECK_THAT(index, ContainsSubstring('(' + name + ".md)"));
        CHECK_THAT(readme, ContainsSubstring("docs/cases/" + name + ".md"));
        const std::string page = read(folder / (name + ".md"));
        for (const char* part :
             {"What is known", "What is assumed", "Reported result", "What the simulation shows",
              "Why the two cannot be equated", "Sources"}) {
            CHECK_THAT(page, ContainsSubstring("\n## " + std::string(part) + '\n'));
        }
        CHECK_THAT(block_of(page, "control at rest in " + name),
                   ContainsSubstring("\n| result | "));

        const std::string preset = checked(place, name);
        const std::string title = after(preset, "title = ");
        const std::string table = block_of(page, "printed by colead compare " + name);
        CHECK_THAT(table, ContainsSubstring(title.substr(1, title.size() - 2) + '\n' +
                                            after(preset, "people = ") + " residents"));
        CHECK_THAT(table,
                   ContainsSubstring("; " + after(preset, "months = ") + " months, " +
                                     after(preset, "replicates = ") + " replicates of each arm\n"));
        for (const std::string& arm : arms) {
            spent_by(arm, table);
        }
    }
}
