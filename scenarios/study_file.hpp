// What kind of file a scenario's is.
#pragma once

#include <string>

namespace colead {

/// Whether a scenario file or preset has a [design]: then it is a study. Throws InputError, FileError.
bool is_study(const std::string& name);
/// Whether it has a [calibrate].
bool is_calibration(const std::string& name);

}  // namespace colead
