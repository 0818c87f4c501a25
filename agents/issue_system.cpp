#include "agents/issue_system.hpp"

#include <Eigen/Eigenvalues>
#include <Eigen/LU>
#include <algorithm>
#include <array>

#include "sim/error.hpp"

namespace colead {

std::span<const Parameter<IssueParameters>> IssueParameters::rows() {
    static constexpr std::array<Parameter<IssueParameters>, 3> table = {{
        {&IssueParameters::delay, "delay", "months", 1, 240,
         "how slowly the issue system follows what presses on it",
         "assumed: half a year between action and effect; range 1-24", 9},
        {&IssueParameters::noise, "noise", "1", 0, 0.2,
         "standard deviation of monthly shocks to each factor", "assumed: none; range 0-.02", 12},
        {&IssueParameters::horizon, "horizon", "months", 1, 600,
         "how far ahead the gain of acting on a factor is judged by those who prototype",
         "assumed: one year, a usual grant or planning cycle", 9},
    }};
    return table;
}

IssueSystem IssueSystem::standard(int groups, double inequity) {
    IssueSystem system;
    system.names = {"housing", "school_readiness", "safety",       "jobs",
                    "health",  "civic_voice",      "youth_places", "trust_in_institutions"};
    // Row = affected. Signs after common causal loop diagrams of community development, sizes
    // assumed: jobs and civic voice reach far; more safety by enforcement costs the young their
    // places and institutions their trust; outcomes weigh more than what carries them.
    system.influence = {
        .10, .00, .00,  .25, .00, .15, .00, .00,  //
        .05, .10, .00,  .10, .10, .10, .05, .00,  //
        .00, .00, .10,  .15, .00, .05, .10, .05,  //
        .00, .15, .05,  .10, .05, .10, .00, .00,  //
        .15, .00, .05,  .15, .10, .05, .00, .00,  //
        .00, .05, .00,  .00, .00, .20, .05, .15,  //
        .00, .05, -.15, .00, .00, .20, .10, .05,  //
        .00, .00, -.20, .00, .05, .25, .00, .10,
    };
    const std::array<double, 8> first = {.12, .14, .13, .12, .13, .11, .13, .12};
    system.weights = {.15, .20, .15, .15, .20, .05, .05, .05};
    for (int g = 0; g < groups; ++g) {
        const double part = groups > 1 ? static_cast<double>(g) / (groups - 1) : 0.0;
        for (const double b : first) {
            system.baselines.push_back(b * (1.0 - inequity * part));
        }
    }
    return system;
}

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

Matrix influence_of(const IssueSystem& system) {
    const int m = system.factors();
    return Eigen::Map<const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>>(
        system.influence.data(), m, m);
}

}  // namespace

std::vector<double> fixed_point(const IssueSystem& system, int group, double effect) {
    const int m = system.factors();
    const Matrix identity = Matrix::Identity(m, m);
    Vector b = Eigen::Map<const Vector>(system.baselines.data() + group * m, m);
    b.array() += effect;
    const Vector z = (identity - influence_of(system)).partialPivLu().solve(b);
    return {z.begin(), z.end()};
}

SystemAnalysis analyse(const IssueSystem& system, const IssueParameters& parameters,
                       double pressure_effect) {
    const int m = system.factors();
    const Matrix a = influence_of(system);
    const Matrix identity = Matrix::Identity(m, m);
    const Vector w = Eigen::Map<const Vector>(system.weights.data(), m);

    SystemAnalysis analysis;
    analysis.spectral_radius = a.eigenvalues().cwiseAbs().maxCoeff();
    constexpr double rounding = 1e-9;
    if (analysis.spectral_radius >= 1.0 - rounding) {
        throw InputError("issue_system.influence has spectral radius " +
                         std::to_string(analysis.spectral_radius) +
                         ", which is not below 1: the issue system would run away");
    }
    const Vector leverage = (identity - a).transpose().partialPivLu().solve(w);
    Matrix remaining = identity;
    const Matrix step = identity - (identity - a) / parameters.delay;
    for (std::int64_t month = 0; month < parameters.horizon; ++month) {
        remaining = remaining * step;
    }
    const Matrix response = (identity - remaining) * (identity - a).inverse();
    const Vector within = response.transpose() * w;
    analysis.leverage.assign(leverage.begin(), leverage.end());
    analysis.leverage_within_horizon.assign(within.begin(), within.end());

    const double positive = within.cwiseMax(0.0).sum();
    for (int k = 0; k < m; ++k) {
        analysis.gain.push_back(positive > 0.0 ? std::max(0.0, within[k]) / positive : 1.0 / m);
    }
    for (int g = 0; g < system.groups(); ++g) {
        for (const double effect : {0.0, pressure_effect}) {
            for (const double z : fixed_point(system, g, effect)) {
                analysis.saturated = analysis.saturated || z < 0.02 || z > 0.98;
            }
        }
    }
    return analysis;
}

}  // namespace colead
