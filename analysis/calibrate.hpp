// Fitting the unknown parameters of a calibration to what was seen. The distance of a world from it is
// that of the target missed by most, in tolerances: at 1 or less every target is met.
#pragma once

#include <atomic>
#include <string>
#include <vector>

#include "analysis/abc.hpp"
#include "analysis/results_file.hpp"
#include "scenarios/calibration.hpp"

namespace colead {

/// Of one unknown parameter: its posterior beside its prior.
struct ParameterPosterior {
    std::string key;
    double low, high;  // the prior, uniform
    double mean, sd;
    double low_50, high_50, low_90, high_90;  // intervals between weighted quantiles
    double width;  // sd over that of the prior: 1 where nothing was learnt
};

/// How well a target is met by the posterior.
struct TargetFit {
    double mean, sd;
    double met;  // share of the posterior within its tolerance
};

struct CalibrationResult {
    Posterior posterior;
    std::vector<ParameterPosterior> parameters;
    std::vector<TargetFit> targets;
    double effective = 0.0;
    std::size_t failed = 0;  // particles of which a world failed
    std::string first_failure;
};

/// Throws InputError when a target's measure is unknown or is no single number.
void check_measures(const Calibration& calibration);

/// How much there is to run, in one line.
std::string size_of(const Calibration& calibration);

/// Throws InputError as check_measures does, and when no particle can be run.
CalibrationResult calibrate(const Calibration& calibration, int threads,
                            const std::atomic<bool>& stop,
                            const std::function<void(std::size_t, std::size_t)>& progress);

std::string calibration_as_text(const Calibration& calibration, const CalibrationResult& result);

/// Throws FileError.
void write_calibration(const std::string& path, bool overwrite, const Calibration& calibration,
                       const CalibrationResult& result, const Provenance& provenance);

}  // namespace colead
