// Test models: functions with known sensitivity indices in place of worlds, to check the whole way from a
// study through a file to its indices. What they give is no measure of people and is never called one.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "analysis/results_file.hpp"
#include "scenarios/study.hpp"

namespace colead {

/// The name under which files hold what a test model gives.
inline constexpr std::string_view test_measure = "test_model_output";

/// Ishigami & Homma (1990) with 7 and .1; the G function of Sobol (1993) with a = 0, 1, 4.5, 9; or
/// x1 + 2 x2 + 3 x3.
double test_model_output(int model, std::span<const double> x);

/// Evaluates the study's design and writes it as a sweep's file: one arm, replicate and month. Returns
/// what to tell. Throws InputError, FileError.
std::string write_test_model(const std::string& path, bool overwrite, const Study& study,
                             const Provenance& provenance);

}  // namespace colead
