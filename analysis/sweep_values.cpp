#include "analysis/sweep_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <set>

#include "analysis/run_status.hpp"
#include "sim/error.hpp"

namespace colead {

SweepShape shape_of(const hdf5::Group& root) {
    SweepShape shape{};
    shape.points = root.dataset("point").shape().at(0);
    shape.arms = root.dataset("arm").shape().at(0);
    shape.replicates = root.dataset("replicate").shape().at(0);
    shape.months = root.dataset("month").shape().at(0);
    if (shape.points == 0 || shape.arms == 0 || shape.replicates == 0 || shape.months == 0) {
        throw FileError("it holds no results");
    }
    shape.last.assign(shape.points, shape.months - 1);
    if (root.contains("months")) {
        const auto months = root.dataset("months").read<double>();
        for (std::size_t p = 0; p < months.size(); ++p) {
            const bool within = months[p] >= 0.0 && months[p] < static_cast<double>(shape.months);
            shape.last.at(p) = within ? static_cast<std::size_t>(months[p]) : shape.months - 1;
        }
    }
    const hdf5::Group runs = root.group("runs");
    const auto status = runs.dataset("status").read<std::int64_t>();
    const auto of_all = runs.dataset("seed").read<std::uint64_t>();
    const std::size_t of_point = shape.arms * shape.replicates;
    if (status.size() != shape.points * of_point || of_all.size() != status.size()) {
        throw FileError("runs do not fit their coordinates");
    }
    std::vector<std::size_t> done(shape.points, 0);  // arms of a world stand and fall together
    std::vector<std::uint64_t> seeds;                // worlds that are not there have none
    for (std::size_t n = 0; n < status.size(); ++n) {
        if (status[n] == run_done) {
            seeds.push_back(of_all[n]);
            done[n / of_point] += n % of_point < shape.replicates ? 1 : 0;
        }
    }
    shape.fewest = std::ranges::min(done);
    shape.most = std::ranges::max(done);
    shape.failed = std::count(status.begin(), status.end(), run_failed);
    shape.absent = std::count(status.begin(), status.end(), run_missing);
    shape.common_luck =
        std::ranges::adjacent_find(seeds, std::ranges::not_equal_to()) == seeds.end();
    return shape;
}

SweepValues::SweepValues(const hdf5::Group& root, const std::string& measure,
                         const SweepShape& shape)
    : replicates_(shape.replicates),
      common_luck_(shape.common_luck),
      arms_(shape.arms, std::vector<double>(shape.points * shape.replicates)) {
    const hdf5::Dataset dataset = root.dataset(measure);
    if (dataset.shape() != hdf5::Shape{shape.points, shape.arms, shape.replicates, shape.months}) {
        throw FileError(fmt::format("{} does not fit its coordinates", measure));
    }
    for (const std::size_t month : std::set(shape.last.begin(), shape.last.end())) {
        for (std::size_t arm = 0; arm < shape.arms; ++arm) {
            const auto values =
                dataset.read_box<double>({0, arm, 0, month}, {shape.points, 1, replicates_, 1});
            for (std::size_t world = 0; world < values.size(); ++world) {
                if (shape.last[world / replicates_] == month) {
                    arms_[arm][world] = values[world];
                }
            }
        }
    }
}

std::vector<double> SweepValues::worlds(std::size_t arm, const Points& points) const {
    std::vector<double> values;
    for (const std::size_t p : points) {
        for (std::size_t r = 0; r < replicates_; ++r) {
            values.push_back(arms_[arm][p * replicates_ + r]);
        }
    }
    return values;
}

std::vector<double> SweepValues::differences(std::size_t arm, std::size_t against,
                                             const Points& points) const {
    const bool by_replicate = common_luck_ || replicates_ >= points.size();
    std::vector<double> sums(by_replicate ? replicates_ : points.size(), 0.0);
    std::vector<double> counts(sums.size(), 0.0);
    for (std::size_t k = 0; k < points.size(); ++k) {
        for (std::size_t r = 0; r < replicates_; ++r) {
            const std::size_t world = points[k] * replicates_ + r;
            const double difference = arms_[arm][world] - arms_[against][world];
            if (std::isfinite(difference)) {
                sums[by_replicate ? r : k] += difference;
                counts[by_replicate ? r : k] += 1.0;
            }
        }
    }
    std::vector<double> means;
    for (std::size_t k = 0; k < sums.size(); ++k) {
        if (counts[k] > 0.0) {
            means.push_back(sums[k] / counts[k]);
        }
    }
    return means;
}

}  // namespace colead
