#include "analysis/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <sstream>

#include "sim/draw.hpp"
#include "support/catch.hpp"

using namespace colead;

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
constexpr PurposeNumber test_purpose = 201;

// Arms in which every measure has no value, until `set` gives it one.
Results empty_results(std::vector<std::string> arms, std::size_t replicates) {
    Results results;
    results.title = "A test";
    results.arms = std::move(arms);
    results.months = 2;
    results.communities = {"here"};
    results.groups = {"one", "other"};
    for (std::size_t r = 0; r < replicates; ++r) {
        results.replicates.push_back(static_cast<std::uint32_t>(r));
    }
    for (const Measure& measure : measures()) {
        results.values.emplace_back(results.arms.size() * replicates * 3 * results.extent(measure),
                                    no_value);
    }
    results.runs.assign(results.arms.size() * replicates, RunRecord{5, true, "", 0.0});
    return results;
}

// At the last month.
void set(Results& results, const char* measure, std::size_t arm, std::size_t replicate,
         double value) {
    results.values[measure_index(measure)][(arm * results.replicates.size() + replicate) * 3 + 2] =
        value;
}

Contrast find(const std::vector<Contrast>& contrasts, const char* measure, std::size_t arm,
              std::size_t against) {
    const auto found = std::find_if(contrasts.begin(), contrasts.end(), [&](const Contrast& c) {
        return c.measure == measure_index(measure) && c.arm == arm && c.against == against;
    });
    REQUIRE(found != contrasts.end());
    return *found;
}

std::vector<double> deviates(std::size_t count, std::uint32_t sample, bool skewed) {
    DrawStream draws(Draws(11, sample), 0, test_purpose, 0);
    std::vector<double> values(count);
    for (double& value : values) {
        value = skewed ? draws.gamma(1.0) - 1.0 : draws.normal();
    }
    return values;
}

struct Misses {
    double below = 0.0;
    double above = 0.0;
};

// How often the interval of n deviates of mean 0 lies above or below 0.
Misses misses(std::size_t n, bool skewed, std::uint32_t samples) {
    Misses missed;
    for (std::uint32_t s = 0; s < samples; ++s) {
        const Interval interval = bca_interval(deviates(n, s, skewed), s, 0.95, 1000);
        missed.below += interval.low > 0.0 ? 1.0 / samples : 0.0;
        missed.above += interval.high < 0.0 ? 1.0 / samples : 0.0;
    }
    return missed;
}

double standard_error(double share, double samples) {
    return std::sqrt(share * (1.0 - share) / samples);
}

}  // namespace

TEST_CASE("The interval of many near-normal differences is the mean -+ 1.96 standard errors") {
    // Evenly spaced normal quantiles: symmetric, so bias and acceleration are 0.
    std::vector<double> values;
    for (int i = 0; i < 2000; ++i) {
        values.push_back(3.0 + 2.0 * normal_quantile((i + 0.5) / 2000.0));
    }
    const Interval interval = bca_interval(values, 1, 0.95, 20000);
    const double error = 2.0 / std::sqrt(2000.0);
    CHECK(interval.mean == Approx(3.0));
    // An end's own standard error is sqrt(.025 .975 / B) / density(1.96) = .019 errors.
    CHECK(std::abs(interval.low - (3.0 - 1.959964 * error)) < 4 * 0.019 * error);
    CHECK(std::abs(interval.high - (3.0 + 1.959964 * error)) < 4 * 0.019 * error);
}

TEST_CASE("The interval of a skewed sample agrees with another program's") {
    // numpy, 5 x 200,000 resamples: .14967, .76250, with standard deviations .00041, .00139.
    const std::vector<double> values = {.12,  -.03, .44, .08, .9,  .31,
                                        -.15, .22,  .05, 1.7, .02, .61};
    const Interval interval = bca_interval(values, 1, 0.95, 200000);
    CHECK(interval.mean == Approx(.3558333333));
    CHECK(std::abs(interval.low - .14967) < 4 * .00041 * 1.1);
    CHECK(std::abs(interval.high - .76250) < 4 * .00139 * 1.1);
}

TEST_CASE("Intervals depend on nothing but the values and the seed") {
    const std::vector<double> values = deviates(30, 0, true);
    const Interval once = bca_interval(values, 3);
    const Interval again = bca_interval(values, 3);
    CHECK(once.low == again.low);
    CHECK(once.high == again.high);
    CHECK(bca_interval(values, 4).low != once.low);
}

