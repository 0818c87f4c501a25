// Replicates that failed.
#pragma once

#include "analysis/results.hpp"

namespace colead {

/// Says on stderr how many failed, if any, and why the first did: one line, since each one's message is in
/// the file. Returns whether any did. All arms of a replicate fail together.
bool tell_failed(const Results& results);

}  // namespace colead
