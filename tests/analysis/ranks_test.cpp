#include "analysis/ranks.hpp"

#include <cmath>
#include <limits>

#include "support/catch.hpp"

using namespace colead;

TEST_CASE("the largest has rank 1 and equals share the mean of their places") {
    CHECK(ranks_of(std::vector<double>{3.0, 7.0, 3.0, -1.0}) ==
          std::vector<double>{2.5, 1.0, 2.5, 4.0});
    CHECK(ranks_of(std::vector<double>{0.0, 0.0}) == std::vector<double>{1.5, 1.5});
}

TEST_CASE("rank correlation is Spearman's, and nothing where one side says nothing") {
    const std::vector<double> up = {1.0, 2.0, 3.0, 4.0, 5.0};
    CHECK(rank_correlation(up, std::vector<double>{1.0, 8.0, 9.0, 70.0, 71.0}) == Approx(1.0));
    CHECK(rank_correlation(up, std::vector<double>{5.0, 4.0, 3.0, 2.0, 1.0}) == Approx(-1.0));
    // 1 - 6 sum d^2 / (n (n^2 - 1)) with differences 1, 1, 0, 1, 1.
    CHECK(rank_correlation(up, std::vector<double>{2.0, 1.0, 3.0, 5.0, 4.0}) == Approx(0.8));
    CHECK(std::isnan(rank_correlation(up, std::vector<double>(5, 1.0))));
    const double none = std::numeric_limits<double>::quiet_NaN();
    CHECK(std::isnan(rank_correlation(up, std::vector<double>{1.0, none, 3.0, 4.0, 5.0})));
}

TEST_CASE("quantiles lie at k over n + 1 with straight lines between") {
    const std::vector<double> sorted = {1.0, 2.0, 4.0};
    CHECK(quantile_of_sorted(sorted, 0.5) == 2.0);
    CHECK(quantile_of_sorted(sorted, 0.625) == 3.0);
    CHECK(quantile_of_sorted(sorted, 0.01) == 1.0);
    CHECK(quantile_of_sorted(sorted, 0.99) == 4.0);
}