TEST_CASE("Differences that are all equal have that value as their interval") {
    const std::vector<double> values(7, 0.1);
    const Interval interval = bca_interval(values, 1);
    CHECK(interval.mean == 0.1);
    CHECK(interval.low == 0.1);
    CHECK(interval.high == 0.1);
}

TEST_CASE("Intervals miss as often as they should: normal differences, 100 pairs") {
    const Misses missed = misses(100, false, 1000);
    CHECK(missed.below + missed.above > 0.03);
    CHECK(missed.below + missed.above < 0.075);
}

TEST_CASE("Intervals miss on both sides alike although differences are skewed") {
    // An independent program (numpy, 6,000 samples of 50 exponential deviates): below .0297, above
    // .0388. Without bias and acceleration they would miss three times as often above as below.
    constexpr std::uint32_t samples = 2000;
    const Misses missed = misses(50, true, samples);
    CHECK(std::abs(missed.below - .0297) < 4 * standard_error(.0297, samples));
    CHECK(std::abs(missed.above - .0388) < 4 * standard_error(.0388, samples));
}

TEST_CASE(
    "Student's interval and p are those of his table, and all that equal values show is their "
    "sign") {
    const Estimate of_four = student_estimate(std::vector<double>{1.0, 2.0, 3.0, 4.0});
    CHECK(of_four.interval.mean == 2.5);
    CHECK(of_four.interval.high == Approx(2.5 + 3.182446 * std::sqrt(5.0 / 12.0)));
    CHECK(of_four.interval.low == Approx(2.5 - 3.182446 * std::sqrt(5.0 / 12.0)));
    CHECK(of_four.p == Approx(0.0304663));
    CHECK(student_estimate(std::vector<double>(4, 0.2)).p == 0.125);
    CHECK(student_estimate(std::vector<double>(4, 0.0)).p == 1.0);
    const Estimate of_one = student_estimate(std::vector<double>{0.2});
    CHECK(of_one.interval.mean == 0.2);
    CHECK(std::isnan(of_one.interval.low));
    CHECK(std::isnan(of_one.p));
    CHECK(std::isnan(student_estimate({}).interval.mean));
}

TEST_CASE("Few pairs show no more than their common sign: p is at least 2^(1-n)") {
    for (const std::size_t pairs : {2U, 3U, 5U, 6U, 12U}) {
        CAPTURE(pairs);
        Results results = empty_results({"control", "higher", "by as much"}, pairs);
        for (std::size_t r = 0; r < pairs; ++r) {
            const double luck = 0.01 * std::sin(static_cast<double>(r));
            set(results, "result", 0, r, 0.2);
            set(results, "result", 1, r, 0.5 + luck);
            set(results, "result", 2, r, 0.5);
        }
        const std::vector<Contrast> contrasts = compare_arms(results);
        for (const std::size_t arm : {1U, 2U}) {
            const Contrast contrast = find(contrasts, "result", arm, 0);
            CHECK(contrast.difference.low > 0.0);
            CHECK(contrast.p >= std::exp2(1.0 - static_cast<double>(pairs)));
            CHECK((contrast.p < 0.05) == (pairs >= 6));
        }
    }
}

TEST_CASE("Arms with the same values differ by exactly nothing") {
    Results results = empty_results({"control", "same"}, 20);
    for (std::size_t r = 0; r < 20; ++r) {
        const double value = 0.1 * std::sin(static_cast<double>(r));
        set(results, "result", 0, r, value);
        set(results, "result", 1, r, value);
    }
    const Contrast contrast = find(compare_arms(results), "result", 1, 0);
    CHECK(contrast.pairs == 20);
    CHECK(contrast.difference.mean == 0.0);
    CHECK(contrast.difference.low == 0.0);
    CHECK(contrast.difference.high == 0.0);
    CHECK(contrast.p == 1.0);
    CHECK(contrast.p_holm == 1.0);
    CHECK(contrast.variance_reduction == 1.0);
}

