// What the explorer's messages hold.
#include "app/explorer/messages.hpp"

#include <cstring>

#include "support/catch.hpp"
#include "support/explorer_worlds.hpp"

using namespace colead;
using namespace colead::explorer;
using namespace colead::explorer::test;

TEST_CASE("Pictures hold whom and what they say") {
    TwoWorlds worlds = fork({1, 2});
    const std::string bytes = picture_bytes(worlds, 1);
    const auto word = [&](std::size_t at) {
        std::uint32_t value = 0;
        std::memcpy(&value, bytes.data() + 4 * at, 4);
        return value;
    };
    const std::size_t people = 80;
    REQUIRE(word(0) == 1);
    REQUIRE(word(1) == 0);
    REQUIRE(word(2) == people);
    REQUIRE(word(3) == worlds.side(1).world().ties.ties());
    REQUIRE(bytes.size() == 16 + people * 8 + word(3) * 5);
}
