// What a sweep prints.
#pragma once

#include <string>

#include "analysis/sweep_file.hpp"

namespace colead {

/// A table of the first points: values of the factors, and the result of every arm.
std::string sweep_as_text(const SweepPlan& plan, const SweepSummary& summary);

}  // namespace colead
