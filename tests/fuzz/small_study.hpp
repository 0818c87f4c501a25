// The study whose parts and file are fuzzed.
#pragma once

#include <string_view>

namespace colead::fuzz {

inline constexpr std::string_view small_study = R"(title = "small"
months = 1
burn_in = 0
replicates = 2
[network]
people = 12
[design]
kind = "morris"
points = 1
parameters.dialogue.mu = [0.1, 0.5]
[[program]]
arm = "hybrid"
preset = "hybrid"
budget = 50.0
)";

}  // namespace colead::fuzz
