// Trust grows by g (1 - tau) and goes by d tau: it rests at g / (g + d), and the distance to that
// shrinks by 1 - g - d a month.
#include <cmath>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("trust at a growth of .02 and a loss of .016 closes in on .5556 by .964 a month",
          "[verification]") {
    const InputFolder folder;
    folder.write("ties.csv", "ego,alter,trust\n1,2,0\n2,1,1\n");
    // The same concern, so that they overlap by 1.
    folder.write("people.csv", "id,concern_1,concern_2\n1,.5,.5\n2,.5,.5\n");
    World world = frozen_world(folder, {"trust.eta=0.02", "trust.c0=1", "trust.delta=0.016"});
    const double rest = 0.02 / 0.036;
    const auto trust_of = [&](Person ego) {
        return static_cast<double>(std::as_const(world.ties).trust(ego)[0]);
    };
    for (int month = 1; month <= 60; ++month) {
        advance_by(world, 1);
        const double left = std::pow(0.964, month);
        CHECK(trust_of(0) == Approx(rest * (1.0 - left)).margin(1e-5));
        CHECK(trust_of(1) == Approx(rest + (1.0 - rest) * left).margin(1e-5));
    }
    advance_by(world, 500);
    CHECK(trust_of(0) == Approx(0.5556).margin(5e-5));
    CHECK(trust_of(1) == Approx(0.5556).margin(5e-5));
}
