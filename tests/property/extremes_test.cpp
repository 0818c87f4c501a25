// Every parameter at both ends of its range, alone and with others: no run breaks off, and every
// measure and state stays where it belongs.
#include <cmath>

#include "analysis/measure_ranges.hpp"
#include "analysis/measures.hpp"
#include "analysis/recorder.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/draw.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/state_ranges.hpp"

using namespace colead;
using namespace colead::test;

namespace {

constexpr std::string_view base = R"(months = 4
burn_in = 1
[network]
people = 40
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 60.0
)";

// What says how large or how many rather than how; those are held small.
bool is_size(const ParameterInfo& parameter) {
    return parameter.section.empty() || parameter.section == "design" ||
           parameter.key == "network.people" || parameter.key == "network.format";
}

std::vector<ParameterInfo> driven_parameters() {
    std::vector<ParameterInfo> driven;
    for (ParameterInfo& parameter : parameter_list()) {
        if (!is_size(parameter) && !parameter.section.starts_with("program.")) {
            driven.push_back(std::move(parameter));
        }
    }
    return driven;
}

// Choices and switches have all their values for ends.
std::vector<std::string> ends_of(const ParameterInfo& parameter) {
    if (parameter.type == "switch") {
        return {"false", "true"};
    }
    if (!parameter.choices.empty()) {
        return parameter.choices;
    }
    if (parameter.type == "whole number") {
        return {value_text(static_cast<std::int64_t>(parameter.low)),
                value_text(static_cast<std::int64_t>(parameter.high))};
    }
    return {value_text(parameter.low), value_text(parameter.high)};
}

class Extremes {
public:
    /// Runs a scenario with these settings; false when it is refused, as it may be.
    bool run(const std::vector<Setting>& settings) {
        Prepared prepared;
        try {
            prepared = prepare(parse_scenario(base, "base", "/", settings));
        } catch (const InputError& /*refused*/) {
            return false;
        }
        Recorder recorder(prepared, prepared.scenario.arms.size());
        run_replicate(prepared, 0, Workers(1), [&](const Moment& moment, const World& world) {
            recorder(moment, world);
            CHECK(out_of_range(world) == "");
        });
        for (const RunSeries& series : recorder.take()) {
            look_at(series);
        }
        return true;
    }

private:
    static void look_at(const RunSeries& series) {
        for (std::size_t m = 0; m < measures().size(); ++m) {
            const Measure& measure = measures()[m];
            const Range range = range_of(measure.name);
            for (const double value : series.values[m]) {
                INFO(measure.name << " is " << value);
                // NaN stands for no value, as where nobody acts.
                const bool well =
                    std::isnan(value) || (std::isfinite(value) && value >= range.low - 1e-6 &&
                                          value <= range.high + 1e-6);
                CHECK(well);
            }
        }
        for (const char* always :
             {"result", "direction", "commitment", "reach", "spent", "skill"}) {
            for (const double value : series.values[measure_index(always)]) {
                INFO(always);
                CHECK(std::isfinite(value));
            }
        }
    }
};

std::string shown(const std::vector<Setting>& settings) {
    std::string text;
    for (const Setting& setting : settings) {
        text += " --set " + setting.key + "=" + setting.value;
    }
    return text;
}

}  // namespace

TEST_CASE("every parameter at either end of its range leaves every measure in its own", "[slow]") {
    Extremes extremes;
    std::size_t tried = 0;
    std::vector<std::string> refused;
    for (const ParameterInfo& parameter : driven_parameters()) {
        for (const std::string& end : ends_of(parameter)) {
            const std::vector<Setting> settings = {{parameter.key, end}};
            INFO(shown(settings));
            ++tried;
            if (!extremes.run(settings)) {
                refused.push_back(parameter.key + "=" + end);
            }
        }
    }
    CAPTURE(tried, refused);
    CHECK(tried > 150);
    // Refused are the few that contradict others at their defaults.
    CHECK(refused.size() < tried / 5);
}

TEST_CASE("2,000 combinations of parameters at their ends leave every measure in its range",
          "[slow]") {
    const std::vector<ParameterInfo> parameters = driven_parameters();
    Extremes extremes;
    std::size_t accepted = 0;
    std::uint32_t tried = 0;
    for (; accepted < 2000 && tried < 40'000; ++tried) {
        // A few, many or most of all parameters.
        DrawStream luck(Draws(7, 0), 0, 1, tried);
        const float share = luck.uniform() * luck.uniform();
        std::vector<Setting> settings = {{"seed", std::to_string(tried + 1)}};
        for (const ParameterInfo& parameter : parameters) {
            if (luck.uniform() < share) {
                const std::vector<std::string> ends = ends_of(parameter);
                const auto count = static_cast<std::uint32_t>(ends.size());
                settings.push_back({parameter.key, ends[luck.below(count)]});
            }
        }
        INFO(shown(settings));
        accepted += extremes.run(settings) ? 1 : 0;
    }
    CAPTURE(tried);
    CHECK(accepted == 2000);
}
