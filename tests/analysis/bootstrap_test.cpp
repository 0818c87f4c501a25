// What resamples say of a number, and of several numbers together.
#include "analysis/bootstrap.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "support/catch.hpp"

namespace colead {

TEST_CASE("A mean that is given by its resamples and jackknife has the interval of a mean") {
    // Skewed: what the jackknife says of the skew must have the sign of the values' own.
    const std::vector<double> values{.1, .2, .1, .3, .2, .1, .2, 1.9, .3, .1, .2, 2.5};
    const std::vector<double> means = resampled_means({values}, 7).front();
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    const auto n = static_cast<double>(values.size());
    std::vector<double> without_one;
    for (const double value : values) {
        without_one.push_back((sum - value) / (n - 1.0));
    }
    const Estimate direct = estimate_of_mean(values, means);
    const Estimate general = estimate_of(sum / n, means, without_one);
    CHECK(general.interval.low == Approx(direct.interval.low).epsilon(1e-9));
    CHECK(general.interval.high == Approx(direct.interval.high).epsilon(1e-9));
    CHECK(general.p == Approx(direct.p).epsilon(1e-9));
    // Longer on the side of the tail.
    CHECK(direct.interval.high - direct.interval.mean >
          1.3 * (direct.interval.mean - direct.interval.low));
}

TEST_CASE("Resamples that equal the mean count half on either side") {
    std::vector<double> values;
    for (int n = 0; n < 8; ++n) {
        values.push_back(n % 2 == 0 ? 1.0 : -1.0);
    }
    // A fifth and more of their means is 0: counted on one side they would move the interval by half a standard
    // error and more.
    const Interval interval = bca_interval(values, 3, .95, 20'000);
    CHECK(interval.low == Approx(-interval.high).margin(.26));
    CHECK(interval.low < -.4);
    CHECK(interval.high > .4);
    const Estimate estimate = estimate_of_mean(values, resampled_means({values}, 3).front());
    CHECK(estimate.p > .9);
}

TEST_CASE("Shares and the counts they are made of have the same interval and p") {
    std::vector<double> counts{12, 12, 12, 12, 12, 10};
    std::vector<double> shares;
    for (const double count : counts) {
        shares.push_back(count / 12.0);
    }
    const auto estimate = [](const std::vector<double>& values) {
        return estimate_of_mean(values, resampled_means({values}, 5).front());
    };
    CHECK(estimate(shares).p == Approx(estimate(counts).p).epsilon(1e-9));
    CHECK(estimate(shares).interval.low ==
          Approx(estimate(counts).interval.low / 12.0).epsilon(1e-9));
}

TEST_CASE("What has no p does not count among those that Holm corrects for") {
    const double none = std::numeric_limits<double>::quiet_NaN();
    const std::vector<double> p = holm(std::vector<double>{.01, none, .04, .03});
    CHECK(p[0] == Approx(.03));
    CHECK(std::isnan(p[1]));
    CHECK(p[2] == Approx(.06));
    CHECK(p[3] == Approx(.06));
}

}  // namespace colead
