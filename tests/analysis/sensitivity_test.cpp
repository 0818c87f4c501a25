// Sensitivity indices, held against closed forms.
#include "analysis/sensitivity.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "sim/draw.hpp"
#include "sim/error.hpp"
#include "support/catch.hpp"

namespace colead {

namespace {

constexpr double pi = 3.14159265358979323846;

// Ishigami & Homma (1990), a = 7, b = .1, on [-pi, pi]^3.
double ishigami(std::span<const double> u) {
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < 3; ++i) {
        x[i] = pi * (2.0 * u[i] - 1.0);
    }
    return std::sin(x[0]) + 7.0 * std::pow(std::sin(x[1]), 2) +
           0.1 * std::pow(x[2], 4) * std::sin(x[0]);
}

// Sobol' G function with these a.
constexpr std::array<double, 4> g_a{0.0, 1.0, 4.5, 9.0};

double sobol_g(std::span<const double> u) {
    double product = 1.0;
    for (std::size_t i = 0; i < g_a.size(); ++i) {
        product *= (std::abs(4.0 * u[i] - 2.0) + g_a[i]) / (1.0 + g_a[i]);
    }
    return product;
}

template <class Model>
Outputs outputs_of(const DesignPoints& points, Model&& model, std::size_t replicates = 1) {
    Outputs outputs{replicates, {}};
    for (std::size_t p = 0; p < points.count(); ++p) {
        for (std::size_t r = 0; r < replicates; ++r) {
            outputs.values.push_back(model(points.at(p), p, r));
        }
    }
    return outputs;
}

double luck(std::size_t point, std::size_t replicate) {
    return normal(Draws(9, static_cast<std::uint32_t>(replicate))
                      .block(0, 250, static_cast<Person>(point))[0]);
}

}  // namespace

TEST_CASE("Sobol indices of the Ishigami function are those of its closed form") {
    const DesignPoints points = saltelli(65'536, 3, true, 1);
    const SobolIndices indices = sobol_indices(
        3, true, outputs_of(points, [](auto u, auto, auto) { return ishigami(u); }), false, 1);
    const std::array<double, 3> first{.3139, .4424, 0.0};
    const std::array<double, 3> total{.5576, .4424, .2437};
    // Four standard deviations of the estimator with random points, .005 at this size.
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(indices.S1[i] == Approx(first[i]).margin(.02));
        CHECK(indices.ST[i] == Approx(total[i]).margin(.02));
        CHECK(indices.S1_conf[i] < .03);
    }
    CHECK(indices.S2[0 * 3 + 2] == Approx(.2437).margin(.02));
    CHECK(indices.S2[0 * 3 + 1] == Approx(0.0).margin(.02));
    CHECK(indices.S2[1 * 3 + 2] == Approx(0.0).margin(.02));
    CHECK(indices.variance == Approx(13.8446).margin(.2));
}

TEST_CASE("Sobol indices of the G function are those of its closed form") {
    const DesignPoints points = saltelli(16'384, 4, false, 2);
    const SobolIndices indices = sobol_indices(
        4, false, outputs_of(points, [](auto u, auto, auto) { return sobol_g(u); }), false, 1);
    std::array<double, 4> part{};
    double whole = 1.0;
    for (std::size_t i = 0; i < 4; ++i) {
        part[i] = 1.0 / (3.0 * (1.0 + g_a[i]) * (1.0 + g_a[i]));
        whole *= 1.0 + part[i];
    }
    for (std::size_t i = 0; i < 4; ++i) {
        // Four standard deviations, .01 each with random points at this size.
        CHECK(indices.S1[i] == Approx(part[i] / (whole - 1.0)).margin(.04));
        const double total = part[i] * whole / (1.0 + part[i]) / (whole - 1.0);
        CHECK(indices.ST[i] == Approx(total).margin(.04));
    }
    CHECK(indices.S2.empty());
}

TEST_CASE("a linear model has the squares of its slopes as indices and no others") {
    const DesignPoints points = saltelli(4096, 3, true, 3);
    const SobolIndices indices = sobol_indices(
        3, true,
        outputs_of(points, [](auto u, auto, auto) { return u[0] + 2.0 * u[1] + 3.0 * u[2]; }),
        false, 1);
    for (std::size_t i = 0; i < 3; ++i) {
        const double slope = static_cast<double>(i + 1);
        CHECK(indices.S1[i] == Approx(slope * slope / 14.0).margin(.02));
        CHECK(indices.ST[i] == Approx(slope * slope / 14.0).margin(.02));
        for (std::size_t j = i + 1; j < 3; ++j) {
            CHECK(indices.S2[i * 3 + j] == Approx(0.0).margin(.02));
        }
    }
}

TEST_CASE(
    "the noise of replicates is taken out of Sobol indices, with luck of one's own or common") {
    // Noise of variance 28 per world, twice the function's own: plain ST of the third factor would be
    // near .6 with eight replicates' means.
    const std::size_t base = 8192;
    const DesignPoints points = saltelli(base, 3, false, 1);
    const bool common = GENERATE(false, true);
    const SobolIndices indices =
        sobol_indices(3, false,
                      outputs_of(
                          points,
                          [&](auto u, std::size_t p, std::size_t r) {
                              return ishigami(u) + std::sqrt(28.0) * luck(common ? 0 : p, r);
                          },
                          4),
                      false, 1);
    // Four standard deviations by the bootstrap's own measure, which is checked to be small.
    const std::array<double, 3> total{.5576, .4424, .2437};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(indices.ST_conf[i] < .06);
        CHECK(indices.ST[i] == Approx(total[i]).margin(4.0 / 1.96 * indices.ST_conf[i]));
    }
    if (!common) {
        // 28 / 4 beside 13.84.
        CHECK(indices.noise_share == Approx(7.0 / 20.84).margin(.03));
    }
}

