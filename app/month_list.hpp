// Months as they are asked for on the command line.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace colead {

/// `words`: months, ranges of months first..last, or all. Ascending, each once. Throws InputError, which
/// begins with `flag`, for what is none of these or not in [0, last].
std::vector<std::int64_t> month_list(const std::string& flag, const std::vector<std::string>& words,
                                     std::int64_t last);

}  // namespace colead
