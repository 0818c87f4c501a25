// One arm of one replicate from the start of burn-in to the last month, a month at a time: a run that
// can be put aside and taken up again. Its bits are those of run_replicate.
#pragma once

#include <cstdint>

#include "scenarios/experiment.hpp"
#include "scenarios/program_run.hpp"

namespace colead {

struct ArmRun {
    /// Makes the world; nothing has happened in it yet.
    ArmRun(const Prepared& prepared, std::size_t which_arm, std::uint32_t which_replicate,
           const Workers& workers);

    /// Months since the fork: -burn_in .. months. (A world's own months are numbered from 1.)
    std::int64_t month() const { return static_cast<std::int64_t>(world.month) - 1 - burn_in; }
    bool complete() const { return month() >= months; }
    Moment moment() const { return {arm, replicate, month(), program.spent()}; }

    /// A month of burn-in, or one with the arm's program. Throws Unsound (agents/sound.hpp).
    void advance(const Workers& workers);

    std::size_t arm;
    std::uint32_t replicate;
    std::int64_t burn_in;
    std::int64_t months;
    World world;
    ProgramRun program;
};

}  // namespace colead
