// One world: a replicate run through all its arms and measured.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "analysis/recorder.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

/// Above this, a world is large enough to share its people between threads.
inline constexpr std::size_t large_world = 100'000;

struct WorldRun {
    bool done = false;
    std::string message;   // what went wrong, if it did
    double seconds = 0.0;  // information only: not reproducible
    std::uint64_t seed = 0;
    std::vector<RunSeries> arms;  // empty unless done
};

/// Does the work of a replicate, times it and tells in the message whatever goes wrong.
WorldRun attempt(const Prepared& prepared, const std::function<void(WorldRun&)>& work);

/// Runs and measures every arm of a replicate; `arm_done` is called after each, `also`, where given, sees
/// what is measured. Whatever goes wrong is told in the message.
WorldRun run_world(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                   const std::function<void()>& arm_done, const Observe& also = {});

}  // namespace colead
