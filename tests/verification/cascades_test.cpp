// Watts (2002): whether one person who acts sets off a cascade through a random network of 10,000 in
// which everybody acts once a share of .18 of their alters do.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/frozen_world.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr int people = 10'000;
constexpr int cascades = 60;

// The ties of a random network: those the program draws, written to a file.
std::string random_ties(double degree, std::uint32_t replicate) {
    static const std::string network =
        fmt::format("generator = \"erdos-renyi\"\npeople = {}\n", people);
    const World world =
        make_world(frozen(network, "", {fmt::format("network.degree={}", degree)}), replicate);
    return ties_csv(ties_of(world));
}

// All share one target; the one who begins has threshold 0.
std::string people_csv(int begins) {
    std::string text = "id,threshold,commitment,target,concern_1,concern_2\n";
    for (int i = 0; i < people; ++i) {
        text += fmt::format("{},{},0,1,1,0\n", i + 1, i == begins ? 0.0 : 0.18);
    }
    return text;
}

long acting(const World& world) {
    return std::count_if(world.people.face.begin(), world.people.face.end(),
                         [](const Face& face) { return face.acting != not_acting; });
}

// The share of people who act in the end.
double cascade(double degree, std::uint32_t replicate) {
    const InputFolder folder;
    folder.write("ties.csv", random_ties(degree, replicate));
    // In a random network one beginner is as random as another.
    folder.write("people.csv", people_csv(static_cast<int>(replicate * 97 % people)));
    World world = frozen_world(folder);
    long before = -1;
    // Who acts goes on, so a month without a newcomer is the end.
    for (long now = 0; now != before; now = acting(world)) {
        before = now;
        advance_by(world, 1);
    }
    return static_cast<double>(before) / people;
}

struct Cascades {
    double global = 0.0;  // share of cascades that reach more than a tenth
    double size = 0.0;    // mean of these
};

Cascades many_cascades(double degree) {
    Cascades found;
    for (std::uint32_t n = 0; n < cascades; ++n) {
        const double size = cascade(degree, n);
        if (size > 0.1) {
            found.global += 1.0 / cascades;
            found.size += size;
        }
    }
    found.size = found.global > 0.0 ? found.size / (found.global * cascades) : 0.0;
    return found;
}

}  // namespace

TEST_CASE("at a mean degree of 1.5 one person sets off .542 of cascades, which reach .578",
          "[verification][slow]") {
    const Cascades found = many_cascades(1.5);
    // Three standard errors of a share of 60.
    CHECK(found.global == Approx(0.542).margin(3.0 * std::sqrt(0.542 * 0.458 / cascades)));
    CHECK(found.size == Approx(0.578).margin(0.01));
}

TEST_CASE("at a mean degree of 4 one person sets off .865 of cascades, which reach .98",
          "[verification][slow]") {
    const Cascades found = many_cascades(4.0);
    CHECK(found.global == Approx(0.865).margin(3.0 * std::sqrt(0.865 * 0.135 / cascades)));
    CHECK(found.size == Approx(0.980).margin(0.01));
}

TEST_CASE("at a mean degree of 6.5 one person sets off no cascade", "[verification][slow]") {
    CHECK(many_cascades(6.5).global <= 0.05);
}
