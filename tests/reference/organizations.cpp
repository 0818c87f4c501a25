// 7.7 Organizations.
#include <algorithm>

#include "reference/twin.hpp"

namespace colead::reference {

void build_organizations(Twin& twin) {
    std::vector<float> credit(twin.people.size(), 0.0F);
    for (const CoalitionState& coalition : twin.coalitions) {
        for (std::size_t r = 0; r < coalition.members.size(); ++r) {
            credit[coalition.members[r]] = coalition.credit[r];
        }
    }
    for (std::uint32_t o = 0; o < twin.organizations.size(); ++o) {
        const std::vector<Id> members = twin.members_of_organization(o);
        if (members.empty()) {
            continue;
        }
        double qO = 0.0;
        double credited = 0.0;
        double leads = 0.0;
        float best = 0.0F;
        for (const Id i : members) {
            qO += static_cast<double>(twin.people[i].q[organizing]);
            credited += static_cast<double>(credit[i]);
            leads += static_cast<double>(twin.people[i].lead());
            best = std::max(best, twin.people[i].lead());
        }
        const auto n = static_cast<double>(members.size());
        const OrganizationParameters& p = twin.parameters.organizations;
        const float lead = p.takes == OrganizationParameters::members ? 0.0F
                           : p.takes == OrganizationParameters::mean  ? single(leads / n)
                                                                      : best;
        float& K = twin.organizations[o].K;
        K = K + single(p.build) * (std::max(single(qO / n), lead) - K);
        twin.organizations[o].output[twin.luck.month % 12] = single(credited / n);
    }
}

}  // namespace colead::reference
