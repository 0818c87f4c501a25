// Ctrl-C: the first asks to finish what is under way, the second ends the program at once.
#pragma once

#include <atomic>

namespace colead {

/// Installs the handlers for SIGINT and SIGTERM; the flag is set by the first signal.
const std::atomic<bool>& interrupted();

}  // namespace colead
