#include "agents/month.hpp"

#include <array>

#include "agents/sound.hpp"
#include "agents/world.hpp"

namespace colead {

namespace {

constexpr std::array<Phase, 9> schedule = {{{"story", tell_the_story},
                                            {"dialogue", dialogue},
                                            {"organizing", organize},
                                            {"coalitions", form_coalitions},
                                            {"organizations", build_organizations},
                                            {"action", act_on_the_system},
                                            {"learning", learn},
                                            {"ties", change_ties},
                                            {"turnover", turn_over}}};

}  // namespace

std::span<const Phase> phases() { return schedule; }

void advance(World& world, const Workers& workers) {
    for (const Phase& phase : schedule) {
        phase.act(world, workers);
    }
    require_sound(world, workers);
    ++world.month;
}

void advance_watched(World& world, const Workers& workers) {
    for (const Phase& phase : schedule) {
        phase.act(world, workers);
        require_sound(world, workers, phase.name);
    }
    ++world.month;
}

}  // namespace colead
