// Friedkin and Johnsen (1990): people who hold on to their values never quite agree;
// x* = (I - .8 W)^-1 (.2) u on Zachary's karate club.
#include <fmt/format.h>

#include <vector>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("people of clear values in the karate club rest where Friedkin and Johnsen say",
          "[verification]") {
    const InputFolder folder;
    folder.write("ties.csv", karate_csv());
    std::string people = "id,clarity,openness,concern_1,concern_2,intention_1,intention_2\n";
    for (int i = 0; i < 34; ++i) {
        const double u = i / 33.0;
        people += fmt::format("{0},1,0,{1},{2},{1},{2}\n", i + 1, u, 1.0 - u);
    }
    folder.write("people.csv", people);
    World world = frozen_world(folder, {"dialogue.attachment=0.2"});
    advance_by(world, 200);

    const std::vector<double> x = first_concerns(world);
    CHECK(x[0] == Approx(0.274681).margin(1e-5));
    CHECK(x[2] == Approx(0.370556).margin(1e-5));
    CHECK(x[8] == Approx(0.475091).margin(1e-5));
    CHECK(x[33] == Approx(0.699790).margin(1e-5));
    double mean = 0.0;
    for (const double concern : x) {
        mean += concern / 34.0;
    }
    double variance = 0.0;
    for (const double concern : x) {
        variance += (concern - mean) * (concern - mean) / 34.0;
    }
    CHECK(mean == Approx(0.4934116524).margin(1e-5));
    CHECK(variance == Approx(0.0353361074).margin(1e-5));
}
