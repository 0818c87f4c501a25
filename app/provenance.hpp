// What made a results file.
#pragma once

#include "analysis/results_file.hpp"
#include "app/options.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

Provenance provenance_of(const Options& options, const Scenario& scenario,
                         const std::vector<std::string>& cautions = {});

}  // namespace colead
