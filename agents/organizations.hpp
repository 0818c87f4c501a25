// Organizations hold structures that outlive people: K_o moves a twelfth a month toward the larger
// of its members' mean capacity for organizing and its best lead ("strong organizations").
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct OrganizationParameters {
    double build = 1.0 / 12.0;

    static constexpr std::string_view section = "organizations";
    static std::span<const Parameter<OrganizationParameters>> rows();
};

/// Reads organizing, skill, rank, this month's credited output; writes organizations.
void build_organizations(World& world, const Workers& workers);

}  // namespace colead