TEST_CASE("confidence of Sobol indices covers the truth about as often as it says") {
    int covered = 0;
    for (std::uint64_t seed = 1; seed <= 40; ++seed) {
        const DesignPoints points = saltelli(256, 3, false, seed);
        const SobolIndices indices = sobol_indices(
            3, false, outputs_of(points, [](auto u, auto, auto) { return ishigami(u); }), false,
            seed);
        covered += std::abs(indices.ST[0] - .5576) <= indices.ST_conf[0] ? 1 : 0;
    }
    // At 95% the count of 40 is 38 with deviation 1.4; a quasi-random sequence does better still.
    CHECK(covered >= 33);
}

TEST_CASE("Morris finds the slopes of a linear model, without spread") {
    const DesignPoints points = morris_trajectories(10, 3, 4, 1);
    const MorrisIndices indices = morris_indices(
        points, std::vector<Axis>(3),
        outputs_of(points, [](auto u, auto, auto) { return u[0] - 2.0 * u[1] + 3.0 * u[2]; }),
        false, 1);
    const std::array<double, 3> slope{1.0, -2.0, 3.0};
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(indices.mu[i] == Approx(slope[i]).margin(1e-12));
        CHECK(indices.mu_star[i] == Approx(std::abs(slope[i])).margin(1e-12));
        CHECK(indices.sigma[i] == Approx(0.0).margin(1e-12));
        CHECK(indices.mu_star_conf[i] == Approx(0.0).margin(1e-12));
        CHECK(std::isnan(indices.noise[i]));
    }
}

TEST_CASE("Morris tells curvature and interaction from slopes, and luck from both") {
    const DesignPoints points = morris_trajectories(50, 3, 4, 1);
    const std::vector<Axis> axes(3);
    const MorrisIndices plain = morris_indices(
        points, axes, outputs_of(points, [](auto u, auto, auto) { return u[0] + u[1] * u[2]; }),
        false, 1);
    CHECK(plain.sigma[0] == Approx(0.0).margin(1e-12));
    CHECK(plain.sigma[1] > .2);
    const MorrisIndices noisy = morris_indices(
        points, axes,
        outputs_of(
            points, [](auto u, std::size_t p, std::size_t r) { return u[0] + .3 * luck(p, r); }, 5),
        false, 1);
    // A step of 2/3 between two means of five: sqrt(2 * .09 / 5) / (2/3) = .285, its spread over 50
    // trajectories a tenth.
    CHECK(noisy.noise[0] == Approx(.285).margin(.06));
    CHECK(noisy.sigma[0] == Approx(.285).margin(.12));
}

TEST_CASE(
    "the luck in Morris' sigma is what is left when trajectories and replicates are taken out") {
    // Effects 1 and 3 of one trajectory, 2 and 8 of the other: what is left is 1 four times, of one degree of freedom,
    // in means of two.
    const DesignPoints points{1, {0.0, 1.0, 0.0, 1.0}};
    const MorrisIndices indices =
        morris_indices(points, std::vector<Axis>(1), {2, {0, 0, 1, 3, 0, 0, 2, 8}}, false, 1);
    CHECK(indices.noise[0] == Approx(std::sqrt(2.0)));
}

TEST_CASE("luck that moves all trajectories alike is in the confidence of Morris and in no sigma") {
    const DesignPoints points = morris_trajectories(8, 2, 4, 1);
    // By replicate the slope is 1, 2 and 6: mean 3, standard error sqrt(7 / 3).
    const std::array<double, 3> slope{1.0, 2.0, 6.0};
    const MorrisIndices indices =
        morris_indices(points, std::vector<Axis>(2),
                       outputs_of(
                           points, [&](auto u, auto, auto r) { return slope[r] * u[0]; }, 3),
                       false, 1);
    CHECK(indices.mu[0] == Approx(3.0).margin(1e-12));
    CHECK(indices.mu_star_conf[0] == Approx(1.96 * std::sqrt(7.0 / 3.0)));
    CHECK(indices.sigma[0] == Approx(0.0).margin(1e-12));
    CHECK(indices.noise[0] == Approx(0.0).margin(1e-6));
    CHECK(indices.mu_star_conf[1] == 0.0);
}

