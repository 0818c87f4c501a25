// DeGroot (1974): people take up the trust-weighted mean of what they hear, until all say one thing.
#include <fmt/format.h>

#include <vector>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("three people of given trusts agree on .4, .4 and .2 of what they began with",
          "[verification]") {
    // T = [[0, .5, .5], [1, 0, 0], [0, 1, 0]]; its second eigenvalue has modulus .7071.
    const std::vector<double> weights = {0.4, 0.4, 0.2};
    for (int begins = 0; begins < 3; ++begins) {
        const InputFolder folder;
        folder.write("ties.csv", "ego,alter,trust\n1,2,.5\n1,3,.5\n2,1,1\n2,3,0\n3,1,0\n3,2,1\n");
        std::string people = "id,concern_1,concern_2\n";
        for (int i = 0; i < 3; ++i) {
            people += fmt::format("{},{},{}\n", i + 1, i == begins ? 1 : 0, i == begins ? 0 : 1);
        }
        folder.write("people.csv", people);
        World world = frozen_world(folder);
        advance_by(world, 100);
        for (const double concern : first_concerns(world)) {
            CHECK(concern == Approx(weights[static_cast<std::size_t>(begins)]).margin(1e-5));
        }
    }
}

TEST_CASE("one month of talk between three people is one product with their trusts",
          "[verification]") {
    const InputFolder folder;
    folder.write("ties.csv", "ego,alter,trust\n1,2,.5\n1,3,.5\n2,1,1\n2,3,0\n3,1,0\n3,2,1\n");
    folder.write("people.csv", "id,concern_1,concern_2\n1,.2,.8\n2,.6,.4\n3,.9,.1\n");
    World world = frozen_world(folder);
    advance_by(world, 1);
    const std::vector<double> concerns = first_concerns(world);
    CHECK(concerns[0] == Approx(0.75).margin(1e-6));
    CHECK(concerns[1] == Approx(0.2).margin(1e-6));
    CHECK(concerns[2] == Approx(0.6).margin(1e-6));
}

TEST_CASE("the karate club agrees on .49378 where each hears oneself like a friend",
          "[verification]") {
    const InputFolder folder;
    folder.write("ties.csv", karate_csv());
    std::string people = "id,concern_1,concern_2\n";
    for (int i = 0; i < 34; ++i) {
        people += fmt::format("{},{},{}\n", i + 1, i / 33.0, 1.0 - i / 33.0);
    }
    folder.write("people.csv", people);
    World world = frozen_world(folder, {"dialogue.self=1"});
    advance_by(world, 500);
    for (const double concern : first_concerns(world)) {
        CHECK(concern == Approx(0.4937799043).margin(1e-5));
    }
}
