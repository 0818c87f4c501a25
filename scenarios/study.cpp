#include "scenarios/study.hpp"

#include <fmt/format.h>

#include "scenarios/design_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/study_file.hpp"
#include "sim/draw.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr PurposeNumber point_seed_purpose = 201;

// 53 bits, which a seed's double holds exactly.
std::int64_t seed_of_point(std::int64_t seed, std::size_t point) {
    const DrawBlock block = Draws(static_cast<std::uint64_t>(seed), 0)
                                .block(0, point_seed_purpose, static_cast<Person>(point));
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(block[0]) << 32U | block[1]) >>
                                     11U);
}

}  // namespace

void set_factor(ScenarioReader& reader, const std::vector<Program>& arms, const Factor& factor,
                double position) {
    constexpr std::string_view every_arm = "program.*.";
    const std::string text = factor.text(position);
    if (!factor.key.starts_with(every_arm)) {
        reader.apply({factor.key, text, factor.place});
        return;
    }
    for (const Program& program : arms) {
        if (!program.activities.empty()) {
            const std::string row = factor.key.substr(every_arm.size());
            reader.apply({fmt::format("program.{}.{}", program.arm, row), text, factor.place});
        }
    }
}

Study Study::load(const std::string& name, const std::vector<Setting>& settings,
                  const std::vector<std::string>& arms) {
    const ScenarioText text = scenario_text(name);
    const toml::table document = parse_toml(text.text, text.origin);
    const TomlSource source{text.origin, text.folder};
    const toml::node* table = document.get("design");
    if (table == nullptr) {
        throw InputError(text.origin + ": a study has a table [design]; see docs/sweeps.md");
    }
    Study study;
    study.arms_ = arms;
    const auto reader = std::make_shared<ScenarioReader>(source);
    reader->read(document);
    std::vector<Setting> of_design;
    for (const Setting& setting : settings) {
        if (setting.key.starts_with("design.")) {
            of_design.push_back(setting);
        } else {
            reader->apply(setting);
        }
    }
    study.design_ = read_design(source.table("design", *table), source, of_design);
    study.reader_ = reader;
    study.scenario_ = reader->finish();
    keep_arms(study.scenario_, arms);
    if (study.design_.parameters.test_model != DesignParameters::no_test_model) {
        return study;
    }
    // Both ends of every range, one factor at a time, so that a message names the factor at fault.
    for (const Factor& factor : study.design_.factors) {
        for (const double position : {0.0, 1.0}) {
            ScenarioReader trial(*reader);
            set_factor(trial, study.scenario_.arms, factor, position);
        }
    }
    return study;
}

bool is_study(const std::string& name) {
    const ScenarioText text = scenario_text(name);
    return parse_toml(text.text, text.origin).contains("design");
}

Scenario Study::at(std::size_t point, std::span<const double> positions) const {
    ScenarioReader reader(*reader_);
    for (std::size_t f = 0; f < positions.size(); ++f) {
        set_factor(reader, scenario_.arms, design_.factors[f], positions[f]);
    }
    Scenario scenario = reader.finish();
    keep_arms(scenario, arms_);
    if (!design_.parameters.common_luck) {
        scenario.run.seed = seed_of_point(scenario.run.seed, point);
    }
    return scenario;
}

std::string Study::text() const { return to_toml(scenario_) + to_toml(design_); }

}  // namespace colead