TEST_CASE("confidence of Morris covers the truth where points share their luck") {
    int covered = 0;
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        const DesignPoints points = morris_trajectories(10, 2, 4, seed);
        // The slope's own luck is common to all points, another is each point's own.
        const MorrisIndices indices =
            morris_indices(points, std::vector<Axis>(2),
                           outputs_of(
                               points,
                               [&](auto u, std::size_t p, std::size_t r) {
                                   return (2.0 + luck(1'000'000 + seed, r)) * u[0] + u[0] * u[1] +
                                          .1 * luck(1000 * seed + p, r);
                               },
                               10),
                           false, seed);
        covered += std::abs(indices.mu_star[0] - 2.5) <= indices.mu_star_conf[0] ? 1 : 0;
    }
    // 1.96 standard deviations of ten replicates cover 92% (Student, 9 degrees): 184, deviation 3.8. Of
    // trajectories alone, which the luck of all moves alike, 130.
    CHECK(covered >= 184 - 4 * 4);
    CHECK(covered <= 199);
}

TEST_CASE("an effect is over the whole axis also where few values stand on it") {
    const std::size_t levels = GENERATE(2U, 4U, 8U);
    const DesignPoints points = morris_trajectories(20, 3, levels, 1);
    const std::vector<Axis> axes{{2, false}, {2, true}, {3, false}};
    const auto place = [](double u, double values) {
        return std::min(std::floor(u * values), values - 1.0);
    };
    const MorrisIndices indices = morris_indices(
        points, axes,
        outputs_of(points,
                   [&](auto u, auto, auto) {
                       return 5.0 * place(u[0], 2) + 7.0 * place(u[1], 2) + 2.0 * place(u[2], 3);
                   }),
        false, 1);
    CHECK(indices.mu[0] == Approx(5.0).margin(1e-12));
    CHECK(indices.mu_star[1] == Approx(7.0).margin(1e-12));
    CHECK(indices.mu[2] == Approx(4.0).margin(1e-12));
    CHECK(indices.sigma[2] == Approx(0.0).margin(1e-12));
}

TEST_CASE("points of which a factor never moves are no trajectories") {
    const DesignPoints points{1, {0.5, 0.5, 0.0, 1.0}};
    CHECK_THROWS_AS(morris_indices(points, std::vector<Axis>(1), {1, {1, 2, 3, 4}}, false, 1),
                    InputError);
}

TEST_CASE("an incomplete design is refused with a count, or mended by leaving base points out") {
    const DesignPoints points = saltelli(64, 3, false, 1);
    Outputs outputs = outputs_of(points, [](auto u, auto, auto) { return ishigami(u); });
    outputs.values[7] = std::numeric_limits<double>::quiet_NaN();
    CHECK_THROWS_WITH(sobol_indices(3, false, outputs, false, 1),
                      Catch::Matchers::ContainsSubstring("1 of 64 base points lack a value"));
    const SobolIndices mended = sobol_indices(3, false, outputs, true, 1);
    CHECK(mended.dropped == 1);
    CHECK(std::isfinite(mended.S1[0]));
    outputs.values.assign(outputs.values.size(), std::numeric_limits<double>::quiet_NaN());
    CHECK_THROWS_AS(sobol_indices(3, false, outputs, true, 1), InputError);
}

TEST_CASE("where nothing varies there are no indices") {
    const DesignPoints points = saltelli(16, 2, false, 1);
    const SobolIndices indices =
        sobol_indices(2, false, outputs_of(points, [](auto, auto, auto) { return 0.5; }), false, 1);
    CHECK(std::isnan(indices.S1[0]));
    CHECK(std::isnan(indices.ST[1]));
}

TEST_CASE("how sure an index is remains open where a resample has no variance beyond luck") {
    const DesignPoints points = saltelli(4, 2, false, 1);
    const Outputs outputs = outputs_of(
        points, [](auto u, auto p, auto r) { return u[0] + 0.4 * luck(p, r); }, 2);
    const SobolIndices indices = sobol_indices(2, false, outputs, false, 1);
    CHECK(indices.variance > 0.0);
    CHECK_FALSE(std::isnan(indices.S1[0]));
    CHECK(std::isnan(indices.S1_conf[0]));
    CHECK(std::isnan(indices.ST_conf[1]));
}

}  // namespace colead
