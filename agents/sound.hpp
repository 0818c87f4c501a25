// Whether every number of a world is one: after every month no state may be NaN or infinite. Looked at
// each time, since a NaN that went on would be averaged into everyone's state and come out as a result.
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include "sim/columns.hpp"
#include "sim/parallel.hpp"

namespace colead {

struct World;

/// What is no number, and whose it is.
struct Unsound : std::runtime_error {
    Unsound(std::string_view of_what, Person of_whom, std::uint32_t in_month,
            std::string_view found_after);

    std::string state;    // "commitment", "narrative of community 3"
    Person person;        // nobody where it is a community's or an organization's
    std::uint32_t month;  // of the world
    std::string phase;    // after which it was found, "" at the end of a month
};

/// Throws Unsound for the first person, by number, with a state that is not finite; else for the first
/// organization or community. `after` names a phase: then what is fixed, and what is made of states
/// anew each month, is looked at too.
void require_sound(const World& world, const Workers& workers, std::string_view after = {});

}  // namespace colead
