// The month as its schedule. What acts on the world from outside (a program) comes before, what is
// measured comes after. Order and meaning: docs/model.md, "Process overview and scheduling".
#pragma once

#include "sim/parallel.hpp"

namespace colead {

struct World;

/// One month of `world`; its bits do not depend on the number of workers.
void advance(World& world, const Workers& workers);

}  // namespace colead