TEST_CASE("Contrasts come by measure, against the first arm and then later against earlier") {
    const auto contrasts = compare_arms(empty_results({"a", "b", "c", "d"}, 3));
    const std::vector<std::pair<std::size_t, std::size_t>> expected = {{1, 0}, {2, 0}, {3, 0},
                                                                       {2, 1}, {3, 1}, {3, 2}};
    const auto scalars = std::count_if(measures().begin(), measures().end(),
                                       [](const Measure& m) { return m.along == Along::nothing; });
    REQUIRE(contrasts.size() == expected.size() * static_cast<std::size_t>(scalars));
    for (std::size_t k = 0; k < contrasts.size(); ++k) {
        CHECK(contrasts[k].measure == contrasts[k - k % 6].measure);
        CHECK(contrasts[k].arm == expected[k % 6].first);
        CHECK(contrasts[k].against == expected[k % 6].second);
        CHECK(contrasts[k].month == 2);
    }
}

TEST_CASE("A contrast is the interval of its paired differences") {
    Results results = empty_results({"control", "program"}, 40);
    std::vector<double> differences;
    const std::vector<double> base = deviates(40, 1, false);
    const std::vector<double> change = deviates(40, 2, true);
    for (std::size_t r = 0; r < 40; ++r) {
        set(results, "result", 0, r, base[r]);
        set(results, "result", 1, r, base[r] + 0.1 * change[r]);
        set(results, "reach", 0, r, change[r]);
        set(results, "reach", 1, r, base[r]);
        differences.push_back((base[r] + 0.1 * change[r]) - base[r]);
    }
    const Contrast contrast = find(compare_arms(results), "result", 1, 0);
    const Interval interval = bca_interval(differences, 5);
    CHECK(contrast.difference.mean == interval.mean);
    CHECK(contrast.difference.low == interval.low);
    CHECK(contrast.difference.high == interval.high);
    // Differences vary by a tenth: their variance is near .01 of the sum of two variances of 1.
    CHECK(contrast.variance_reduction > 0.98);
    CHECK(contrast.variance_reduction < 1.0);
}

TEST_CASE("Pairs in which an arm has no value, or failed, are left out and not counted") {
    Results results = empty_results({"control", "program"}, 6);
    for (std::size_t r = 0; r < 6; ++r) {
        set(results, "result", 0, r, 1.0);
        set(results, "result", 1, r, static_cast<double>(r));
    }
    set(results, "result", 0, 1, no_value);
    set(results, "result", 1, 2, no_value);
    results.runs[3].done = false;
    const Contrast contrast = find(compare_arms(results), "result", 1, 0);
    CHECK(contrast.pairs == 3);
    CHECK(contrast.difference.mean == Approx((0.0 + 4.0 + 5.0) / 3.0 - 1.0));
}

TEST_CASE("Fewer than two pairs have no interval") {
    Results results = empty_results({"control", "program"}, 2);
    set(results, "result", 0, 0, 1.0);
    set(results, "result", 1, 0, 1.5);
    const Contrast contrast = find(compare_arms(results), "result", 1, 0);
    CHECK(contrast.pairs == 1);
    CHECK(contrast.difference.mean == 0.5);
    CHECK(std::isnan(contrast.difference.low));
    CHECK(std::isnan(contrast.p));
    CHECK(std::isnan(contrast.p_holm));
    CHECK(find(compare_arms(results), "reach", 1, 0).pairs == 0);
}

TEST_CASE("p is small but never 0, agrees with the interval, and is corrected after Holm") {
    Results results = empty_results({"a", "b", "c"}, 25);
    const std::vector<double> noise = deviates(25, 3, false);
    for (std::size_t r = 0; r < 25; ++r) {
        set(results, "result", 0, r, 0.0);
        set(results, "result", 1, r, noise[r]);
        set(results, "result", 2, r, 10.0 + 0.5 * noise[r]);
    }
    const auto contrasts = compare_arms(results);
    std::vector<Contrast> three = {find(contrasts, "result", 1, 0), find(contrasts, "result", 2, 0),
                                   find(contrasts, "result", 2, 1)};
    for (const Contrast& contrast : three) {
        CHECK(contrast.p >= 1.0 / 4001.0);
        const bool excludes = contrast.difference.low > 0.0 || contrast.difference.high < 0.0;
        CHECK(excludes == (contrast.p < 0.05));
    }
    CHECK(three[1].p < 0.005);
    std::stable_sort(three.begin(), three.end(),
                     [](const Contrast& a, const Contrast& b) { return a.p < b.p; });
    const double first = 3 * three[0].p;
    const double second = std::max(first, 2 * three[1].p);
    const double third = std::max(second, three[2].p);
    CHECK(three[0].p_holm == Approx(first));
    CHECK(three[1].p_holm == Approx(second));
    CHECK(three[2].p_holm == Approx(std::min(1.0, third)));
}

