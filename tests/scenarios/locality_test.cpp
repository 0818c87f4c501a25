#include "scenarios/locality.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "scenarios/network_files.hpp"
#include "support/catch.hpp"

using namespace colead;
using colead::test::WorkingFolder;

namespace {

NetworkData nested(std::int64_t people) {
    NetworkParameters parameters;
    parameters.people = people;
    return generate_network(parameters, Draws(3, 0));
}

// Everyone in an order that means nothing.
std::vector<Person> shuffled(std::size_t people, std::uint64_t seed) {
    std::vector<Person> order(people);
    std::iota(order.begin(), order.end(), Person{0});
    DrawStream luck(Draws(seed, 0), 0, 200, 0);
    for (std::size_t n = people; n > 1; --n) {
        std::swap(order[n - 1], order[luck.below(static_cast<std::uint32_t>(n))]);
    }
    return order;
}

// The part of ties whose ends are at most 64 people from each other.
double near(const NetworkData& network) {
    const auto count =
        std::count_if(network.ties.begin(), network.ties.end(),
                      [](const NewTie& tie) { return tie.pair.high - tie.pair.low <= 64; });
    return static_cast<double>(count) / static_cast<double>(network.ties.size());
}

// Ego, alter and what ego holds, in the names of people.
std::set<std::tuple<std::string, std::string, float>> half_ties(const NetworkData& network) {
    std::set<std::tuple<std::string, std::string, float>> all;
    for (const NewTie& tie : network.ties) {
        const std::string& low = network.ids[tie.pair.low];
        const std::string& high = network.ids[tie.pair.high];
        all.emplace(low, high, tie.trust_low);
        all.emplace(high, low, tie.trust_high);
    }
    return all;
}

}  // namespace

TEST_CASE("an order by ties has everyone once, and those who have no tie") {
    const auto check = [](std::size_t people, const std::vector<NewTie>& ties) {
        std::vector<Person> order = order_by_ties(people, ties);
        std::sort(order.begin(), order.end());
        std::vector<Person> all(people);
        std::iota(all.begin(), all.end(), Person{0});
        CHECK(order == all);
    };
    check(0, {});
    check(1, {});
    check(70, {});
    check(3, {{{0, 2}, 0.5F, 0.5F}});
    std::vector<NewTie> star;
    for (Person leaf = 1; leaf < 3000; ++leaf) {
        star.push_back({{0, leaf}, 0.5F, 0.5F});
    }
    check(3500, star);
    check(5000, nested(5000).ties);
}

TEST_CASE("those who are tied are near each other in it, however they were numbered before") {
    NetworkData network = nested(20'000);
    const double as_made = near(network);
    renumber(network, shuffled(network.people(), 1));
    CHECK(near(network) < 0.02);
    renumber(network, order_by_ties(network.people(), network.ties));
    CHECK(near(network) > 0.8 * as_made);
}

TEST_CASE("under other numbers a network is the same one") {
    NetworkData network = nested(600);
    for (std::size_t i = 0; i < network.people(); ++i) {
        network.ids.push_back(fmt::format("p{}", i));
    }
    network.state = {{"skill", {}}};
    for (NewTie& tie : network.ties) {
        tie.trust_low = static_cast<float>(tie.pair.low) / 600.0F;
        tie.trust_high = static_cast<float>(tie.pair.high) / 600.0F;
    }
    for (std::size_t i = 0; i < network.people(); ++i) {
        network.state[0].values.push_back(static_cast<float>(i) / 600.0F);
    }
    const NetworkData before = network;
    const std::vector<Person> order = shuffled(600, 2);
    renumber(network, order);
    CHECK(half_ties(network) == half_ties(before));
    CHECK(std::is_sorted(network.ties.begin(), network.ties.end(),
                         [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; }));
    for (std::size_t n = 0; n < order.size(); ++n) {
        const Person i = order[n];
        INFO(n << " was " << i);
        REQUIRE(network.ids[n] == before.ids[i]);
        REQUIRE(network.community[n] == before.community[i]);
        REQUIRE(network.organization[n] == before.organization[i]);
        REQUIRE(network.team[n] == before.team[i]);
        REQUIRE(network.culture[n] == before.culture[i]);
        REQUIRE(network.sector[n] == before.sector[i]);
        REQUIRE(network.rank[n] == before.rank[i]);
        REQUIRE(network.state[0].values[n] == before.state[0].values[i]);
    }
}

TEST_CASE("a large file's people are numbered by their ties, whatever the order of its lines") {
    const NetworkData made = nested(most_in_order_of_ids + 500);
    const std::vector<Person> names = shuffled(made.people(), 4);
    const auto text_of = [&](const std::vector<Person>& order) {
        std::string text = "ego,alter,trust\n";
        for (const Person n : order) {
            const NewTie& tie = made.ties[n];
            const Person low = names[tie.pair.low];
            const Person high = names[tie.pair.high];
            text += fmt::format("{},{},{}\n{},{},{}\n", low, high, low % 101 / 100.0, high, low,
                                high % 101 / 100.0);
        }
        return text;
    };
    std::vector<Person> as_made(made.ties.size());
    std::iota(as_made.begin(), as_made.end(), Person{0});
    const NetworkData network = test::read_file("ties.csv", text_of(as_made));
    const NetworkData other = test::read_file("ties.csv", text_of(shuffled(made.ties.size(), 5)));
    CHECK(network.ids == other.ids);
    CHECK(network.sector == other.sector);
    CHECK(half_ties(network) == half_ties(other));
    CHECK(near(network) > 0.8 * near(made));
    CHECK_FALSE(std::is_sorted(
        network.ids.begin(), network.ids.end(),
        [](const std::string& a, const std::string& b) { return std::stoi(a) < std::stoi(b); }));
    bool as_told = true;
    for (const auto& [ego, alter, trust] : half_ties(network)) {
        as_told = as_told && trust == static_cast<float>(std::stoi(ego) % 101 / 100.0);
    }
    CHECK(as_told);
    CHECK(half_ties(network).size() == 2 * made.ties.size());
}
