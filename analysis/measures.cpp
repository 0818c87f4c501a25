#include "analysis/measures.hpp"

#include <array>
#include <vector>

#include "analysis/measure_ids.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::array<Measure, measure::count> table = {{
    {"result", "1", "community result",
     "mean over people of the weighted factors of their own group's issue system, R = w.z",
     Level::community},
    {"disparity", "1", "disparity between groups",
     "largest minus smallest result of culture groups of five people or more; none with fewer than "
     "two such groups",
     Level::system},
    {"direction", "1", "direction", "mean overlap of concern with the community's mean concern",
     Level::community},
    {"direction_rescaled", "1", "direction, rescaled",
     "mean overlap of 512 pairs within communities; 0: as pairs from anywhere at month 0, 1: all "
     "voice the same",
     Level::community},
    {"alignment", "1", "alignment",
     "chance that two units of effort in a community serve one target in one coalition",
     Level::community},
    {"commitment", "1", "commitment", "mean commitment of people", Level::community},
    {"reach", "1", "reach", "share of people who act", Level::community},
    {"spent", "US dollars", "money spent", "spent by the program since month 0", Level::system},
    {"gain_per_money", "1 / (US dollar per resident)", "gain per money",
     "rise of the result since month 0 per dollar spent per resident, with the drift that control "
     "has "
     "too",
     Level::system},
    {"coalitions", "coalitions", "coalitions", "coalitions of two people or more", Level::team},
    {"coalition_largest", "1", "largest coalition", "its share of all people", Level::community},
    {"coalition_cultures", "cultures", "cultures spanned",
     "mean number of cultures in coalitions of two people or more", Level::team},
    {"coalition_churn", "1", "coalition churn",
     "among those acting in this and the last month: 1 - pairs together in both months / pairs "
     "together in either",
     Level::team},
    {"coordination", "1", "coordination", "mean over those who act of their coalition's",
     Level::team},
    {"leverage_taken", "1", "leverage taken",
     "mean gain of the factors acted on, by effort, in parts of the largest gain", Level::system},
    {"connecting", "1", "capacity for connecting", "mean of people", Level::individual},
    {"organizing", "1", "capacity for organizing", "mean of people", Level::individual},
    {"systems_thinking", "1", "capacity for systems thinking", "mean of people", Level::individual},
    {"bridging", "1", "capacity for bridging", "mean of people", Level::individual},
    {"learning", "1", "capacity for learning", "mean of people", Level::individual},
    {"skill", "1", "leader skill", "mean of people", Level::individual},
    {"clarity", "1", "clarity", "mean of people", Level::individual},
    {"openness", "1", "openness", "mean of people", Level::individual},
    {"accuracy", "1", "accuracy of mental models",
     "mean overlap of mental models with the true gain of the factors", Level::individual},
    {"trained_share", "1", "trained people", "share of people who took part in the program",
     Level::individual},
    {"trained_capacity", "1", "capacities of the trained", "mean of the five capacities",
     Level::individual},
    {"untrained_capacity", "1", "capacities of the untrained", "mean of the five capacities",
     Level::individual},
    {"trained_skill", "1", "leader skill of the trained", "mean", Level::individual},
    {"untrained_skill", "1", "leader skill of the untrained", "mean", Level::individual},
    {"trained_capacity_gain", "standard deviations", "what the trained gained in capacities",
     "mean over the trained and the five capacities of what stands above their own baselines, less "
     "the same of everybody at month 0, in standard deviations of everybody's baselines",
     Level::individual},
    {"trained_skill_gain", "standard deviations", "what the trained gained in leader skill",
     "mean over the trained of what stands above their own baselines, less the same of everybody "
     "at "
     "month 0, in standard deviations of everybody's baselines",
     Level::individual},
    {"team_direction", "1", "direction within teams",
     "mean overlap of concern with the team's mean concern", Level::team},
    {"team_alignment", "1", "alignment within teams",
     "share of pairs acting in one team that are of one coalition", Level::team},
    {"organization_direction", "1", "direction within organizations",
     "mean overlap of concern with the organization's mean concern", Level::organization},
    {"organization_capacity", "1", "capacity of organizations", "mean K over people",
     Level::organization},
    {"organization_performance", "output per head and year", "performance of organizations",
     "members' credited output per head over the last twelve months", Level::organization},
    {"role_turnover", "1", "role turnover",
     "share of those acting in this and the last month whose role changed", Level::system},
    {"degree", "ties", "degree", "mean number of ties", Level::system},
    {"trust", "1", "trust", "mean trust over both ends of all ties", Level::system},
    {"clustering", "1", "clustering",
     "mean local clustering of those with two ties or more; above 2,000 people of 1,024 drawn, "
     "standard error at most .016 where all have two",
     Level::system},
    {"transitivity", "1", "transitivity",
     "share of pairs of ties with a common end that are closed; above 2,000 people of 4,096 drawn, "
     "standard error at most .008",
     Level::system},
    {"share_across", "1", "ties across", "share of ties across cultures or sectors", Level::system},
    {"ei_index", "1", "E-I index", "(external - internal) / all ties, by culture", Level::system},
    {"giant_component", "1", "giant component", "share of people in the largest component",
     Level::system},
    {"modularity", "1", "modularity", "of the partition into organizations", Level::system},
    {"degree_gini", "1", "Gini of degree", "0: all have as many ties", Level::system},
    {"influence_gini", "1", "influence concentration",
     "Gini of the influence that people exert in dialogue", Level::system},
    {"result_by_group", "1", "result by culture group", "mean over the group's people of R",
     Level::system, Along::group},
    {"reach_by_group", "1", "reach by culture group", "share of the group that acts", Level::system,
     Along::group},
    {"result_by_community", "1", "result by community", "R of each", Level::community,
     Along::community},
    {"direction_by_community", "1", "direction by community", "as direction", Level::community,
     Along::community},
    {"alignment_by_community", "1", "alignment by community", "as alignment; NaN if nobody acts",
     Level::community, Along::community},
    {"commitment_by_community", "1", "commitment by community", "as commitment", Level::community,
     Along::community},
    {"reach_by_community", "1", "reach by community", "as reach", Level::community,
     Along::community},
}};

}  // namespace

std::span<const Measure> measures() { return table; }

std::size_t measure_index(std::string_view name) {
    std::vector<std::string_view> names;
    for (std::size_t m = 0; m < table.size(); ++m) {
        if (table[m].name == name) {
            return m;
        }
        names.push_back(table[m].name);
    }
    const std::string nearest = nearest_name(name, names);
    throw InputError(
        "unknown measure " + std::string(name) +
        (nearest.empty() ? "; docs/model.md lists them all" : "; did you mean " + nearest + "?"));
}

}  // namespace colead
