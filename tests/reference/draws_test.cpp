// The engine's ways around work that changes no draw, held against the formulas as docs/model.md has them.

#include <cstdint>

#include "agents/purpose.hpp"
#include "reference/arithmetic.hpp"
#include "reference/draws.hpp"
#include "sim/draw.hpp"
#include "sim/math.hpp"
#include "support/catch.hpp"

using namespace colead;

TEST_CASE("gamma deviates equal the plain twin's, bit for bit", "[twin]") {
    constexpr int deviates = 100'000;
    for (const double shape : {0.05, 0.3, 1.0, 1.3, 4.5, 60.0, 1e4}) {
        DrawStream own(Draws(7, 3), 12, static_cast<PurposeNumber>(Purpose::newcomer_state), 5);
        reference::Stream plain({7, 3, 12}, reference::for_first_state, 5);
        int apart = 0;
        for (int n = 0; n < deviates; ++n) {
            apart += own.gamma(shape) == plain.gamma(shape) ? 0 : 1;
        }
        CAPTURE(shape);
        CHECK(apart == 0);
        CHECK(own.word() == plain.word());
    }
}

TEST_CASE("exponentials equal the plain twin's, bit for bit, beyond their ends as well", "[twin]") {
    int apart = 0;
    for (double x = -720.0; x < 720.0; x += 0.00731) {
        apart += exponential(x) == reference::exponential(x) ? 0 : 1;
    }
    CHECK(apart == 0);
}

TEST_CASE("between the tails, normal deviates need one formula", "[twin]") {
    for (const double p : {normal_tail, 0.03, 0.5, 0.9, 1.0 - normal_tail}) {
        CHECK(normal_quantile_inside(p) == normal_quantile(p));
    }
    CHECK(normal_quantile_inside(0.0) == normal_quantile(normal_tail));
    CHECK(normal_quantile_inside(1.0) == normal_quantile(1.0 - normal_tail));
}
