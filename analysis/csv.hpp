// Comma-separated values as RFC 4180 has them, with plain line ends.
#pragma once

#include <span>
#include <string>

#include "analysis/text_output.hpp"

namespace colead {

/// A cell, quoted if it must be.
std::string csv_cell(const std::string& text);

/// A row of cells that are quoted already where they must be.
void write_csv_row(TextOutput& file, std::span<const std::string> cells);

}  // namespace colead
