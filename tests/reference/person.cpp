// 5 Initialization: first draws of people, and where organizations and communities begin.
#include <algorithm>
#include <cmath>

#include "reference/twin.hpp"

namespace colead::reference {

namespace {

// "Dirichlet(concentration)": gamma deviates divided by their sum.
Vector dirichlet(Stream& luck, double concentration, std::size_t factors) {
    std::vector<double> deviates;
    double sum = 0.0;
    for (std::size_t k = 0; k < factors; ++k) {
        deviates.push_back(luck.gamma(concentration));
        sum += deviates.back();
    }
    Vector shares;
    for (const double deviate : deviates) {
        shares.push_back(single(sum > 0.0 ? deviate / sum : 1.0 / static_cast<double>(factors)));
    }
    return shares;
}

// z = (I - A)^-1 b by Gauss-Jordan elimination.
std::vector<double> resting_factors(const IssueSystem& issues, std::size_t group) {
    const std::size_t M = issues.names.size();
    std::vector<std::vector<double>> rows(M, std::vector<double>(M + 1));
    for (std::size_t a = 0; a < M; ++a) {
        for (std::size_t b = 0; b < M; ++b) {
            rows[a][b] = (a == b ? 1.0 : 0.0) - issues.influence[a * M + b];
        }
        rows[a][M] = issues.baselines[group * M + a];
    }
    for (std::size_t step = 0; step < M; ++step) {
        const auto pivot = std::max_element(
            rows.begin() + static_cast<std::ptrdiff_t>(step), rows.end(),
            [&](const auto& a, const auto& b) { return std::abs(a[step]) < std::abs(b[step]); });
        std::iter_swap(rows.begin() + static_cast<std::ptrdiff_t>(step), pivot);
        for (std::size_t row = 0; row < M; ++row) {
            const double times = rows[row][step] / rows[step][step];
            for (std::size_t column = step; row != step && column <= M; ++column) {
                rows[row][column] -= times * rows[step][column];
            }
        }
    }
    std::vector<double> z;
    for (std::size_t k = 0; k < M; ++k) {
        z.push_back(std::clamp(rows[k][M] / rows[k][k], 0.0, 1.0));
    }
    return z;
}

}  // namespace

void draw_person(Twin& twin, Id i) {
    const PersonParameters& p = twin.parameters.person;
    PersonState& person = twin.people[i];
    Stream luck(twin.luck, for_first_state, i);
    const auto between = [&](double low, double high) {
        return single(low) + (single(high) - single(low)) * uniform(luck.word());
    };
    // "s", "m".
    const Vector own = dirichlet(luck, p.concentration, twin.factors());
    const float of_community = single(p.values_community);
    const float of_culture = single(p.values_culture);
    person.s = of_community * twin.community_values[person.community] +
               of_culture * twin.culture_values[static_cast<std::size_t>(person.culture)] +
               (1.0F - of_community - of_culture) * own;
    double sum = 0.0;
    for (float& m : person.m) {
        m = single(exponential(p.model_spread * normal(luck.word())));
        sum += static_cast<double>(m);
    }
    for (float& m : person.m) {
        m = single(static_cast<double>(m) / sum);
    }
    // "q0, kappa0, omega0, e, l", "theta".
    for (float& q0 : person.q0) {
        q0 = between(p.capacity_low, p.capacity_high);
    }
    person.q = person.q0;
    person.kappa = person.kappa0 = between(p.awareness_low, p.awareness_high);
    person.omega = person.omega0 = between(p.awareness_low, p.awareness_high);
    person.e = between(p.commitment_low, p.commitment_high);
    person.l = person.l0 =
        std::min(1.0F, between(p.skill_low, p.skill_high) + single(p.skill_of_rank) * person.rank);
    person.theta =
        std::clamp(single(p.threshold_mean + p.threshold_sd * normal(luck.word())), 0.02F, 0.95F);
    // "x = s; v; target; nobody acts".
    const float qS = person.q[systems_thinking];
    person.x = person.s;
    person.v = (1.0F - qS) * person.x + qS * person.m;
    person.target = argmax(person.v);
    person.acting = nothing;
    person.role = Role::none;
    person.coalition = no_one;
    person.practised.clear();
    person.joined = static_cast<int>(twin.luck.month);
    person.trained = never_trained;
}

void draw_first_state(Twin& twin) {
    const std::uint32_t month = twin.luck.month;
    twin.luck.month = 0;
    const double concentration = twin.parameters.person.concentration;
    for (std::uint32_t c = 0; c < twin.communities.size(); ++c) {
        Stream luck(twin.luck, for_community_values, c);
        twin.community_values[c] = dirichlet(luck, concentration, twin.factors());
    }
    for (std::uint32_t g = 0; g < twin.groups(); ++g) {
        Stream luck(twin.luck, for_culture_values, g);
        twin.culture_values[g] = dirichlet(luck, concentration, twin.factors());
    }
    for (Id i = 0; i < twin.people.size(); ++i) {
        draw_person(twin, i);
    }
    for (std::uint32_t o = 0; o < twin.organizations.size(); ++o) {
        const std::vector<Id> members = twin.members_of_organization(o);
        double sum = 0.0;
        for (const Id i : members) {
            sum += static_cast<double>(twin.people[i].q[organizing]);
        }
        twin.organizations[o].K =
            members.empty() ? 0.0F : single(sum / static_cast<double>(members.size()));
    }
    for (std::uint32_t c = 0; c < twin.communities.size(); ++c) {
        CommunityState& community = twin.communities[c];
        const std::vector<Id> members = twin.residents(c);
        for (std::size_t k = 0; k < twin.factors() && !members.empty(); ++k) {
            std::int64_t sum = 0;
            for (const Id i : members) {
                sum += in_fixed_point(static_cast<double>(twin.people[i].x[k]));
            }
            community.narrative[k] =
                single(from_fixed_point(sum) / static_cast<double>(members.size()));
        }
        for (std::size_t g = 0; g < twin.groups(); ++g) {
            community.z[g] = resting_factors(twin.issues, g);
        }
        community.result = twin.result_of(c);
    }
    twin.luck.month = month;
}

}  // namespace colead::reference
