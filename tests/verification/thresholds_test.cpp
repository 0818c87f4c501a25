// Granovetter (1978): who joins when enough others have, on a complete network of 100.
#include <fmt/format.h>

#include <algorithm>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Thresholds (k - .5)/99, clipped at 0, where person n has k = n, but person 1 has `second`.
World crowd(const InputFolder& folder, int second) {
    folder.write("ties.csv", complete_csv(100));
    std::string people = "id,threshold,commitment,target,concern_1,concern_2\n";
    for (int n = 0; n < 100; ++n) {
        const int k = n == 1 ? second : n;
        people += fmt::format("{},{},0,1,1,0\n", n + 1, std::max(0.0, (k - 0.5) / 99.0));
    }
    folder.write("people.csv", people);
    return frozen_world(folder);
}

long acting(const World& world) {
    return std::count_if(world.people.face.begin(), world.people.face.end(),
                         [](const Face& face) { return face.acting == 0; });
}

}  // namespace

TEST_CASE("of a hundred people with evenly spaced thresholds one more acts each month until all do",
          "[verification]") {
    const InputFolder folder;
    World world = crowd(folder, 1);
    for (int month = 1; month <= 100; ++month) {
        advance_by(world, 1);
        CHECK(acting(world) == month);
    }
    advance_by(world, 10);
    CHECK(acting(world) == 100);
}

TEST_CASE("with one threshold raised to the next one a single person acts", "[verification]") {
    const InputFolder folder;
    World world = crowd(folder, 2);
    for (int month = 1; month <= 120; ++month) {
        advance_by(world, 1);
        CHECK(acting(world) == 1);
    }
}
