// The known results by what they are about, a file each; known_results.cpp lists them.
#pragma once

#include <vector>

#include "analysis/known_results.hpp"

namespace colead::known {

// known_talk.cpp: how people come to agree, or do not
std::vector<KnownValue> three_people_agree();
std::vector<KnownValue> one_month_of_talk();
std::vector<KnownValue> karate_club_agrees();
std::vector<KnownValue> karate_club_of_clear_values();
std::vector<KnownValue> listeners_on_a_grid();
std::vector<KnownValue> two_groups_agree_slowly();

// known_action.cpp: who acts once others do
std::vector<KnownValue> a_crowd_joins();
std::vector<KnownValue> a_crowd_with_a_gap();
std::vector<KnownValue> contagion_of_two_sources();
std::vector<KnownValue> contagion_of_one_source();

// known_ties.cpp: trust and ties in time
std::vector<KnownValue> trust_comes_to_rest();
std::vector<KnownValue> ties_form_and_end();

// known_learning.cpp
std::vector<KnownValue> gains_fade();
std::vector<KnownValue> half_of_a_gain();

// known_issue_system.cpp
std::vector<KnownValue> five_factors_analysed();
std::vector<KnownValue> five_factors_pressed();

// known_networks.cpp: generators
std::vector<KnownValue> small_worlds();
std::vector<KnownValue> preferential_degrees();
std::vector<KnownValue> giant_component_of_a_random_network();
std::vector<KnownValue> stochastic_blocks();

// known_bits.cpp: arms of the same content; the same bits everywhere
std::vector<KnownValue> same_content();
std::vector<KnownValue> same_bits();

}  // namespace colead::known
