#include "scenarios/arm_run.hpp"

#include "agents/month.hpp"
#include "sim/floating_point.hpp"

namespace colead {

ArmRun::ArmRun(const Prepared& prepared, std::size_t which_arm, std::uint32_t which_replicate,
               const Workers& workers)
    : arm(which_arm),
      replicate(which_replicate),
      burn_in(prepared.scenario.run.burn_in),
      months(prepared.scenario.run.months),
      world(make_world(prepared, which_replicate, workers)),
      program(prepared.scenario.arms[which_arm], prepared.scenario.programs_parameters) {}

void ArmRun::advance(const Workers& workers) {
    const StandardFloatingPoint numbers;
    if (month() >= 0) {
        program.touch(world, month() + 1, workers);
    }
    colead::advance(world, workers);
}

}  // namespace colead
