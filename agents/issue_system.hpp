// The issue system of a community: M factors (school readiness, housing, ...), how they influence
// each other, where each culture group starts from, and which count toward the result.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "sim/parameter.hpp"

namespace colead {

struct IssueParameters {
    double delay = 6.0;
    double noise = 0.0;
    std::int64_t horizon = 12;

    static constexpr std::string_view section = "issue_system";
    static std::span<const Parameter<IssueParameters>> rows();
};

/// The data of an issue system; M = names.size(), 2 .. 16.
struct IssueSystem {
    std::vector<std::string> names;
    /// Signed influence, M x M by rows: influence[a * M + b] is the effect of factor b on factor a.
    std::vector<double> influence;
    /// baselines[g * M + k], one row per culture group: structural inequity where rows differ.
    std::vector<double> baselines;
    /// Outcome weights, M, sum 1.
    std::vector<double> weights;

    int factors() const { return static_cast<int>(names.size()); }
    int groups() const { return static_cast<int>(baselines.size() / names.size()); }

    /// What a community gets when a scenario says nothing: eight factors, and baselines that fall
    /// from the first culture group to the last by `inequity` (0 .. 1 of the first's).
    static IssueSystem standard(int groups, double inequity);
};

/// What follows from the matrix (Eigen; computed once per run).
struct SystemAnalysis {
    double spectral_radius = 0.0;
    /// Long run: ((I - A)^-T w)_k, the rise of the result per unit of lasting pressure on k.
    std::vector<double> leverage;
    /// Within the horizon H: w' [I - (I - (I - A) / delay)^H] (I - A)^-1 e_k.
    std::vector<double> leverage_within_horizon;
    /// gain_k = max(0, leverage within the horizon) / sum; uniform if none is positive.
    std::vector<double> gain;
    /// Some fixed point at no or at full pressure leaves [.02, .98]: there the clip bends leverage.
    bool saturated = false;
};

/// Throws InputError when the spectral radius of the influence matrix is 1 or more.
SystemAnalysis analyse(const IssueSystem& system, const IssueParameters& parameters,
                       double pressure_effect);

/// Fixed point (I - A)^-1 (b + effect) of one group's baselines; M values, not clipped.
std::vector<double> fixed_point(const IssueSystem& system, int group, double effect);

}  // namespace colead
