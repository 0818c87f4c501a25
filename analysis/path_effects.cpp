// C. M. Judd, D. A. Kenny & G. H. McClelland (2001), Estimating and testing mediation and moderation in
// within-subject designs, Psychological Methods 6:115-134; A. K. Montoya & A. F. Hayes (2017), Two-condition
// within-participant statistical mediation analysis: a path-analytic framework, Psychological Methods
// 22:6-27. With D the difference and S the sum of a pair at a stage, stage j is regressed on all before it:
//   D_j = c_j + sum_i<j b_ij D_i + sum_i<j g_ij (S_i - mean S_i)
// and a path i1 < i2 < ... < ik carries c_i1 b_i1i2 ... b_ikn of the mean difference of the last stage n.
// Since mean D_j = c_j + sum b_ij mean D_i, all paths together carry all of it.
// Regressions are solved from weighted second moments, so that a resample is a vector of counts.
#include "analysis/path_effects.hpp"

#include <Eigen/Dense>
#include <cassert>
#include <cmath>
#include <limits>

namespace colead {

namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

// Pairs by row; columns: D of every stage, then S of every stage but the last.
Matrix columns_of(const PairedStages& stages) {
    const std::size_t count = stages.stages();
    Matrix columns(stages.pairs(), 2 * count - 1);
    for (std::size_t k = 0; k < count; ++k) {
        for (std::size_t r = 0; r < stages.pairs(); ++r) {
            const auto row = static_cast<Eigen::Index>(r);
            const double with = stages.with[k][r];
            const double without = stages.without[k][r];
            columns(row, static_cast<Eigen::Index>(k)) = with - without;
            if (k + 1 < count) {
                columns(row, static_cast<Eigen::Index>(count + k)) = with + without;
            }
        }
    }
    return columns;
}

// Variances that rounding alone may have left, of each column: a stage that all pairs move alike.
Vector least_variances(const Matrix& columns, Eigen::Index stages) {
    constexpr double of_rounding = 1e-24;
    const Vector squares =
        columns.colwise().squaredNorm().transpose() / static_cast<double>(columns.rows());
    Vector least = of_rounding * squares;
    for (Eigen::Index k = 0; k + 1 < stages; ++k) {
        least(k) = least(stages + k) = of_rounding * (squares(k) + squares(stages + k));
    }
    return least;
}

// What the stages before, D and S, say of stage j; 0 for what has no variance or says nothing new.
Vector slopes(const Matrix& covariance, const Vector& least, Eigen::Index stages, Eigen::Index j) {
    std::vector<Eigen::Index> before;
    for (const Eigen::Index first : {Eigen::Index{0}, stages}) {
        for (Eigen::Index i = 0; i < j; ++i) {
            before.push_back(first + i);
        }
    }
    const auto size = static_cast<Eigen::Index>(before.size());
    const auto at = [&](Eigen::Index a) { return before[static_cast<std::size_t>(a)]; };
    Matrix correlation(size, size);
    Vector with_j(size);
    Vector scale(size);
    for (Eigen::Index a = 0; a < size; ++a) {
        const double variance = covariance(at(a), at(a));
        scale(a) = variance > least(at(a)) ? 1.0 / std::sqrt(variance) : 0.0;
    }
    for (Eigen::Index a = 0; a < size; ++a) {
        for (Eigen::Index b = 0; b < size; ++b) {
            correlation(a, b) = covariance(at(a), at(b)) * scale(a) * scale(b);
        }
        with_j(a) = covariance(at(a), j) * scale(a);
    }
    Eigen::CompleteOrthogonalDecomposition<Matrix> solver(size, size);
    solver.setThreshold(1e-10);
    solver.compute(correlation);
    return solver.solve(with_j).cwiseProduct(scale).head(j);
}

// `weights`: how often each pair counts.
std::vector<double> effects(const Matrix& columns, const Vector& weights, Eigen::Index stages) {
    const Vector least = least_variances(columns, stages);
    const Vector mean = columns.transpose() * weights / weights.sum();
    const Matrix centred = columns.rowwise() - mean.transpose();
    const Matrix covariance = centred.transpose() * weights.asDiagonal() * centred / weights.sum();
    Matrix b = Matrix::Zero(stages, stages);
    Vector c(stages);
    for (Eigen::Index j = 0; j < stages; ++j) {
        c(j) = mean(j);
        if (j > 0) {
            b.col(j).head(j) = slopes(covariance, least, stages, j);
            c(j) -= b.col(j).head(j).dot(mean.head(j));
        }
    }
    std::vector<double> paths(std::size_t{1} << static_cast<std::size_t>(stages - 1));
    for (std::size_t path = 0; path < paths.size(); ++path) {
        Eigen::Index last = stages - 1;
        double product = 1.0;
        for (Eigen::Index k = stages - 2; k >= 0; --k) {
            if ((path >> static_cast<std::size_t>(k) & 1U) != 0) {
                product *= b(k, last);
                last = k;
            }
        }
        paths[path] = c(last) * product;
    }
    return paths;
}

Matrix checked_columns(const PairedStages& stages) {
    assert(stages.stages() >= 1 && stages.pairs() >= 1);
    return columns_of(stages);
}

}  // namespace

std::vector<double> path_effects(const PairedStages& stages) {
    const Matrix columns = checked_columns(stages);
    return effects(columns, Vector::Ones(columns.rows()),
                   static_cast<Eigen::Index>(stages.stages()));
}

std::size_t least_pairs(std::size_t stages) { return 3 * (2 * stages - 1); }

std::vector<Estimate> path_estimates(const PairedStages& stages, std::uint64_t seed) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    const std::size_t paths = std::size_t{1} << (stages.stages() - 1);
    if (stages.pairs() < least_pairs(stages.stages())) {
        return std::vector<Estimate>(paths, {{none, none, none}, none});
    }
    const Matrix columns = checked_columns(stages);
    const auto count = static_cast<Eigen::Index>(stages.stages());
    const std::size_t pairs = stages.pairs();
    std::vector<std::vector<double>> resampled(paths);
    std::vector<std::vector<double>> without_one(paths);
    const auto keep = [&](std::vector<std::vector<double>>& kept, const Vector& weights) {
        const std::vector<double> values = effects(columns, weights, count);
        for (std::size_t path = 0; path < paths; ++path) {
            kept[path].push_back(values[path]);
        }
    };
    const Draws draws(seed, 0);
    std::vector<std::uint32_t> rows(pairs);
    Vector weights(columns.rows());
    for (std::size_t b = 0; b < usual_resamples; ++b) {
        resample(draws, b, rows);
        weights.setZero();
        for (const std::uint32_t row : rows) {
            weights(row) += 1.0;
        }
        keep(resampled, weights);
    }
    for (std::size_t r = 0; r < pairs; ++r) {
        weights.setOnes();
        weights(static_cast<Eigen::Index>(r)) = 0.0;
        keep(without_one, weights);
    }
    const std::vector<double> values = path_effects(stages);
    std::vector<Estimate> estimates;
    for (std::size_t path = 0; path < paths; ++path) {
        estimates.push_back(
            estimate_of(values[path], std::move(resampled[path]), without_one[path]));
    }
    return estimates;
}

std::string path_name(const std::vector<std::string>& stages, std::size_t path) {
    std::string name = "program -> ";
    for (std::size_t k = 0; k + 1 < stages.size(); ++k) {
        if ((path >> k & 1U) != 0) {
            name += stages[k] + " -> ";
        }
    }
    return name + stages.back();
}

}  // namespace colead
