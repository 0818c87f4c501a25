// Designs: every one held against the property that defines it.
#include "analysis/design_points.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

Factor factor_of(const std::string& key, std::vector<std::string> values) {
    Factor factor;
    factor.key = key;
    factor.values = std::move(values);
    return factor;
}

// How many points lie in each of `parts` equal parts of a factor's axis.
std::vector<int> counts(const DesignPoints& points, std::size_t factor, std::size_t parts) {
    std::vector<int> count(parts, 0);
    for (std::size_t p = 0; p < points.count(); ++p) {
        ++count[static_cast<std::size_t>(points.at(p)[factor] * static_cast<double>(parts))];
    }
    return count;
}

double closest_pair(const DesignPoints& points) {
    double least = 1e9;
    for (std::size_t a = 0; a < points.count(); ++a) {
        for (std::size_t b = a + 1; b < points.count(); ++b) {
            double squares = 0.0;
            for (std::size_t f = 0; f < points.factors; ++f) {
                squares += std::pow(points.at(a)[f] - points.at(b)[f], 2);
            }
            least = std::min(least, squares);
        }
    }
    return std::sqrt(least);
}

}  // namespace

TEST_CASE("a grid holds every combination once, the last factor running fastest") {
    Design design;
    design.factors = {factor_of("dialogue.mu", {"0.1", "0.2", "0.3"}),
                      factor_of("network.generator", {"\"ring\"", "\"complete\""})};
    const DesignPoints points = points_of(design);
    REQUIRE(points.count() == 6);
    std::vector<std::string> texts;
    for (std::size_t p = 0; p < 6; ++p) {
        texts.push_back(design.factors[0].text(points.at(p)[0]) + " " +
                        design.factors[1].text(points.at(p)[1]));
    }
    CHECK(texts == std::vector<std::string>{"0.1 \"ring\"", "0.1 \"complete\"", "0.2 \"ring\"",
                                            "0.2 \"complete\"", "0.3 \"ring\"",
                                            "0.3 \"complete\""});
}

TEST_CASE("a list keeps its points in their order, however many there are") {
    Design design;
    design.parameters.kind = DesignParameters::list;
    std::vector<std::string> values;
    for (int n = 0; n < 10'007; ++n) {
        values.push_back(std::to_string(n));
    }
    design.factors = {factor_of("dialogue.mu", values)};
    const DesignPoints points = points_of(design);
    REQUIRE(points.count() == values.size());
    bool all = true;
    for (std::size_t p = 0; p < values.size(); ++p) {
        all = all && design.factors[0].text(points.at(p)[0]) == values[p];
    }
    CHECK(all);
}

TEST_CASE("a design of more points than can be run is refused") {
    Design design;
    const std::vector<std::string> many(1000, "1");
    design.factors = {factor_of("a", many), factor_of("b", many), factor_of("c", many)};
    CHECK_THROWS_AS(points_of(design), InputError);
}

TEST_CASE("a Latin hypercube has one point in each part of every axis") {
    for (const std::size_t n : {1U, 7U, 50U}) {
        const DesignPoints points = latin_hypercube(n, 4, 1);
        for (std::size_t f = 0; f < 4; ++f) {
            CHECK(counts(points, f, n) == std::vector<int>(n, 1));
        }
    }
    CHECK(latin_hypercube(20, 3, 1).positions == latin_hypercube(20, 3, 1).positions);
    CHECK(latin_hypercube(20, 3, 1).positions != latin_hypercube(20, 3, 2).positions);
}

TEST_CASE("the maximin hypercube spreads its points more than plain ones do on average") {
    // A hundred candidates to choose from: the best of them lies above the mean of ten single ones,
    // which are what large squares with one candidate are.
    double best = 0.0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        best += closest_pair(latin_hypercube(30, 2, seed)) / 10.0;
    }
    // Closest pairs of plain squares of 30 points in the plane, by simulation of 20,000: mean .0389,
    // standard deviation .0145; of the best of 100 the mean is above .07.
    CHECK(best > 0.06);
}

TEST_CASE("the scrambled sequence is a net: 2^m points fill 2^m parts of every axis, one in each") {
    // Without a second order, the last row of each base point is B and the first is A.
    const std::size_t base = 64;
    const std::size_t k = 3;
    const DesignPoints points = saltelli(base, k, false, 5);
    REQUIRE(points.count() == base * (k + 2));
    DesignPoints ends{2 * k, {}};
    for (std::size_t n = 0; n < base; ++n) {
        const auto a = points.at(n * (k + 2));
        const auto b = points.at(n * (k + 2) + k + 1);
        ends.positions.insert(ends.positions.end(), a.begin(), a.end());
        ends.positions.insert(ends.positions.end(), b.begin(), b.end());
    }
    for (std::size_t d = 0; d < 2 * k; ++d) {
        CHECK(counts(ends, d, base) == std::vector<int>(base, 1));
    }
    CHECK(points.positions != saltelli(base, k, false, 6).positions);
}

TEST_CASE("Saltelli's rows exchange one factor at a time between A and B") {
    const std::size_t k = 3;
    const DesignPoints points = saltelli(4, k, true, 1);
    const std::size_t rows = saltelli_rows(k, true);
    REQUIRE(points.count() == 4 * rows);
    for (std::size_t n = 0; n < 4; ++n) {
        const auto a = points.at(n * rows);
        const auto b = points.at((n + 1) * rows - 1);
        for (std::size_t i = 0; i < k; ++i) {
            for (std::size_t f = 0; f < k; ++f) {
                CHECK(points.at(n * rows + 1 + i)[f] == (f == i ? b[f] : a[f]));
                CHECK(points.at(n * rows + 1 + k + i)[f] == (f == i ? a[f] : b[f]));
            }
        }
    }
}

TEST_CASE("Morris trajectories move every factor once, by half the levels") {
    const std::size_t k = 5;
    const DesignPoints points = morris_trajectories(12, k, 4, 1);
    REQUIRE(points.count() == 12 * (k + 1));
    for (std::size_t t = 0; t < 12; ++t) {
        std::set<std::size_t> moved;
        for (std::size_t step = 0; step < k; ++step) {
            const auto here = points.at(t * (k + 1) + step);
            const auto next = points.at(t * (k + 1) + step + 1);
            for (std::size_t f = 0; f < k; ++f) {
                if (here[f] != next[f]) {
                    CHECK(std::abs(next[f] - here[f]) == Approx(2.0 / 3.0).margin(1e-12));
                    CHECK(moved.insert(f).second);
                }
            }
        }
        CHECK(moved.size() == k);
    }
}

TEST_CASE("a range of whole numbers gives each of them an equal part, ends included") {
    Factor factor;
    factor.low = 2.0;
    factor.high = 5.0;
    factor.whole = true;
    std::map<std::string, int> count;
    for (int n = 0; n < 400; ++n) {
        ++count[factor.text((n + 0.5) / 400.0)];
    }
    CHECK(count == std::map<std::string, int>{{"2", 100}, {"3", 100}, {"4", 100}, {"5", 100}});
    CHECK(factor.text(0.0) == "2");
    CHECK(factor.text(1.0) == "5");
}

}  // namespace colead
