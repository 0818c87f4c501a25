// Ctrl-C and its kin. A signal ends the program with exit status 130 and without half-written files;
// commands that have something worth saving ask for the first to be a wish alone.
#pragma once

#include <atomic>

namespace colead {

/// For the whole program: SIGINT, SIGTERM and SIGHUP end it, and what is half written is removed. A
/// signal that whoever started us has set to be ignored (nohup) stays ignored.
void end_cleanly_on_signals();

/// From now on the first of these signals only sets the flag, to finish what is under way; the second
/// ends the program.
const std::atomic<bool>& interrupted();

}  // namespace colead
