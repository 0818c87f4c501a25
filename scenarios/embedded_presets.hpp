// The preset scenarios that are compiled into the program: every scenarios/presets/NAME.toml.
//
// CMake writes the source (build folder, generated/embedded_presets.cpp) anew when a file changes.
#pragma once

#include <span>
#include <string_view>

namespace colead {

struct EmbeddedPreset {
    std::string_view name;  // the file's name without .toml
    std::string_view text;  // the whole file
};

// All presets in ascending order of name; empty if there are none.
std::span<const EmbeddedPreset> embedded_presets();

}  // namespace colead
