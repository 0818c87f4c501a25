// The month as its schedule. What acts on the world from outside (a program) comes before, what is
// measured comes after. Order and meaning: docs/model.md, "Process overview and scheduling".
#pragma once

#include <span>
#include <string_view>

#include "sim/parallel.hpp"

namespace colead {

struct World;

struct Phase {
    std::string_view name;
    void (*act)(World& world, const Workers& workers);
};

/// In order.
std::span<const Phase> phases();

/// One month of `world`; its bits do not depend on the number of workers. Throws Unsound (sound.hpp)
/// when a number of it is none at the end of the month.
void advance(World& world, const Workers& workers);
/// The same, looking after every phase, so that Unsound names it.
void advance_watched(World& world, const Workers& workers);

}  // namespace colead
