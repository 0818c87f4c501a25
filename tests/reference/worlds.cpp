#include "reference/worlds.hpp"

#include <fmt/format.h>

#include "agents/month.hpp"
#include "support/random_scenario.hpp"

namespace colead::reference {

const std::vector<Phase>& phases() {
    static const std::vector<Phase> list = {
        {"story", colead::tell_the_story, tell_the_story},
        {"dialogue", colead::dialogue, dialogue, false, true},
        {"organizing", colead::organize, organize, true, false},
        {"coalitions", colead::form_coalitions, form_coalitions},
        {"organizations", colead::build_organizations, build_organizations},
        {"action", colead::act_on_the_system, act_on_the_system},
        {"learning", colead::learn, learn},
        {"ties", colead::change_ties, change_ties},
        {"turnover", colead::turn_over, turn_over},
    };
    return list;
}

RandomWorld::RandomWorld(std::uint64_t seed) : seed_(seed) {
    prepared_ = std::make_unique<Prepared>(test::drawn_with(
        seed, [] { return test::any_prepared(*rc::gen::inRange<std::int64_t>(2, 201)); }));
    world = make_world(*prepared_, static_cast<std::uint32_t>(seed % 3));
    if (seed % 2 == 0) {
        program_ = std::make_unique<ProgramRun>(prepared_->scenario.arms[1],
                                                prepared_->scenario.programs_parameters);
        twins_program_ = {prepared_->scenario.arms[1], prepared_->scenario.programs_parameters};
    }
}

void RandomWorld::touch(int month) {
    if (program_) {
        program_->touch(world, month, Workers(1));
    }
}

void RandomWorld::touch(Twin& twin, int month) {
    if (program_) {
        hold_program(twin, twins_program_, month);
    }
}

std::string RandomWorld::name() const {
    return fmt::format("world {} of {} people and {} factors", seed_, world.people.size(),
                       world.frame->issues.factors());
}

}  // namespace colead::reference
