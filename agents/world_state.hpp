// The list of what one month leaves to the next: whoever hashes a world or puts it aside goes through
// it. What stays the same (the frame, people's ids) and what a month finds anew before it reads it is
// not in it; ties are asked of the store.
#pragma once

#include <string>
#include <string_view>

#include "agents/world.hpp"

namespace colead {

/// Calls visit(name, values) for each column of people, in a fixed order. `people`: a Population, const
/// or not.
template <class People, class Visit>
void visit_people(People& people, Visit&& visit) {
    visit("face", people.face);
    visit("community", people.community);
    visit("team", people.team);
    visit("threshold", people.threshold);
    visit("skill_baseline", people.skill_baseline);
    visit("clarity_baseline", people.clarity_baseline);
    visit("openness_baseline", people.openness_baseline);
    visit("clarity", people.clarity);
    visit("openness", people.openness);
    visit("commitment", people.commitment);
    visit("intention", people.intention);
    visit("mental_model", people.mental_model);
    visit("voice", people.voice);
    for (std::size_t c = 0; c < process_count; ++c) {
        const std::string name(process_names[c]);
        visit(name, people.capacity[c]);
        visit(name + "_baseline", people.capacity_baseline[c]);
    }
    visit("target", people.target);
    visit("practised", people.practised);
    visit("joined", people.joined);
    visit("trained", people.trained);
    visit("role", people.role);
    visit("coalition", people.coalition);
}

/// The same for organizations and communities.
template <class AWorld, class Visit>
void visit_places(AWorld& world, Visit&& visit) {
    visit("organization_capacity", world.organizations.capacity);
    visit("narrative", world.communities.narrative);
    visit("factor", world.communities.factor);
    visit("result", world.communities.result);
    visit("rise", world.communities.rise);
    visit("rise_before", world.communities.rise_before);
    visit("organization_output", world.organizations.output);
}

}  // namespace colead
