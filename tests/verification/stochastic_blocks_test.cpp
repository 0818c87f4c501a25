// Stochastic blocks (Holland, Laskey & Leinhardt 1983): three groups of 100, tied with probability .08
// within and .01 between.
#include <cmath>

#include "analysis/network_measures.hpp"
#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Newman (2003): (sum e_gg - sum a_g^2) / (1 - sum a_g^2) of the groups' shares of tie ends.
double assortativity(const World& world) {
    double same = 0.0;
    double all = 0.0;
    double ends[3] = {};
    for (Person ego = 0; ego < world.people.size(); ++ego) {
        for (const Person alter : world.ties.alters(ego)) {
            same += world.people.face[ego].culture == world.people.face[alter].culture ? 1.0 : 0.0;
            ends[world.people.face[ego].culture] += 1.0;
            all += 1.0;
        }
    }
    double by_chance = 0.0;
    for (const double share : ends) {
        by_chance += (share / all) * (share / all);
    }
    return (same / all - by_chance) / (1.0 - by_chance);
}

}  // namespace

TEST_CASE("three blocks of 100 at .08 and .01 have 1188 ties within, 300 between, and go apart",
          "[verification]") {
    const Prepared prepared =
        frozen("generator = \"stochastic-block\"\npeople = 300\nwithin = 0.08\nbetween = 0.01\n",
               "", {"network.cultures=3"});
    constexpr int worlds = 200;
    double within = 0.0;
    double between = 0.0;
    double apart = 0.0;
    double ei = 0.0;
    for (std::uint32_t replicate = 0; replicate < worlds; ++replicate) {
        const World world = make_world(prepared, replicate);
        const auto ties = static_cast<double>(world.ties.ties());
        const double index = measure_network(world).ei_index;
        within += ties * (1.0 - index) / 2.0 / worlds;
        between += ties * (1.0 + index) / 2.0 / worlds;
        ei += index / worlds;
        apart += assortativity(world) / worlds;
    }
    // Four standard errors each: counts are binomial; the share between, .2016, has variance
    // about s (1 - s) / ties, E-I twice and assortativity 3/2 times its deviation.
    const double root = std::sqrt(static_cast<double>(worlds));
    const double share = std::sqrt(0.2016 * 0.7984 / 1488.0) / root;
    CHECK(within == Approx(1188.0).margin(4.0 * std::sqrt(1188.0 * 0.92) / root));
    CHECK(between == Approx(300.0).margin(4.0 * std::sqrt(300.0 * 0.99) / root));
    CHECK(ei == Approx(-0.597).margin(4.0 * 2.0 * share + 0.0005));
    CHECK(apart == Approx(0.698).margin(4.0 * 1.5 * share + 0.0005));
}
