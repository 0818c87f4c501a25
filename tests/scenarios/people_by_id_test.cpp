#include "scenarios/people_by_id.hpp"

#include <set>
#include <string>

#include "support/catch.hpp"

using namespace colead;

TEST_CASE("every id, short or long, stands for its own person") {
    std::set<std::string> ids = {"a", "b", "ab", "ba", "1234567", "12345678", "12345679"};
    for (int n = 0; n < 5000; ++n) {
        ids.insert(std::to_string(n));
        ids.insert("household " + std::to_string(n));
    }
    PeopleById people;
    Person next = 0;
    for (const std::string& id : ids) {
        REQUIRE(people.find(id) == nullptr);
        REQUIRE(people.find_or_add(id, next) == next);
        REQUIRE(people.find_or_add(id, nobody) == next);
        ++next;
    }
    CHECK(people.size() == ids.size());
    CHECK(people.ids().front() == *ids.begin());
    next = 0;
    for (const std::string& id : ids) {
        REQUIRE(people.find(id) != nullptr);
        REQUIRE(*people.find(id) == next++);
    }
    CHECK(people.find("household") == nullptr);
    CHECK(people.find("123456") == nullptr);
}

TEST_CASE(
    "ids of which one is another's beginning, or differs by an order of bytes, are told apart") {
    PeopleById people;
    people.find_or_add("abcdefg", 1);
    CHECK(people.find("abcdef") == nullptr);
    CHECK(people.find("gfedcba") == nullptr);
    CHECK(people.find("abcdefgh") == nullptr);
    people.find_or_add("a12345678", 2);
    CHECK(people.find("b12345678") == nullptr);
    CHECK(people.find("\xE5\xAD\xAB") == nullptr);
}
