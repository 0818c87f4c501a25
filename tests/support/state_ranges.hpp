// Whether every state of a world lies where docs/model.md has it.
#pragma once

#include <string>

#include "agents/world.hpp"

namespace colead::test {

/// The first state out of its range, with its value; "" when there is none. Vectors sum to 1 within
/// `slack`.
std::string out_of_range(const World& world, double slack = 1e-5);

}  // namespace colead::test