TEST_CASE("Under no difference p lies below a tenth a tenth of the time") {
    // 400 contrasts of two arms: 400 worlds' measures, drawn afresh.
    int small = 0;
    for (std::uint32_t s = 0; s < 400; ++s) {
        Results results = empty_results({"a", "b"}, 60);
        const std::vector<double> change = deviates(60, 5000 + s, false);
        for (std::size_t r = 0; r < 60; ++r) {
            set(results, "result", 0, r, 0.0);
            set(results, "result", 1, r, change[r]);
        }
        small += find(compare_arms(results), "result", 1, 0).p < 0.1 ? 1 : 0;
    }
    CHECK(std::abs(small / 400.0 - 0.1) < 4 * standard_error(0.1, 400));
}

TEST_CASE("The share of mobilized worlds counts those at or above the threshold") {
    Results results = empty_results({"control"}, 5);
    CHECK(std::isnan(mobilized_share(results, 0)));
    for (std::size_t r = 0; r < 4; ++r) {
        set(results, "reach", 0, r, 0.15 + 0.05 * static_cast<double>(r));
    }
    results.mobilized_at = 0.25;
    CHECK(mobilized_share(results, 0) == 0.5);
}

TEST_CASE("The printed comparison fits a terminal and says which effects can be told apart") {
    Results results = empty_results({"control", "leader-development", "network-development"}, 40);
    for (std::size_t arm = 0; arm < 3; ++arm) {
        const std::vector<double> noise = deviates(40, static_cast<std::uint32_t>(arm), false);
        for (std::size_t r = 0; r < 40; ++r) {
            set(results, "result", arm, r, 0.2 + 0.1 * noise[r]);
            set(results, "reach", arm, r, (arm == 2 ? 0.5 : 0.1) + 0.01 * noise[r]);
            set(results, "spent", arm, r, arm == 0 ? 0.0 : 1080000.0);
        }
    }
    const std::string text = comparison_as_text(results, compare_arms(results));
    INFO(text);
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) {
        CHECK(line.size() <= 100);
    }
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(text, ContainsSubstring("A test\n"));
    CHECK_THAT(text, ContainsSubstring("40 replicates"));
    CHECK_THAT(text, ContainsSubstring("network-development minus leader-development"));
    CHECK_THAT(text, ContainsSubstring("$1,080,000"));
    CHECK_THAT(text, ContainsSubstring("100%"));
    CHECK_THAT(text, ContainsSubstring("n = 40"));
    CHECK_THAT(text, ContainsSubstring("No difference in the community result can be told apart"));

    for (std::size_t r = 0; r < 40; ++r) {
        set(results, "result", 1, r, 0.9 + 0.001 * static_cast<double>(r));
    }
    CHECK_THAT(comparison_as_text(results, compare_arms(results)),
               ContainsSubstring("lower with network-development"));
}

TEST_CASE("An evaluator who looks at one level only is told what that level alone would say") {
    Results results = empty_results({"control", "leader-development", "network-development"}, 40);
    for (std::size_t arm = 0; arm < 3; ++arm) {
        const std::vector<double> noise = deviates(40, static_cast<std::uint32_t>(arm), false);
        for (std::size_t r = 0; r < 40; ++r) {
            const double small = 0.01 * noise[r];
            if (arm > 0) {
                set(results, "trained_skill_gain", arm, r, (arm == 1 ? 0.7 : 0.1) + small);
            }
            set(results, "result", arm, r, (arm == 2 ? 0.3 : 0.2) + small);
            set(results, "disparity", arm, r, (arm == 2 ? 0.02 : 0.08) + small);
            set(results, "coordination", arm, r, small);
        }
    }
    using Catch::Matchers::ContainsSubstring;
    const std::string text = comparison_as_text(results, compare_arms(results));
    INFO(text);
    const auto line_of = [&](const std::string& name) {
        const std::size_t begin = text.find("  " + name);
        REQUIRE(begin != std::string::npos);
        return text.substr(begin, text.find('\n', begin) - begin);
    };
    CHECK_THAT(line_of("participants' skill"), ContainsSubstring("leader-development does better"));
    CHECK_THAT(line_of("coordination in coalitions"),
               ContainsSubstring("no difference told apart"));
    CHECK_THAT(line_of("the community's result"),
               ContainsSubstring("network-development does better"));
    // Less of it is better.
    CHECK_THAT(line_of("the gap between groups"),
               ContainsSubstring("network-development does better"));
    CHECK_THAT(text, ContainsSubstring("skill the trained gained"));
}

