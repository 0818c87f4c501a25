// Names of the measures inside analysis/: the places of their rows in measures().
#pragma once

#include <cstddef>

namespace colead::measure {

enum Id : std::size_t {
    result,
    disparity,
    direction,
    direction_rescaled,
    alignment,
    commitment,
    reach,
    spent,
    gain_per_money,
    coalitions,
    coalition_largest,
    coalition_cultures,
    coalition_churn,
    coordination,
    leverage_taken,
    capacity_connecting,
    capacity_organizing,
    capacity_systems,
    capacity_bridging,
    capacity_learning,
    skill,
    clarity,
    openness,
    accuracy,
    trained_share,
    trained_capacity,
    untrained_capacity,
    trained_skill,
    untrained_skill,
    team_direction,
    team_alignment,
    organization_direction,
    organization_capacity,
    organization_performance,
    role_turnover,
    degree,
    trust,
    clustering,
    transitivity,
    share_across,
    ei_index,
    giant_component,
    modularity,
    degree_gini,
    influence_gini,
    result_by_group,
    reach_by_group,
    result_by_community,
    direction_by_community,
    alignment_by_community,
    commitment_by_community,
    reach_by_community,
    count
};

}  // namespace colead::measure
