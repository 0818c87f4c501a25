#include "sim/error.hpp"

#include <array>

#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr std::array<std::string_view, 5> names = {"dialogue.mu", "dialogue.self", "trust.eta",
                                                   "trust.delta", "h0"};

}  // namespace

TEST_CASE("the nearest name is the one with the fewest edits") {
    CHECK(nearest_name("dialogue.mew", names) == "dialogue.mu");
    CHECK(nearest_name("dialog.self", names) == "dialogue.self");
    CHECK(nearest_name("trust.eat", names) == "trust.eta");
    CHECK(nearest_name("trust.delat", names) == "trust.delta");
    CHECK(nearest_name("h1", names) == "h0");
    CHECK(nearest_name("trust.eta", names) == "trust.eta");
}

TEST_CASE("of equally near names the first is meant") {
    constexpr std::array<std::string_view, 2> both = {"cat", "bat"};
    CHECK(nearest_name("hat", both) == "cat");
}

TEST_CASE("a name like no other has no nearest one") {
    CHECK(nearest_name("qwertyuiop", names).empty());
    CHECK(nearest_name("anything", {}).empty());
}
