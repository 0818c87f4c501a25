// The rows of all sections, and the tables made from them.
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"

namespace colead {

namespace {

Given whole(std::int64_t value) { return {"here", std::to_string(value), value, {}}; }

Given real(double value) { return {"here", value_text(value), value, {}}; }

}  // namespace

TEST_CASE("every default of every row is within the row's own range") {
    const Scenario scenario;
    for_each_row(scenario, [](const auto& section, const auto& row) {
        CAPTURE(key_of(row));
        CHECK(row.low <= row.high);
        std::visit(
            [&](auto member) {
                const auto initial = static_cast<double>(section.*member);
                CHECK(initial >= row.low);
                CHECK(initial <= row.high);
            },
            row.member);
    });
    const Activity activity;
    for (const Parameter<Activity>& row : Activity::rows()) {
        CAPTURE(row.name);
        std::visit(
            [&](auto member) {
                CHECK(static_cast<double>(activity.*member) >= row.low);
                CHECK(static_cast<double>(activity.*member) <= row.high);
            },
            row.member);
    }
}

TEST_CASE("every row has a help text, a unit, a source and a leverage level") {
    for (const ParameterInfo& p : parameter_list()) {
        CAPTURE(p.key);
        CHECK_FALSE(p.help.empty());
        CHECK_FALSE(p.unit.empty());
        CHECK_FALSE(p.source.empty());
        CHECK(p.leverage >= 1);
        CHECK(p.leverage <= 12);
    }
}

TEST_CASE("a choice allows exactly the indices of its words, and nothing else has words") {
    for (const ParameterInfo& p : parameter_list()) {
        CAPTURE(p.key);
        CHECK(p.choices.empty() == (p.type != "choice"));
        if (p.type == "choice") {
            CHECK(p.low == 0.0);
            CHECK(p.high == static_cast<double>(p.choices.size() - 1));
        }
    }
}

TEST_CASE("no two rows share a key") {
    std::set<std::string> keys;
    for (const ParameterInfo& p : parameter_list()) {
        CAPTURE(p.key);
        CHECK(keys.insert(p.key).second);
    }
    CHECK(keys.contains("months"));
    CHECK(keys.contains("dialogue.mu"));
    CHECK(keys.contains("program.activity.share"));
}

TEST_CASE("the text, markdown and json tables contain every key with its default") {
    const std::string text = parameters_as_text();
    const std::string markdown = parameters_as_markdown();
    const std::string json = parameters_as_json();
    for (const ParameterInfo& p : parameter_list()) {
        CAPTURE(p.key);
        CHECK(text.find(p.key + " = " + p.initial + " ") != std::string::npos);
        CHECK(markdown.find("| `" + p.key + "` | " + p.initial + " |") != std::string::npos);
        CHECK(json.find("\"key\": \"" + p.key + "\"") != std::string::npos);
    }
    CHECK(json.find("\"default\": 0.3,") != std::string::npos);
}

TEST_CASE("any row can be set to its two bounds and is read back") {
    for (const ParameterInfo& p : parameter_list()) {
        if (p.type == "switch" || p.type == "choice" || p.section == "program.activity" ||
            p.section == "design" || p.section == "calibrate") {
            continue;
        }
        CAPTURE(p.key);
        for (const double bound : {p.low, p.high}) {
            Scenario scenario;
            CHECK(set_parameter(scenario, p.key, real(bound)));
            CHECK(parameter_text(scenario, p.key) == value_text(bound));
        }
    }
}

TEST_CASE("a value just beyond a bound is refused and leaves the parameter alone") {
    for (const ParameterInfo& p : parameter_list()) {
        if (p.type != "number" || p.section == "program.activity" || p.section == "calibrate") {
            continue;
        }
        CAPTURE(p.key);
        for (const double beyond :
             {std::nextafter(p.low, p.low - 1.0), std::nextafter(p.high, p.high + 1.0)}) {
            Scenario scenario;
            CHECK_THROWS_AS(set_parameter(scenario, p.key, real(beyond)), InputError);
            CHECK(parameter_text(scenario, p.key) == p.initial);
        }
    }
}

TEST_CASE("a seed that a double cannot hold is refused rather than rounded") {
    Scenario scenario;
    constexpr std::int64_t largest = 9'007'199'254'740'992;
    CHECK(set_parameter(scenario, "seed", whole(largest)));
    CHECK(scenario.run.seed == largest);
    CHECK_THROWS_AS(set_parameter(scenario, "seed", whole(largest + 1)), InputError);
}

TEST_CASE("a key that no section has is not set") {
    Scenario scenario;
    CHECK_FALSE(set_parameter(scenario, "dialogue.mew", real(0.1)));
    CHECK_FALSE(parameter_text(scenario, "dialogue.mew").has_value());
}

}  // namespace colead

TEST_CASE("docs/parameters.md is what colead params --markdown prints") {
    std::ifstream file(colead::test::source_folder() / "docs" / "parameters.md");
    const std::string text((std::istreambuf_iterator<char>(file)),
                           std::istreambuf_iterator<char>());
    // When this fails: build/release/colead params --markdown > docs/parameters.md
    CHECK((text == colead::parameters_as_markdown()));
}
