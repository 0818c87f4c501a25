// A calibration: a scenario and a table [calibrate], which says what of it is unknown, within which
// bounds, and what came in reality.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/design.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

class ScenarioReader;

/// Numbers of the [calibrate] table.
struct CalibrateParameters {
    std::int64_t particles = 200;
    double keep = 0.5;
    std::int64_t generations = 20;
    double least_accepted = 0.05;
    std::int64_t worlds = 1;
    std::int64_t seed = 1;

    static constexpr std::string_view section = "calibrate";
    static std::span<const Parameter<CalibrateParameters>> rows();
};

/// One [[calibrate.target]]: what was seen, and how far off still counts as the same.
struct Target {
    std::string place;  // where it was given
    std::string measure;
    std::string arm;
    std::int64_t month = 0;
    double value = 0.0;
    double tolerance = 0.0;

    /// "reach of control at month 60".
    std::string name() const;
};

class Calibration {
public:
    /// As Study::load. Throws InputError, or FileError when it cannot be read. Whether a target's
    /// measure is known is for those to say who measure.
    static Calibration load(const std::string& name, const std::vector<Setting>& settings,
                            const std::vector<std::string>& arms);

    const Scenario& scenario() const { return scenario_; }
    const CalibrateParameters& parameters() const { return parameters_; }
    /// The unknown, each with a range.
    const std::vector<Factor>& factors() const { return factors_; }
    const std::vector<Target>& targets() const { return targets_; }
    /// The scenario whose factors are at these positions, with the arms and months that targets need.
    /// Throws InputError.
    Scenario at(std::span<const double> positions, std::int64_t seed) const;
    /// All of it resolved; read again, it is the same calibration.
    std::string text() const;

private:
    Calibration() = default;

    std::shared_ptr<const ScenarioReader> reader_;
    Scenario scenario_;
    CalibrateParameters parameters_;
    std::vector<Factor> factors_;
    std::vector<Target> targets_;
};

}  // namespace colead
