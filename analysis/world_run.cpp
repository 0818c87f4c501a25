#include "analysis/world_run.hpp"

#include <chrono>
#include <exception>
#include <new>

namespace colead {

WorldRun attempt(const Prepared& prepared, const std::function<void(WorldRun&)>& work) {
    WorldRun out;
    out.seed = static_cast<std::uint64_t>(prepared.scenario.run.seed);
    const auto start = std::chrono::steady_clock::now();
    try {
        work(out);
        out.done = true;
    } catch (const std::bad_alloc&) {
        out.message = "there is not enough memory for this";
    } catch (const std::exception& fault) {
        out.message = fault.what();
    }
    out.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    return out;
}

WorldRun run_world(const Prepared& prepared, std::uint32_t replicate, const Workers& workers,
                   const std::function<void()>& arm_done, const Observe& also) {
    return attempt(prepared, [&](WorldRun& out) {
        Recorder recorder(prepared, prepared.scenario.arms.size());
        const std::int64_t last = prepared.scenario.run.months;
        run_replicate(prepared, replicate, workers, [&](const Moment& moment, const World& world) {
            recorder(moment, world);
            if (also) {
                also(moment, world);
            }
            if (moment.month == last) {
                arm_done();
            }
        });
        out.arms = recorder.take();
    });
}

}  // namespace colead
