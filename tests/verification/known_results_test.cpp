// The known results that `colead verify` prints (analysis/known_*.cpp), one test each. What takes
// longer than seconds has a file of its own here.
#include <limits>
#include <string_view>

#include "analysis/known_results.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

void require_known(std::string_view name) {
    const std::vector<KnownValue> values = known_result(name).find();
    REQUIRE_FALSE(values.empty());
    for (const KnownValue& value : values) {
        INFO(value.what << ": found " << value.found << ", expected " << value.expected
                        << " within " << value.tolerance);
        CHECK(value.holds());
    }
}

}  // namespace

TEST_CASE("three people of given trusts agree on .4, .4 and .2 of what they began with",
          "[verification]") {
    require_known("three people of given trusts");
}

TEST_CASE("one month of talk between three people is one product with their trusts",
          "[verification]") {
    require_known("a month of talk between three");
}

TEST_CASE("the karate club agrees on .49378 where each hears oneself like a friend",
          "[verification]") {
    require_known("the karate club agrees");
}

TEST_CASE("people of clear values in the karate club rest where Friedkin and Johnsen say",
          "[verification]") {
    require_known("the karate club holds its values");
}

TEST_CASE("a hundred and one people on a grid part into groups of 24, 53 and 24",
          "[verification]") {
    require_known("bounded listeners on a grid");
}

TEST_CASE("two groups with nine ties in ten inside take 22 months to a hundredth of disagreement",
          "[verification]") {
    require_known("homophily slows agreement");
}

TEST_CASE("of a hundred people with evenly spaced thresholds one more acts each month until all do",
          "[verification]") {
    require_known("a crowd joins one by one");
}

TEST_CASE("with one threshold raised to the next one a single person acts", "[verification]") {
    require_known("a crowd with a gap stays home");
}

TEST_CASE("what needs two sources goes round a ring and nowhere in a random network",
          "[verification]") {
    require_known("what needs two sources");
}

TEST_CASE("what needs one source goes round a ring five times as fast with a tenth rewired",
          "[verification]") {
    require_known("what needs one source");
}

TEST_CASE("trust at a growth of .02 and a loss of .016 closes in on .5556 by .964 a month",
          "[verification]") {
    require_known("trust at rest");
}

TEST_CASE(
    "ties that form at .01 and end at .1 a month have density .0909, last 10, correlate by .89",
    "[verification]") {
    require_known("ties formed and ended");
}

TEST_CASE("without practice the gap to every baseline shrinks by one minus the fade a month",
          "[verification]") {
    require_known("gains fade");
}

TEST_CASE("at a fade of .067 half of a gain is gone after ten months", "[verification]") {
    require_known("half of a gain is gone");
}

TEST_CASE("the five factors' spectral radius and leverages are those computed elsewhere",
          "[verification]") {
    require_known("leverage of five factors");
}

TEST_CASE("what lasting pressure on one factor does to the result is that factor's leverage",
          "[verification]") {
    require_known("pressure on five factors");
}

TEST_CASE("one tie in a hundred rewired makes the small world of Watts and Strogatz",
          "[verification]") {
    require_known("small worlds");
}

TEST_CASE("preferential attachment gives the degrees of Barabasi and Albert", "[verification]") {
    require_known("preferential attachment");
}

TEST_CASE("a random network of mean degree 2 has .7968 of its people in the giant component",
          "[verification]") {
    require_known("giant component");
}

TEST_CASE("three blocks of 100 at .08 and .01 have 1188 ties within, 300 between, and go apart",
          "[verification]") {
    require_known("stochastic blocks");
}

TEST_CASE("two arms with the same content differ by exactly 0 in every measure of every month",
          "[verification]") {
    require_known("two arms of the same content");
}

TEST_CASE("a busy world has this version's bits with 1, 2, 3 and 7 threads", "[verification]") {
    require_known("the same bits on any threads");
}

TEST_CASE("a known result does not hold where nothing was found, or too far away") {
    const double nothing = std::numeric_limits<double>::quiet_NaN();
    CHECK_FALSE(KnownValue{"", nothing, 1.0, 10.0}.holds());
    CHECK_FALSE(KnownValue{"", 1.2, 1.0, 0.1}.holds());
    CHECK(KnownValue{"", 1.1, 1.0, 0.2}.holds());
}
