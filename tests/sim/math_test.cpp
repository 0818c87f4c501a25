#include "sim/math.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr double unit_in_last_place = std::numeric_limits<double>::epsilon();

double relative_error(double value, double reference) {
    return std::abs(value - reference) / std::abs(reference);
}

// Standard normal distribution function.
double normal_share_below(double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }

}  // namespace

TEST_CASE("the exponential agrees with the standard library's to four units in the last place") {
    double worst = 0.0;
    for (double x = -708.0; x <= 709.0; x += 0.0137) {
        worst = std::max(worst, relative_error(exponential(x), std::exp(x)));
    }
    for (double x = 1e-300; x < 1.0; x *= 3.7) {
        worst = std::max(worst, relative_error(exponential(x), std::exp(x)));
        worst = std::max(worst, relative_error(exponential(-x), std::exp(-x)));
    }
    CHECK(worst < 4.0 * unit_in_last_place);
}

TEST_CASE("the exponential has ends beyond which it neither overflows nor turns negative") {
    CHECK(exponential(0.0) == 1.0);
    CHECK(exponential(-709.0) == exponential(-708.0));
    CHECK(exponential(-1e300) == exponential(-708.0));
    CHECK(exponential(-708.0) > 0.0);
    CHECK(exponential(1e300) == exponential(709.0));
    CHECK(std::isfinite(exponential(709.0)));
}

TEST_CASE("the exponential of no number is no number") {
    CHECK(std::isnan(exponential(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("the logarithm agrees with the standard library's to four units in the last place") {
    double worst = 0.0;
    for (double x = std::numeric_limits<double>::min(); x < 1e307; x *= 1.0931) {
        worst = std::max(worst, relative_error(natural_log(x), std::log(x)));
    }
    for (double x = 0.25; x < 4.0; x += 0.000137) {
        worst = std::max(worst, relative_error(natural_log(x), std::log(x)));
    }
    for (double distance = 0.3; distance > 1e-15; distance *= 0.7) {
        for (const double x : {1.0 + distance, 1.0 - distance}) {
            worst = std::max(worst, relative_error(natural_log(x), std::log(x)));
        }
    }
    CHECK(worst < 4.0 * unit_in_last_place);
    CHECK(natural_log(1.0) == 0.0);
}

TEST_CASE("the normal quantile inverts the normal distribution function") {
    // Relative to the quantile, as Acklam states it; away from the middle, where it is 0.
    double worst = 0.0;
    for (double x = -6.4; x <= 6.4; x += 0.00137) {
        if (std::abs(x) > 0.01) {
            // Upper tail by symmetry: 1 - p would lose the digits that p has.
            const double p = normal_share_below(-std::abs(x));
            worst = std::max(worst, relative_error(normal_quantile(p), -std::abs(x)));
            if (std::abs(x) < 4.0) {
                worst = std::max(worst, relative_error(normal_quantile(1.0 - p), std::abs(x)));
            }
        }
    }
    CHECK(worst < 1.2e-9);
    CHECK(normal_quantile(0.5) == 0.0);
}

TEST_CASE("the normal quantile rises through the joints of its three pieces") {
    for (const double joint : {0.02425, 1.0 - 0.02425}) {
        double before = normal_quantile(joint - 1e-6);
        for (int n = -99; n <= 100; ++n) {
            const double here = normal_quantile(joint + n * 1e-8);
            REQUIRE(here > before);
            before = here;
        }
    }
}
