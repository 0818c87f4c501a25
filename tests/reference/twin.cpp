#include "reference/twin.hpp"

#include <algorithm>

namespace colead::reference {

std::vector<Id> Twin::residents(std::uint32_t community) const {
    std::vector<Id> members;
    for (Id i = 0; i < people.size(); ++i) {
        if (people[i].community == community) {
            members.push_back(i);
        }
    }
    return members;
}

std::vector<Id> Twin::members_of_organization(std::uint32_t organization) const {
    std::vector<Id> members;
    for (Id i = 0; i < people.size() && organization != none_of_them; ++i) {
        if (people[i].organization == organization) {
            members.push_back(i);
        }
    }
    return members;
}

std::vector<Id> Twin::members_of_team(std::uint32_t team) const {
    std::vector<Id> members;
    for (Id i = 0; i < people.size() && team != none_of_them; ++i) {
        if (people[i].team == team) {
            members.push_back(i);
        }
    }
    return members;
}

std::vector<double> Twin::group_shares(std::uint32_t community) const {
    std::vector<double> shares(groups(), 0.0);
    const std::vector<Id> members = residents(community);
    for (const Id i : members) {
        shares[static_cast<std::size_t>(people[i].culture)] += 1.0;
    }
    for (double& share : shares) {
        share = members.empty() ? 0.0 : share / static_cast<double>(members.size());
    }
    return shares;
}

// Section 2: "R of a culture group is w.z, of a community the mean over its groups".
double Twin::result_of(std::uint32_t community) const {
    const std::vector<double> shares = group_shares(community);
    double result = 0.0;
    for (std::size_t g = 0; g < groups(); ++g) {
        double of_group = 0.0;
        for (std::size_t k = 0; k < factors(); ++k) {
            of_group += issues.weights[k] * communities[community].z[g][k];
        }
        result += shares[g] * of_group;
    }
    return result;
}

// 7.5 "O_i".
float Twin::organizing_of(Id i) const {
    const float own = people[i].q[organizing];
    if (people[i].organization == none_of_them) {
        return own;
    }
    const float K = organizations[people[i].organization].K;
    if (parameters.organizing.structure == OrganizingParameters::either) {
        return 1.0F - (1.0F - own) * (1.0F - K);
    }
    return std::max(own, K);
}

}  // namespace colead::reference
