// Organizations hold structures that outlive people: K_o moves a twelfth a month toward what its
// people can. Whose ability that is decides which programs build strong organizations, and nobody has
// measured it: `takes` is a choice, to be varied (docs/findings.md).
#pragma once

#include "sim/parallel.hpp"
#include "sim/parameter.hpp"

namespace colead {

struct World;

struct OrganizationParameters {
    enum Takes : int { best, mean, members };

    double build = 1.0 / 12.0;
    int takes = best;

    static constexpr std::string_view section = "organizations";
    static std::span<const Parameter<OrganizationParameters>> rows();
};

/// Reads organizing, skill, rank, this month's credited output; writes organizations.
void build_organizations(World& world, const Workers& workers);

}  // namespace colead
