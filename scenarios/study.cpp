#include "scenarios/study.hpp"

#include <fmt/format.h>

#include "scenarios/design_reader.hpp"
#include "scenarios/factor_reader.hpp"
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
    try_factors(study.design_.factors, *reader);
    return study;
}

namespace {

bool has_table(const std::string& name, std::string_view table) {
    const ScenarioText text = scenario_text(name);
    return parse_toml(text.text, text.origin).contains(table);
}

}  // namespace

bool is_study(const std::string& name) { return has_table(name, "design"); }

bool is_calibration(const std::string& name) { return has_table(name, "calibrate"); }

Scenario Study::at(std::size_t point, std::span<const double> positions) const {
    ScenarioReader reader(*reader_);
    for (std::size_t f = 0; f < positions.size(); ++f) {
        reader.apply(design_.factors[f].setting(positions[f]));
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
