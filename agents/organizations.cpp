#include "agents/organizations.hpp"

#include <algorithm>
#include <array>

#include "agents/world.hpp"

namespace colead {

std::span<const Parameter<OrganizationParameters>> OrganizationParameters::rows() {
    using P = OrganizationParameters;
    static constexpr std::array<Parameter<P>, 1> table = {{
        {&P::build, "build", "1/month", 0, 1,
         "how fast an organization takes up what its people can organize",
         "assumed: a year for routines to form; range 1/24-1/6", 4},
    }};
    return table;
}

void build_organizations(World& world, const Workers& workers) {
    const Population& people = world.people;
    const Circles& circles = world.frame->organizations;
    const auto build = static_cast<float>(world.frame->parameters.organizations.build);

    std::vector<float>& credit = world.scratch.credit;
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
                float best = 0.0F;
                for (const Person i : members) {
                    sum += static_cast<double>(people.capacity[organizing][i]);
                    output += static_cast<double>(credit[i]);
                    best = std::max(best, lead_of(people.face[i]));
                }
                if (members.empty()) {
                    continue;
                }
                const auto size = static_cast<double>(members.size());
                const float aim = std::max(static_cast<float>(sum / size), best);
                float& capacity = world.organizations.capacity[o];
                capacity += build * (aim - capacity);
                world.organizations.output[o][month_of_year] = static_cast<float>(output / size);
            }
        },
        16);
}

}  // namespace colead