TEST_CASE("A world without a value does not count in what the trained gained") {
    Results results = empty_results({"control", "leader-development", "network-development"}, 4);
    for (std::size_t r = 0; r < 4; ++r) {
        set(results, "trained_skill_gain", 1, r,
            r == 3 ? std::numeric_limits<double>::quiet_NaN() : 0.4);
        set(results, "trained_skill_gain", 2, r, 0.1);
    }
    const std::string text = comparison_as_text(results, compare_arms(results));
    INFO(text);
    CHECK_THAT(text, Catch::Matchers::ContainsSubstring("+0.4000"));
    CHECK_THAT(text, !Catch::Matchers::ContainsSubstring("+0.3000"));
}

TEST_CASE("Of three programs it is told which does better than which, whatever their order") {
    const auto said = [](const std::vector<std::string>& arms) {
        Results results = empty_results(arms, 40);
        for (std::size_t arm = 0; arm < arms.size(); ++arm) {
            const double mean = arms[arm] == "good" ? 0.4 : arms[arm] == "fair" ? 0.3 : 0.1;
            const std::vector<double> noise =
                deviates(40, static_cast<std::uint32_t>(arms[arm].front()), false);
            for (std::size_t r = 0; r < 40; ++r) {
                set(results, "result", arm, r, mean + 0.01 * noise[r]);
                set(results, "disparity", arm, r,
                    0.1 + (arms[arm] == "good" ? 0.0 : 0.05) + 0.01 * noise[r]);
                set(results, "spent", arm, r, arms[arm] == "control" ? 0.0 : 1000.0);
            }
        }
        const std::string text = comparison_as_text(results, compare_arms(results));
        const std::size_t begin = text.find("  the community's result");
        REQUIRE(begin != std::string::npos);
        return text.substr(begin, text.find("\n\n", begin) - begin);
    };
    using Catch::Matchers::ContainsSubstring;
    CHECK_THAT(said({"control", "good", "fair", "bad"}),
               ContainsSubstring("good does better than fair and bad"));
    CHECK_THAT(said({"control", "bad", "fair", "good"}),
               ContainsSubstring("good does better than bad and fair"));
    CHECK_THAT(said({"good", "fair", "bad"}),
               ContainsSubstring("good does better than fair and bad"));
    CHECK_THAT(said({"control", "good", "bad"}), ContainsSubstring("good does better\n"));
}

TEST_CASE(
    "What few pairs alone keep from being told apart is not laid on the number of contrasts") {
    Results results = empty_results({"control", "program"}, 5);
    for (std::size_t r = 0; r < 5; ++r) {
        set(results, "result", 0, r, 0.1);
        set(results, "result", 1, r, 0.2 + 0.01 * static_cast<double>(r));
    }
    CHECK_THAT(comparison_as_text(results, compare_arms(results)),
               Catch::Matchers::ContainsSubstring(
                   "can be told apart from 0, from so few pairs of worlds"));
}

TEST_CASE(
    "Where no star is possible, an evaluator is told that pairs are too few, and so is the "
    "reader") {
    Results results = empty_results({"control", "one", "other"}, 6);
    for (std::size_t arm = 0; arm < 3; ++arm) {
        for (std::size_t r = 0; r < 6; ++r) {
            set(results, "result", arm, r,
                0.1 * static_cast<double>(arm) + 0.001 * static_cast<double>(r));
            set(results, "spent", arm, r, arm == 0 ? 0.0 : 1000.0);
        }
    }
    using Catch::Matchers::ContainsSubstring;
    const std::string text = comparison_as_text(results, compare_arms(results));
    CHECK_THAT(text, ContainsSubstring(
                         "the community's result                      too few pairs to tell"));
    CHECK_THAT(text, ContainsSubstring("once in 32, and 3 contrasts are looked at"));
}
