// Reading [design], for study.cpp alone.
#pragma once

#include <vector>

#include "scenarios/design.hpp"
#include "scenarios/toml_source.hpp"

namespace colead {

/// `settings`: those whose keys begin with "design.". Throws InputError, or FileError when the list of
/// points cannot be read.
Design read_design(const toml::table& table, const TomlSource& source,
                   const std::vector<Setting>& settings);

}  // namespace colead
