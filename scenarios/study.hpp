// A study: a scenario and a [design], which says what of it is varied.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "scenarios/design.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

class ScenarioReader;

class Study {
public:
    /// Reads a study file, applies `settings` in order (`design.points=64` among them) and keeps the
    /// arms named, or all when none is. Throws InputError, or FileError when it cannot be read.
    static Study load(const std::string& name, const std::vector<Setting>& settings,
                      const std::vector<std::string>& arms);

    /// The scenario without the design.
    const Scenario& scenario() const { return scenario_; }
    const Design& design() const { return design_; }
    /// The scenario of point number `point`, whose factors are at these positions (Factor). Its seed
    /// is the study's own, or one of the point's where luck is not common. Throws InputError.
    Scenario at(std::size_t point, std::span<const double> positions) const;
    /// All of it resolved; read again, it is the same study.
    std::string text() const;

private:
    Study() = default;

    std::shared_ptr<const ScenarioReader> reader_;
    std::vector<std::string> arms_;
    Scenario scenario_;
    Design design_;
};

}  // namespace colead
