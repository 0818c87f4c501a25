#include "scenarios/calibration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenarios/factor_reader.hpp"
#include "scenarios/scenario_reader.hpp"
#include "scenarios/study.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

const std::vector<std::string> target_keys = {"calibrate.target.measure", "calibrate.target.arm",
                                              "calibrate.target.month", "calibrate.target.value",
                                              "calibrate.target.tolerance"};

// Reads [calibrate] but for what depends on the scenario.
class CalibrateReader {
public:
    CalibrateReader(const TomlSource& source, CalibrateParameters& parameters,
                    std::vector<Factor>& factors, std::vector<Target>& targets)
        : source_(source), parameters_(parameters), factors_(factors), targets_(targets) {}

    void read(const toml::table& table) {
        const FactorReader reader(source_, "calibrate");
        for (const auto& [name, node] : table) {
            const std::string key = dotted("calibrate", name.str());
            if (name.str() == "parameters") {
                factors_ = reader.read(source_.table(key, node));
            } else if (name.str() == "target") {
                for (const toml::node& target : source_.array(key, node)) {
                    targets_.push_back(read_target(source_.table(key, target)));
                }
            } else if (!set(key, source_.given(node))) {
                refuse_unknown(source_.place(node), node.is_value() ? "key" : "table", key,
                               known_keys());
            }
        }
        const std::string place = source_.place(table);
        if (factors_.empty()) {
            throw InputError(place + ": calibrate.parameters is missing: what is unknown?");
        }
        if (targets_.empty()) {
            throw InputError(place + ": [[calibrate.target]] is missing: what came in reality?");
        }
        for (Factor& factor : factors_) {
            if (factor.values.size() != 2 || !factor.is_number()) {
                throw InputError(fmt::format(
                    "{}: calibrate.parameters.{} is not the two ends of a range, [low, high]",
                    factor.place, factor.key));
            }
            reader.make_range(factor);
        }
    }

    void apply(const Setting& setting) {
        const Given given = given_by(setting);
        if (!set(setting.key, given)) {
            refuse_unknown(given.place, "key", setting.key, known_keys());
        }
    }

private:
    static std::vector<std::string> known_keys() {
        std::vector<std::string> keys = {"calibrate.parameters", "calibrate.target"};
        for (const Parameter<CalibrateParameters>& row : CalibrateParameters::rows()) {
            keys.push_back(key_of(row));
        }
        return keys;
    }

    bool set(const std::string& key, const Given& given) {
        const Parameter<CalibrateParameters>* row =
            find_row<CalibrateParameters>(std::string_view(key).substr(10));
        if (row != nullptr) {
            set_row(parameters_, *row, key, given);
        }
        return row != nullptr;
    }

    Target read_target(const toml::table& table) const {
        constexpr Limits months{0, 12000};
        constexpr Limits any{-1e300, 1e300};
        Target target;
        target.place = source_.place(table);
        for (const auto& [name, node] : table) {
            const std::string key = dotted("calibrate.target", name.str());
            const Given given = source_.given(node);
            if (name.str() == "measure") {
                target.measure = read_text(key, given);
            } else if (name.str() == "arm") {
                target.arm = read_text(key, given);
            } else if (name.str() == "month") {
                read_into(target.month, key, months, given);
            } else if (name.str() == "value") {
                read_into(target.value, key, any, given);
            } else if (name.str() == "tolerance") {
                read_into(target.tolerance, key, any, given);
                if (target.tolerance <= 0.0) {
                    throw InputError(
                        fmt::format("{}: {} = {} is not above 0", given.place, key, given.shown));
                }
            } else {
                refuse_unknown(given.place, "key", key, target_keys);
            }
        }
        for (const std::string& key : target_keys) {
            if (!table.contains(std::string_view(key).substr(17))) {
                throw InputError(fmt::format("{}: {} is missing", target.place, key));
            }
        }
        return target;
    }

    const TomlSource& source_;
    CalibrateParameters& parameters_;
    std::vector<Factor>& factors_;
    std::vector<Target>& targets_;
};

void check_targets(const Scenario& scenario, const std::vector<Target>& targets) {
    for (const Target& target : targets) {
        std::vector<std::string_view> arms;
        for (const Program& program : scenario.arms) {
            arms.push_back(program.arm);
        }
        if (std::find(arms.begin(), arms.end(), target.arm) == arms.end()) {
            const std::string nearest = nearest_name(target.arm, arms);
            throw InputError(fmt::format(
                "{}: calibrate.target.arm = {} is no arm of this scenario{}", target.place,
                in_quotes(target.arm), nearest.empty() ? "" : "; did you mean " + nearest + "?"));
        }
        if (target.month > scenario.run.months) {
            throw InputError(fmt::format("{}: calibrate.target.month = {} is outside [0, {}]",
                                         target.place, target.month, scenario.run.months));
        }
    }
}

}  // namespace

