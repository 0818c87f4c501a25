#include "agents/month.hpp"

#include "agents/world.hpp"

namespace colead {

void advance(World& world, const Workers& workers) {
    tell_the_story(world, workers);
    dialogue(world, workers);
    organize(world, workers);
    form_coalitions(world, workers);
    build_organizations(world, workers);
    act_on_the_system(world, workers);
    learn(world, workers);
    change_ties(world, workers);
    turn_over(world, workers);
    ++world.month;
}

}  // namespace colead
