// Ways through a chain of stages whose equations are known.
#include "analysis/path_effects.hpp"

#include <cmath>
#include <numeric>

#include "sim/draw.hpp"
#include "support/property.hpp"

using namespace colead;
using namespace colead::test;

namespace {

// Four stages: M1 = .5 + u, M2 = .1 + 2 M1 + noise, M3 = -M1 + .5 M2 + noise, Y = .3 + M2 + 3 M3 + noise, of the
// differences; sums are noise of their own.
PairedStages known_chain(std::size_t pairs, double noise, std::uint64_t seed) {
    PairedStages stages;
    stages.with.resize(4);
    stages.without.resize(4);
    DrawStream luck(Draws(seed, 0), 0, 250, 0);
    const auto any = [&] { return static_cast<double>(luck.uniform()) - 0.5; };
    for (std::size_t r = 0; r < pairs; ++r) {
        std::vector<double> d(4);
        d[0] = 0.5 + any();
        d[1] = 0.1 + 2.0 * d[0] + noise * any();
        d[2] = -d[0] + 0.5 * d[1] + 0.1 * noise * any();
        d[3] = 0.3 + d[1] + 3.0 * d[2] + 0.01 * noise * any();
        for (std::size_t k = 0; k < 4; ++k) {
            const double without = any();
            stages.without[k].push_back(without);
            stages.with[k].push_back(without + d[k]);
        }
    }
    return stages;
}

double mean_difference(const PairedStages& stages, std::size_t k) {
    double sum = 0.0;
    for (std::size_t r = 0; r < stages.pairs(); ++r) {
        sum += stages.with[k][r] - stages.without[k][r];
    }
    return sum / static_cast<double>(stages.pairs());
}

}  // namespace

TEST_CASE("of a single stage the path's interval is that of the mean difference") {
    PairedStages stages;
    const std::vector<double> values{.12, -.03, .44, .08, .9, .31, -.15, .22, .05, 1.7, .02, .61};
    stages.with = {values};
    stages.without = {std::vector<double>(values.size(), 0.0)};
    const Estimate one = path_estimates(stages, 1)[0];
    const Interval mean = bca_interval(values, 1);
    CHECK(one.interval.low == Approx(mean.low).margin(.002));
    CHECK(one.interval.high == Approx(mean.high).margin(.002));
}

TEST_CASE("paths of a chain carry the products of its coefficients") {
    // Less noise at each stage, so that slopes have standard errors of .005.
    const PairedStages stages = known_chain(400, 0.3, 1);
    const std::vector<double> effects = path_effects(stages);
    const double a = mean_difference(stages, 0);
    REQUIRE(effects.size() == 8);
    const auto near = [](double value) { return Approx(value).margin(0.03); };
    CHECK(effects[0b000] == near(0.3));
    CHECK(effects[0b001] == near(0.0));
    CHECK(effects[0b010] == near(0.1));
    CHECK(effects[0b100] == near(0.0));
    CHECK(effects[0b011] == near(2.0 * a));
    CHECK(effects[0b101] == near(-3.0 * a));
    CHECK(effects[0b110] == near(0.1 * 0.5 * 3.0));
    CHECK(effects[0b111] == near(2.0 * 0.5 * 3.0 * a));
}

TEST_CASE("paths add up to the whole difference, whatever the stages", "[property]") {
    check_property("the whole", [] {
        const auto pairs = *rc::gen::inRange<std::size_t>(1, 40);
        const auto noise = *rc::gen::element(0.0, 0.5, 3.0);
        PairedStages stages = known_chain(pairs, noise, *rc::gen::inRange(1U, 1000U));
        if (*rc::gen::arbitrary<bool>()) {
            stages.with[1] = stages.without[1];  // a stage that nothing moves
        }
        const std::vector<double> effects = path_effects(stages);
        const double whole = mean_difference(stages, 3);
        RC_ASSERT(std::abs(std::accumulate(effects.begin(), effects.end(), 0.0) - whole) < 1e-9);
    });
}

TEST_CASE("intervals of paths hold the truth, and narrow with more pairs") {
    const std::vector<Estimate> of_few = path_estimates(known_chain(50, 0.5, 3), 1);
    const std::vector<Estimate> of_many = path_estimates(known_chain(400, 0.5, 3), 1);
    const double truth = 2.0 * 0.5 * 3.0 * 0.5;  // with E M1 = .5
    for (const auto* estimates : {&of_few, &of_many}) {
        const Interval& chain = (*estimates)[0b111].interval;
        CHECK(chain.low < truth);
        CHECK(chain.high > truth);
        CHECK((*estimates)[0b111].p < 0.01);
    }
    const auto width = [](const Estimate& e) { return e.interval.high - e.interval.low; };
    CHECK(width(of_many[0b111]) < 0.6 * width(of_few[0b111]));
}

TEST_CASE("paths of too few pairs are not told") {
    CHECK(std::isnan(path_estimates(known_chain(20, 1.0, 1), 1)[7].interval.mean));
    CHECK(std::isfinite(path_estimates(known_chain(21, 1.0, 1), 1)[7].interval.low));
}

TEST_CASE("paths are named by the stages they pass") {
    const std::vector<std::string> stages = {"capacities", "DAC", "action", "result"};
    CHECK(path_name(stages, 0) == "program -> result");
    CHECK(path_name(stages, 0b101) == "program -> capacities -> action -> result");
}