std::span<const Parameter<CalibrateParameters>> CalibrateParameters::rows() {
    using P = CalibrateParameters;
    static constexpr std::array<Parameter<P>, 6> table = {{
        {&P::particles, "particles", "particles", 10, 100'000,
         "parameter sets that stay in each generation, and are the posterior at the end",
         "a choice; 200 to 2000", 12},
        {&P::keep, "keep", "share", 0.05, 0.95,
         "share of a generation that stays: the smaller, the faster the tolerance falls",
         "a half serves well (Lenormand, Jabot & Deffuant 2013)", 12},
        {&P::generations, "generations", "generations", 1, 1000,
         "after which it ends at the latest", "assumed: it mostly ends before; range 5-50", 12},
        {&P::least_accepted, "least_accepted", "share", 0, 1,
         "it ends when fewer of the new particles come within the last tolerance",
         "1 to 5 in a hundred (Lenormand, Jabot & Deffuant 2013)", 12},
        {&P::worlds, "worlds", "worlds", 1, 100'000,
         "worlds of which a particle's outcome is the mean: 1 where one community was seen",
         "a choice: as many as what was seen is a mean of", 12},
        {&P::seed, "seed", "1", 0, 0x1p53,
         "decides which parameter sets are tried, in which worlds",
         "assumed: any whole number does", 12},
    }};
    return table;
}

std::string Target::name() const {
    return fmt::format("{} of {} at month {}", measure, arm, month);
}

Calibration Calibration::load(const std::string& name, const std::vector<Setting>& settings,
                              const std::vector<std::string>& arms) {
    const ScenarioText text = scenario_text(name);
    const toml::table document = parse_toml(text.text, text.origin);
    const TomlSource source{text.origin, text.folder};
    const toml::node* table = document.get("calibrate");
    if (table == nullptr) {
        throw InputError(text.origin +
                         ": a calibration has a table [calibrate]; see docs/calibration.md");
    }
    Calibration calibration;
    CalibrateReader of_table(source, calibration.parameters_, calibration.factors_,
                             calibration.targets_);
    of_table.read(source.table("calibrate", *table));
    const auto reader = std::make_shared<ScenarioReader>(source);
    reader->read(document);
    for (const Setting& setting : settings) {
        if (setting.key.starts_with("calibrate.")) {
            of_table.apply(setting);
        } else {
            reader->apply(setting);
        }
    }
    calibration.reader_ = reader;
    calibration.scenario_ = reader->finish();
    keep_arms(calibration.scenario_, arms);
    check_targets(calibration.scenario_, calibration.targets_);
    try_factors(calibration.factors_, *reader);
    return calibration;
}

Scenario Calibration::at(std::span<const double> positions, std::int64_t seed) const {
    ScenarioReader reader(*reader_);
    for (std::size_t f = 0; f < positions.size(); ++f) {
        reader.apply(factors_[f].setting(positions[f]));
    }
    Scenario scenario = reader.finish();
    std::vector<std::string> arms;
    std::int64_t months = 1;
    for (const Target& target : targets_) {
        months = std::max(months, target.month);
        if (std::find(arms.begin(), arms.end(), target.arm) == arms.end()) {
            arms.push_back(target.arm);
        }
    }
    keep_arms(scenario, arms);
    scenario.run.months = months;
    scenario.run.seed = seed;
    scenario.run.replicates = parameters_.worlds;
    return scenario;
}

std::string Calibration::text() const {
    std::string toml = to_toml(scenario_) + "\n[calibrate]\n";
    for (const Parameter<CalibrateParameters>& row : CalibrateParameters::rows()) {
        toml += fmt::format("{} = {}\n", row.name, value_text(parameters_, row));
    }
    toml += "\n[calibrate.parameters]\n";
    for (const Factor& factor : factors_) {
        toml += fmt::format("{} = [{}, {}]\n", in_quotes(factor.key), value_text(factor.low),
                            value_text(factor.high));
    }
    for (const Target& target : targets_) {
        toml += fmt::format(
            "\n[[calibrate.target]]\nmeasure = {}\narm = {}\nmonth = {}\nvalue = {}\ntolerance = "
            "{}\n",
            in_quotes(target.measure), in_quotes(target.arm), target.month,
            value_text(target.value), value_text(target.tolerance));
    }
    return toml;
}

}  // namespace colead
