// Complex contagion (Centola & Macy 2007): what needs two sources goes round a ring of 1,000 with eight
// ties each, and is stopped by rewiring; what needs one goes faster with it. It begins with one person
// and all who are tied to them. Rewired by swaps, which keep degrees: 2 p swaps are attempted per tie.
#include <fmt/format.h>

#include <algorithm>

#include "support/catch.hpp"
#include "verification/frozen.hpp"

using namespace colead;
using namespace colead::test;

namespace {

constexpr int people = 1000;

struct Spread {
    long adopters;
    int months;
};

// People's thresholds name those who begin; the network must be known before.
Spread spread(double rewired, double threshold, std::uint32_t replicate) {
    const World drawn =
        make_world(frozen(fmt::format("generator = \"ring\"\npeople = {}\ndegree = 8\n", people),
                          "", {fmt::format("network.swaps={}", 2.0 * rewired)}),
                   replicate);
    std::vector<NewTie> ties;
    for (Person ego = 0; ego < people; ++ego) {
        for (const Person alter : drawn.ties.alters(ego)) {
            if (ego < alter) {
                ties.push_back({{ego, alter}, 1.0F, 1.0F});
            }
        }
    }
    const Person begins = replicate * 97 % people;
    const auto alters = drawn.ties.alters(begins);
    std::string text = "id,threshold,commitment,target,concern_1,concern_2\n";
    for (Person i = 0; i < people; ++i) {
        const bool first =
            i == begins || std::find(alters.begin(), alters.end(), i) != alters.end();
        text += fmt::format("{},{},0,1,1,0\n", i + 1, first ? 0.0 : threshold);
    }
    const InputFolder folder;
    folder.write("ties.csv", ties_csv(ties));
    folder.write("people.csv", text);
    World world = frozen_world(folder);
    Spread found{-1, -1};
    for (long now = 0; now != found.adopters;) {
        found.adopters = now;
        ++found.months;
        advance_by(world, 1);
        now = std::count_if(world.people.face.begin(), world.people.face.end(),
                            [](const Face& face) { return face.acting != not_acting; });
    }
    return found;
}

}  // namespace

TEST_CASE("what needs two sources goes round a ring and nowhere in a random network",
          "[verification]") {
    const Spread in_ring = spread(0.0, 0.25, 0);
    CHECK(in_ring.adopters == people);
    for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
        CAPTURE(replicate);
        // Nobody but the nine who begin, and by chance one or two with two ties to these.
        CHECK(spread(1.0, 0.25, replicate).adopters < people / 20);
    }
}

TEST_CASE("what needs one source goes round a ring five times as fast with a tenth rewired",
          "[verification]") {
    const Spread in_ring = spread(0.0, 0.125, 0);
    CHECK(in_ring.adopters == people);
    // Four people further on either side each month.
    CHECK(in_ring.months == 125);
    for (std::uint32_t replicate = 0; replicate < 10; ++replicate) {
        CAPTURE(replicate);
        const Spread rewired = spread(0.1, 0.125, replicate);
        CHECK(rewired.adopters == people);
        CHECK(5 * rewired.months <= in_ring.months);
    }
}
