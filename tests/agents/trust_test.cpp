#include "agents/trust.hpp"

#include "support/catch.hpp"

using namespace colead;

namespace {

// Trust after months of the same contact.
float after(const TrustChange& change, float trust, float shared, bool across, int months) {
    for (int month = 0; month < months; ++month) {
        trust = change(trust, shared, across);
    }
    return trust;
}

}  // namespace

TEST_CASE("trust rests at g / (g + d), from above and from below") {
    TrustParameters p;
    p.eta = 0.02;
    p.c0 = 1.0;
    p.delta = 0.016;
    p.conflict = 0.0;
    const TrustChange change(p, 1.0F, 0.0F, 0.0F, 0.0F);
    CHECK(after(change, 0.0F, 1.0F, false, 1000) == Approx(0.02 / 0.036).margin(1e-4));
    CHECK(after(change, 1.0F, 1.0F, false, 1000) == Approx(0.5556).margin(1e-4));
}

TEST_CASE("the gap to where trust rests shrinks by 1 - g - d a month") {
    TrustParameters p;
    p.eta = 0.02;
    p.c0 = 1.0;
    p.delta = 0.016;
    p.conflict = 0.0;
    const TrustChange change(p, 1.0F, 0.0F, 0.0F, 0.0F);
    const float rest = 0.02F / 0.036F;
    CHECK((change(0.1F, 1.0F, false) - rest) / (0.1F - rest) == Approx(0.964).margin(1e-5));
    CHECK((change(0.9F, 1.0F, false) - rest) / (0.9F - rest) == Approx(0.964).margin(1e-5));
}

TEST_CASE("growth and fading of trust are those of the model, within and across") {
    const TrustParameters p{0.25, 0.03, 0.02, 0.04, 0.3, 12.0};
    const float degree = 24.0F;  // contact 1/2
    const double connecting = 0.4;
    const double bridging = 0.6;
    const double openness = 0.7;
    const double shared = 0.8;
    const double tau = 0.35;
    const TrustChange change(p, degree, static_cast<float>(connecting),
                             static_cast<float>(bridging), static_cast<float>(openness));
    const double quarrel = 0.02 * (1.0 - shared) * (1.0 - openness);
    const double g_within = 0.25 * 0.5 * (0.3 + 0.7 * connecting) * shared;
    const double g_across = 0.25 * 0.5 * (0.3 + 0.7 * connecting * bridging) * shared;
    CHECK(change(0.35F, 0.8F, false) ==
          Approx(tau + g_within * (1.0 - tau) - (0.03 + quarrel) * tau).margin(1e-6));
    CHECK(change(0.35F, 0.8F, true) ==
          Approx(tau + g_across * (1.0 - tau) - (0.03 + quarrel + 0.04 * (1.0 - bridging)) * tau)
              .margin(1e-6));
}

TEST_CASE("contact is whole up to the attention one has, and shared out beyond") {
    const TrustParameters p{0.2, 0.0, 0.0, 0.0, 1.0, 12.0};
    const auto growth = [&](float degree) {
        return TrustChange(p, degree, 0.0F, 0.0F, 0.0F)(0.0F, 1.0F, false);
    };
    CHECK(growth(1.0F) == Approx(0.2));
    CHECK(growth(12.0F) == Approx(0.2));
    CHECK(growth(36.0F) == Approx(0.2 / 3.0));
}

TEST_CASE("trust stays in 0 .. 1 at the ends of every range") {
    const TrustParameters most{1.0, 1.0, 1.0, 1.0, 1.0, 12.0};
    for (const float trust : {0.0F, 0.5F, 1.0F}) {
        for (const float shared : {0.0F, 1.0F}) {
            for (const bool across : {false, true}) {
                const float next = TrustChange(most, 1.0F, 1.0F, 0.0F, 0.0F)(trust, shared, across);
                CHECK(next >= 0.0F);
                CHECK(next <= 1.0F);
            }
        }
    }
}
