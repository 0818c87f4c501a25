// Erdos and Renyi (1960): of a random network of mean degree z = 2 the share S that is in one
// component solves S = 1 - exp(-z S).
#include <cmath>

#include "analysis/measures.hpp"
#include "analysis/recorder.hpp"
#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("a random network of mean degree 2 has .7968 of its people in the giant component",
          "[verification]") {
    constexpr double people = 100'000.0;
    const Prepared prepared =
        frozen("generator = \"erdos-renyi\"\npeople = 100000\ndegree = 2\n", "", {});
    Recorder recorder(prepared, prepared.scenario.arms.size());
    recorder({0, 0, 0, 0.0}, make_world(prepared, 0));
    const std::vector<RunSeries> series = recorder.take();
    double share = -1.0;
    double degree = -1.0;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        share = measures()[m].name == "giant_component" ? series[0].values[m][0] : share;
        degree = measures()[m].name == "degree" ? series[0].values[m][0] : degree;
    }
    // Four standard errors each. The component's size has variance N S (1-S) / (1 - z (1-S))^2
    // (Stepanov 1970), the number of ties that of a Poisson.
    constexpr double s = 0.7968;
    const double error = std::sqrt(s * (1.0 - s) / people) / (1.0 - 2.0 * (1.0 - s));
    CHECK(share == Approx(s).margin(4.0 * error));
    CHECK(degree == Approx(2.0).margin(4.0 * 2.0 / std::sqrt(people)));
}
