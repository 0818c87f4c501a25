#include "agents/issue_system.hpp"

#include <numeric>

#include "agents/action.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

TEST_CASE("the reference issue system has the leverages computed independently of this program") {
    const SystemAnalysis analysis = analyse(reference_issues(), {}, 0.1);
    CHECK(analysis.spectral_radius == Approx(0.694578).margin(1e-6));
    const std::vector<double> expected = {4.105744, 3.642298, -1.063969, 3.864230, 2.728460};
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(analysis.leverage[k] == Approx(expected[k]).margin(1e-6));
    }
}

TEST_CASE("leverage within a month is the weight over the delay, and in the long run all of it") {
    IssueParameters p;
    p.horizon = 1;
    for (const double leverage : analyse(reference_issues(), p, 0.1).leverage_within_horizon) {
        CHECK(leverage == Approx(1.0 / 6.0).margin(1e-12));
    }
    p.horizon = 600;
    const SystemAnalysis analysis = analyse(reference_issues(), p, 0.1);
    for (std::size_t k = 0; k < 5; ++k) {
        CHECK(analysis.leverage_within_horizon[k] == Approx(analysis.leverage[k]).margin(1e-6));
    }
}

TEST_CASE("gain is the positive part of leverage, scaled to 1") {
    IssueParameters p;
    p.horizon = 600;
    const SystemAnalysis analysis = analyse(reference_issues(), p, 0.1);
    CHECK(std::accumulate(analysis.gain.begin(), analysis.gain.end(), 0.0) == Approx(1.0));
    CHECK(analysis.gain[2] == 0.0);
    CHECK(analysis.gain[0] ==
          Approx(4.105744 / (4.105744 + 3.642298 + 3.864230 + 2.728460)).margin(1e-6));
}

TEST_CASE("where nothing helps every gain is the same") {
    IssueSystem issues = separate_issues(4);
    issues.weights.assign(4, -0.25);
    for (const double gain : analyse(issues, {}, 0.1).gain) {
        CHECK(gain == 0.25);
    }
}

TEST_CASE("an issue system that would run away is refused") {
    IssueSystem issues = separate_issues(2);
    issues.influence = {0.0, 1.0, 1.0, 0.0};
    CHECK_THROWS_AS(analyse(issues, {}, 0.1), InputError);
    issues.influence = {0.0, -2.0, 0.6, 0.0};
    CHECK_THROWS_AS(analyse(issues, {}, 0.1), InputError);
    issues.influence = {0.0, 0.999, 0.999, 0.0};
    CHECK_NOTHROW(analyse(issues, {}, 0.1));
}

TEST_CASE("the fixed point solves z = b + A z + effect, group by group") {
    IssueSystem issues = reference_issues();
    issues.baselines.insert(issues.baselines.end(), {0.1, 0.1, 0.2, 0.0, 0.1});
    for (const int group : {0, 1}) {
        const std::vector<double> z = fixed_point(issues, group, 0.03);
        for (std::size_t k = 0; k < 5; ++k) {
            double toward = issues.baselines[static_cast<std::size_t>(group) * 5 + k] + 0.03;
            for (std::size_t from = 0; from < 5; ++from) {
                toward += issues.influence[k * 5 + from] * z[from];
            }
            CHECK(z[k] == Approx(toward).margin(1e-12));
        }
    }
}

TEST_CASE("a system whose fixed points leave [.02, .98] at no or full pressure is saturated") {
    CHECK_FALSE(analyse(separate_issues(2, 1, 0.3), {}, 0.5).saturated);
    CHECK(analyse(separate_issues(2, 1, 0.5), {}, 0.5).saturated);
    CHECK(analyse(separate_issues(2, 1, 0.01), {}, 0.5).saturated);
    IssueSystem second_group = separate_issues(2, 2, 0.3);
    second_group.baselines[3] = 0.01;
    CHECK(analyse(second_group, {}, 0.5).saturated);
}

TEST_CASE("the standard issue system is not saturated by the standard pressure") {
    const int groups = GENERATE(1, 2, 3, 6);
    const double inequity = NetworkParameters().inequity;
    const SystemAnalysis analysis =
        analyse(IssueSystem::standard(groups, inequity), {}, ActionParameters().gamma);
    CHECK(analysis.spectral_radius < 1.0);
    CHECK_FALSE(analysis.saturated);
}

TEST_CASE("the standard issue system gives the last group less by the inequity asked for") {
    const IssueSystem issues = IssueSystem::standard(3, 0.4);
    REQUIRE(issues.groups() == 3);
    for (std::size_t k = 0; k < 8; ++k) {
        CHECK(issues.baselines[8 + k] == Approx(0.8 * issues.baselines[k]));
        CHECK(issues.baselines[16 + k] == Approx(0.6 * issues.baselines[k]));
    }
    CHECK(std::accumulate(issues.weights.begin(), issues.weights.end(), 0.0) == Approx(1.0));
}
