#include "agents/organizations.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<OrganizationParameters>> OrganizationParameters::rows() {
    using P = OrganizationParameters;
    static constexpr std::array<std::string_view, 3> takers = {"best", "mean", "members"};
    static constexpr std::array<Parameter<P>, 2> table = {{
        {&P::build, "build", "1/month", 0, 1,
         "how fast an organization takes up what its people can organize",
         "assumed: a year for routines to form; range 1/24-1/6", 4},
        {&P::takes, "takes", "choice", 0, 2,
         "what an organization takes up: the larger of its members' mean capacity for organizing "
         "and "
         "the `best` lead, or the `mean` lead; or what `members` can alone",
         "assumed: best, the usual view of strong organizations; it can decide which program does "
         "better (docs/findings.md)",
         4, takers},
    }};
    return table;
}

void build_organizations(World& world, const Workers& workers) {
    const Population& people = world.people;
    const Circles& circles = world.frame->organizations;
    const int takes = world.frame->parameters.organizations.takes;
    const auto build = static_cast<float>(world.frame->parameters.organizations.build);

    Column<float>& credit = world.scratch.credit;
    credit.assign(people.size(), 0.0F);
    for (std::size_t n = 0; n < world.coalitions.members.size(); ++n) {
        credit[world.coalitions.members[n]] = world.coalitions.credit[n];
    }
    const std::size_t month_of_year = world.month % Organizations::months_kept;
    workers.for_blocks(
        circles.count(),
        [&](std::size_t begin, std::size_t end) {
            for (std::size_t o = begin; o < end; ++o) {
                const auto members = circles.members(static_cast<std::uint32_t>(o));
                double sum = 0.0;
                double output = 0.0;
                double leads = 0.0;
                float best = 0.0F;
                for (const Person i : members) {
                    sum += static_cast<double>(people.capacity[organizing][i]);
                    output += static_cast<double>(credit[i]);
                    const float lead = lead_of(people.face[i]);
                    leads += static_cast<double>(lead);
                    best = std::max(best, lead);
                }
                if (members.empty()) {
                    continue;
                }
                const auto size = static_cast<double>(members.size());
                const float lead = takes == OrganizationParameters::best ? best
                                   : takes == OrganizationParameters::mean
                                       ? static_cast<float>(leads / size)
                                       : 0.0F;
                const float aim = std::max(static_cast<float>(sum / size), lead);
                float& capacity = world.organizations.capacity[o];
                capacity += build * (aim - capacity);
                world.organizations.output[o][month_of_year] = static_cast<float>(output / size);
            }
        },
        16);
}

}  // namespace colead
