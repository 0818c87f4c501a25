// Barabasi and Albert (1999); the degrees of large networks: P(k) = 2 m (m + 1) / [k (k + 1) (k + 2)]
// (Dorogovtsev, Mendes & Samukhin 2000).
#include <fmt/format.h>

#include <cmath>
#include <vector>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("preferential attachment gives the degrees of Barabasi and Albert", "[verification]") {
    constexpr double people = 200'000.0;
    const auto [m, least] = GENERATE(table<int, double>({{2, 0.5}, {3, 0.4}}));
    const World world = make_world(frozen("generator = \"barabasi-albert\"\npeople = 200000\n", "",
                                          {fmt::format("network.attach={}", m)}),
                                   0);
    std::vector<double> share(200'000, 0.0);
    for (Person i = 0; i < world.ties.people(); ++i) {
        share[world.ties.degree(i)] += 1.0 / people;
    }
    CHECK(share[static_cast<std::size_t>(m)] == Approx(least).margin(0.006));
    for (int k = m; k <= 30; ++k) {
        const double expected = 2.0 * m * (m + 1) / (1.0 * k * (k + 1) * (k + 2));
        CAPTURE(m, k);
        CHECK(share[static_cast<std::size_t>(k)] ==
              Approx(expected).margin(4.0 * std::sqrt(expected / people)));
    }
}
