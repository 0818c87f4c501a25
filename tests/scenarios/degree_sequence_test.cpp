#include "scenarios/degree_sequence.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

#include "analysis/frozen_world.hpp"
#include "scenarios/network_data.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

using namespace colead;
using Catch::Matchers::Contains;

namespace {

// By building: a sequence is graphical just if Havel and Hakimi find a network.
bool can_be_built(std::vector<int> degrees) {
    for (;;) {
        std::sort(degrees.rbegin(), degrees.rend());
        const int largest = degrees.front();
        if (largest == 0) {
            return true;
        }
        if (largest >= static_cast<int>(degrees.size())) {
            return false;
        }
        degrees.front() = 0;
        for (int n = 1; n <= largest; ++n) {
            if (--degrees[static_cast<std::size_t>(n)] < 0) {
                return false;
            }
        }
    }
}

NetworkParameters configuration(std::int64_t people, double degree, double exponent) {
    NetworkParameters p;
    p.generator = NetworkParameters::configuration;
    p.people = people;
    p.degree = degree;
    p.exponent = exponent;
    return p;
}

}  // namespace

TEST_CASE("degrees are graphical exactly when a network with them can be built") {
    // All sequences of six people.
    for (int code = 0; code < 7 * 7 * 7 * 7 * 7 * 7; ++code) {
        std::vector<int> degrees;
        int rest = code;
        for (int n = 0; n < 6; ++n, rest /= 7) {
            degrees.push_back(rest % 7);
        }
        const std::vector<std::uint32_t> sequence(degrees.begin(), degrees.end());
        CAPTURE(degrees);
        const int sum = std::accumulate(degrees.begin(), degrees.end(), 0);
        REQUIRE(is_graphical(sequence) == (sum % 2 == 0 && can_be_built(degrees)));
    }
}

TEST_CASE("drawn degrees have the mean asked for and the tail of the exponent asked for") {
    const double exponent = GENERATE(2.2, 2.5, 3.0, 8.0);
    const double degree = GENERATE(1.5, 12.0);
    constexpr std::size_t people = 100'000;
    const std::vector<std::uint32_t> degrees =
        draw_degrees(configuration(people, degree, exponent), Draws(1, 0), Workers(2));
    double sum = 0.0;
    double squares = 0.0;
    for (const std::uint32_t d : degrees) {
        sum += d;
        squares += static_cast<double>(d) * d;
    }
    const double mean = sum / people;
    const double error = std::sqrt((squares / people - mean * mean) / people);
    CHECK(std::abs(mean - degree) < 4.0 * error);
    CHECK(*std::max_element(degrees.begin(), degrees.end()) <= std::sqrt(people * degree));
    // P(K >= 2k) / P(K >= k) = 2^(1 - exponent) where both are below 1.
    const auto at_least = [&](std::uint32_t k) {
        return static_cast<double>(
            std::count_if(degrees.begin(), degrees.end(), [k](std::uint32_t d) { return d >= k; }));
    };
    const auto k = static_cast<std::uint32_t>(degree + 2.0);
    const double share = std::pow(2.0, 1.0 - exponent);
    CHECK(std::abs(at_least(2 * k) / at_least(k) - share) <
          4.0 * std::sqrt(share * (1.0 - share) / at_least(k)));
}

TEST_CASE("degrees are read one a line, comments apart") {
    const InputFolder folder;
    folder.write("degrees.txt", "# of the club\n2\n1\n\n1\n0\n");
    CHECK(read_degrees(folder.path() + "/degrees.txt") == std::vector<std::uint32_t>{2, 1, 1, 0});
}

TEST_CASE("degrees that no network can have are refused with the reason") {
    const InputFolder folder;
    const auto refusal = [&](const std::string& text) -> std::string {
        folder.write("degrees.txt", text);
        try {
            read_degrees(folder.path() + "/degrees.txt");
        } catch (const InputError& error) {
            return error.what();
        }
        return "";
    };
    CHECK_THAT(refusal("2\n1\n1\n1\n"), Contains("sum to 5, which is odd"));
    CHECK_THAT(refusal("3\n3\n1\n1\n"), Contains("no network of 4 people has these degrees"));
    CHECK_THAT(refusal("4\n2\n1\n1\n"), Contains("the largest is 4"));
    CHECK_THAT(refusal("1\n-1\n"), Contains("degrees.txt:2: '-1' is not a number of ties"));
    CHECK_THAT(refusal("1\nx\n"), Contains("degrees.txt:2: 'x' is not a number of ties"));
    CHECK_THAT(refusal("1 1\n"), Contains("degrees.txt:1: "));
    CHECK_THAT(refusal(""), !Contains("\n"));
    CHECK_THROWS_AS(read_degrees(folder.path() + "/none.txt"), FileError);
}
