// The engine against the plain twin on random worlds of 2 to 200 people and 24 months, bit for bit: a
// difference names its phase, month, person and column.
#include <fmt/format.h>

#include "agents/month.hpp"
#include "agents/state_hash.hpp"
#include "reference/differences.hpp"
#include "reference/worlds.hpp"
#include "support/catch.hpp"

using namespace colead;
using reference::Phase;
using reference::RandomWorld;
using reference::Twin;

namespace {

constexpr int months = 24;
constexpr std::uint64_t worlds = 60;
constexpr std::uint64_t many_worlds = 1000;

// The first few differences, or nothing.
std::string told(const std::vector<reference::Difference>& found) {
    std::string text = fmt::format("{} numbers differ", found.size());
    for (std::size_t n = 0; n < std::min<std::size_t>(found.size(), 5); ++n) {
        text += "\n  " + reference::text_of(found[n]);
    }
    return text;
}

// One phase by both, from the engine's state; the engine goes on with its own.
bool same(RandomWorld& random, const Phase& phase, Twin& twin) {
    phase.engine(random.world, Workers(1));
    phase.twin(twin);
    const Twin engine = reference::read(random.world, phase.after_is_within_dialogue);
    const auto found = differences(engine, twin, phase.after_is_within_dialogue);
    if (found.empty()) {
        return true;
    }
    FAIL_CHECK(phase.name << ", " << random.name() << ", month " << random.world.month << ": "
                          << told(found));
    return false;
}

// Holds one phase of every month of a world against the twin's.
bool phase_holds(const std::string& name, std::uint64_t seed) {
    RandomWorld random(seed);
    for (int month = 1; month <= months; ++month) {
        random.touch(month);
        for (const Phase& phase : reference::phases()) {
            if (phase.name != name) {
                phase.engine(random.world, Workers(1));
                continue;
            }
            Twin twin = reference::read(random.world, phase.before_is_within_dialogue);
            if (!same(random, phase, twin)) {
                return false;
            }
        }
        ++random.world.month;
    }
    return true;
}

void hold(const std::string& name) {
    std::uint64_t differing = 0;
    for (std::uint64_t seed = 1; seed <= worlds && differing < 3; ++seed) {
        differing += phase_holds(name, seed) ? 0 : 1;
    }
    CHECK(differing == 0);
}

}  // namespace

TEST_CASE("the engine's story equals the plain twin's", "[twin]") { hold("story"); }
TEST_CASE("the engine's dialogue equals the plain twin's", "[twin]") { hold("dialogue"); }
TEST_CASE("the engine's organizing equals the plain twin's", "[twin]") { hold("organizing"); }
TEST_CASE("the engine's coalitions equal the plain twin's", "[twin]") { hold("coalitions"); }
TEST_CASE("the engine's organizations equal the plain twin's", "[twin]") { hold("organizations"); }
TEST_CASE("the engine's action equals the plain twin's", "[twin]") { hold("action"); }
TEST_CASE("the engine's learning equals the plain twin's", "[twin]") { hold("learning"); }
TEST_CASE("the engine's changes of ties equal the plain twin's", "[twin]") { hold("ties"); }
TEST_CASE("the engine's turnover equals the plain twin's", "[twin]") { hold("turnover"); }
