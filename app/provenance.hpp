// What made a results file.
#pragma once

#include "analysis/results_file.hpp"
#include "app/options.hpp"

namespace colead {

Provenance provenance_of(const Options& options, const Prepared& prepared);

}  // namespace colead
