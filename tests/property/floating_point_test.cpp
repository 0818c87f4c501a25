// Denormal numbers are reckoned as they are, whatever the processor was set to before.
#include "sim/floating_point.hpp"

#include "agents/state_hash.hpp"
#include "sim/parallel.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

#if defined(__SSE2__)
#include <xmmintrin.h>

using namespace colead;
using namespace colead::test;

namespace {

// The processor takes denormal numbers for zero, as results and as operands, while this lives.
class FlushedToZero {
public:
    FlushedToZero() : before_(_mm_getcsr()) { _mm_setcsr(before_ | 0x8040U); }
    ~FlushedToZero() { _mm_setcsr(before_); }
    FlushedToZero(const FlushedToZero&) = delete;
    FlushedToZero& operator=(const FlushedToZero&) = delete;

private:
    unsigned before_;
};

bool halves_the_smallest_normal() {
    volatile float smallest = std::numeric_limits<float>::min();
    volatile float half = smallest * 0.5F;
    return half > 0.0F;
}

std::uint64_t hash_of_run(int threads) {
    Scenario scenario = scenario_of(1200);
    scenario.run.burn_in = 2;
    scenario.run.months = 40;
    // States fade towards nothing, by denormal numbers at last.
    scenario.parameters.learning.fade = 1.0;
    scenario.parameters.dialogue.mu = 0.9;
    scenario.arms = {{"control", "none", 0.0, {}}};
    std::uint64_t hash = 0;
    run_replicate(prepare(scenario), 0, Workers(threads),
                  [&](const Moment&, const World& world) { hash = state_hash(world, hash); });
    return hash;
}

}  // namespace

TEST_CASE("numbers are reckoned by the standard in a run and in every task") {
    const FlushedToZero flushed;
    REQUIRE_FALSE(halves_the_smallest_normal());
    {
        const StandardFloatingPoint standard;
        CHECK(halves_the_smallest_normal());
    }
    CHECK_FALSE(halves_the_smallest_normal());
    for (const int threads : {1, 3}) {
        std::array<bool, 64> well{};
        Workers(threads).for_tasks(well.size(),
                                   [&](std::size_t k) { well[k] = halves_the_smallest_normal(); });
        CHECK(std::count(well.begin(), well.end(), true) == 64);
    }
}

TEST_CASE("a run has the same bits where denormal numbers would be taken for zero") {
    const std::uint64_t expected = hash_of_run(1);
    const FlushedToZero flushed;
    CHECK(hash_of_run(1) == expected);
    CHECK(hash_of_run(3) == expected);
}
#endif
