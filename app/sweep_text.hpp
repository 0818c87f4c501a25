// What a sweep prints, and a comparison beside its table.
#pragma once

#include <string>
#include <vector>

#include "analysis/sweep_file.hpp"

namespace colead {

/// A table of the first points: values of the factors, and the result of every arm.
std::string sweep_as_text(const SweepPlan& plan, const SweepSummary& summary);

/// How many points have as narrow an interval as was asked for, and what that took.
std::string precision_as_text(const SweepPlan& plan, const SweepSchedule& schedule);

/// What who reads the result must know of the programs, a paragraph each.
std::string cautions_as_text(const std::vector<std::string>& cautions);

}  // namespace colead
