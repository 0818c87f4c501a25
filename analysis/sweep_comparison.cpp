// comparison/ of a sweep's file: paired differences at the end of each point, from the values that were
// just written. Some points at a time, so that memory does not grow with their number.
#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "analysis/comparison.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_scales.hpp"

namespace colead {

namespace {

// Values that are read at a time.
constexpr std::size_t affordable = std::size_t{1} << 21U;

/// The last months of some points in one measure.
class Ends {
public:
    Ends(const hdf5::Dataset& measure, const SweepPlan& plan, std::size_t first, std::size_t count)
        : plan_(plan), first_(first), shape_(measure.shape()) {
        std::int64_t latest = 0;
        earliest_ = std::numeric_limits<std::int64_t>::max();
        for (std::size_t p = first; p < first + count; ++p) {
            earliest_ = std::min(earliest_, plan.months(p));
            latest = std::max(latest, plan.months(p));
        }
        shape_[0] = count;
        shape_[3] = static_cast<std::size_t>(latest - earliest_) + 1;
        values_ =
            measure.read_box<double>({first, 0, 0, static_cast<std::size_t>(earliest_)}, shape_);
    }

    double at(std::size_t n, std::size_t arm, std::size_t replicate) const {
        const auto month = static_cast<std::size_t>(plan_.months(first_ + n) - earliest_);
        return values_[((n * shape_[1] + arm) * shape_[2] + replicate) * shape_[3] + month];
    }

private:
    const SweepPlan& plan_;
    std::size_t first_;
    hdf5::Shape shape_;
    std::int64_t earliest_ = 0;
    std::vector<double> values_;
};

/// The columns over (point, contrast).
class Columns {
public:
    Columns(hdf5::Group& group, const hdf5::Dataset& point, const hdf5::Dataset& contrast,
            std::size_t points, std::size_t contrasts) {
        const std::array<const hdf5::Dataset*, 2> along{&point, &contrast};
        const hdf5::Shape shape{points, contrasts};
        const hdf5::Shape chunk = hdf5::chunk_for(shape, sizeof(double));
        n_.emplace_back(group.create<std::int64_t>("n", shape, chunk));
        n_.back().along(along).describe("", "pairs: replicates in which both arms have a value");
        const auto number = [&](const char* name, const char* units, const char* long_name) {
            numbers_.push_back(group.create<double>(name, shape, chunk));
            numbers_.back().along(along).describe(units, long_name);
        };
        number("mean", "as the measure", "mean paired difference");
        number("low", "as the measure", "lower end of the 95% interval (Student)");
        number("high", "as the measure", "upper end of the 95% interval (Student)");
        number("variance_reduction", "", "1 - var(paired difference) / (var(arm) + var(against))");
        number("p", "", "two-sided p of no difference (Student)");
        number("p_holm", "", "p corrected over the contrasts of a measure at a point (Holm)");
    }

    // Contrast `c` of the points from `first` on. Returns their p.
    std::vector<double> write(std::size_t first, std::size_t c, const std::vector<Pairs>& points) {
        std::vector<std::int64_t> n;
        std::array<std::vector<double>, 5> numbers;
        for (const Pairs& pairs : points) {
            const auto& [interval, p] = student_estimate(pairs.difference);
            n.push_back(static_cast<std::int64_t>(pairs.difference.size()));
            numbers[0].push_back(interval.mean);
            numbers[1].push_back(interval.low);
            numbers[2].push_back(interval.high);
            numbers[3].push_back(pairs.variance_reduction());
            numbers[4].push_back(p);
        }
        const hdf5::Shape place{first, c};
        const hdf5::Shape box{points.size(), 1};
        n_.back().write_box(place, box, std::span<const std::int64_t>(n));
        for (std::size_t k = 0; k < numbers.size(); ++k) {
            numbers_[k].write_box(place, box, std::span<const double>(numbers[k]));
        }
        return std::move(numbers.back());
    }

    // Of the contrasts of one measure from `c` on, whose p are given by contrast, then point.
    void write_corrected(std::size_t first, std::size_t c,
                         const std::vector<std::vector<double>>& p) {
        const std::size_t points = p.front().size();
        std::vector<double> values(points * p.size());
        for (std::size_t n = 0; n < points; ++n) {
            std::vector<double> of_point;
            for (const std::vector<double>& of_contrast : p) {
                of_point.push_back(of_contrast[n]);
            }
            std::ranges::copy(holm(of_point),
                              values.begin() + static_cast<std::ptrdiff_t>(n * p.size()));
        }
        numbers_.back().write_box({first, c}, {points, p.size()}, std::span<const double>(values));
    }

private:
    std::vector<hdf5::Dataset> n_;  // one
    std::vector<hdf5::Dataset> numbers_;
};

std::vector<std::size_t> compared_measures() {
    std::vector<std::size_t> compared;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (measures()[m].along == Along::nothing) {
            compared.push_back(m);
        }
    }
    return compared;
}

}  // namespace

void write_sweep_comparison(hdf5::Group& root, const SweepPlan& plan, std::size_t replicates) {
    const SweepLayout& layout = plan.layout();
    const auto pairs_of_arms = arms_to_contrast(layout.arms.size());
    const std::vector<std::size_t> compared = compared_measures();
    std::vector<std::string> measure;
    std::vector<std::string> arm;
    std::vector<std::string> against;
    for (const std::size_t m : compared) {
        for (const auto& [one, other] : pairs_of_arms) {
            measure.emplace_back(measures()[m].name);
            arm.push_back(layout.arms[one]);
            against.push_back(layout.arms[other]);
        }
    }
    hdf5::Group group = root.create_group("comparison");
    hdf5::Dataset point = group.write("point", count_up(layout.points));
    point.as_scale("point").describe("", "point of the design");
    hdf5::Dataset contrast = group.write("contrast", count_up(measure.size()));
    contrast.as_scale("contrast").describe("", "contrast of two arms in one measure");
    const std::array<const hdf5::Dataset*, 1> by_contrast{&contrast};
    const std::array<const hdf5::Dataset*, 1> by_point{&point};
    group.write("measure", measure).along(by_contrast).describe("", "measure compared");
    group.write("arm", arm).along(by_contrast).describe("", "arm");
    group.write("against", against).along(by_contrast).describe("", "arm that is subtracted");
    std::vector<std::int64_t> months;
    for (std::size_t p = 0; p < layout.points; ++p) {
        months.push_back(plan.months(p));
    }
    group.write("month", months).along(by_point).describe("months", "month compared");
    group.set("coordinates", "measure arm against month");
    if (measure.empty()) {
        return;
    }

    Columns columns(group, point, contrast, layout.points, measure.size());
    const auto [earliest, latest] = std::ranges::minmax(months);
    const std::size_t of_point = layout.arms.size() * std::max<std::size_t>(1, replicates) *
                                 static_cast<std::size_t>(latest - earliest + 1);
    const std::size_t step =
        std::bit_floor(std::clamp<std::size_t>(affordable / of_point, 1, 4096));
    for (std::size_t k = 0; k < compared.size(); ++k) {
        const hdf5::Dataset values = root.dataset(std::string(measures()[compared[k]].name));
        for (std::size_t first = 0; first < layout.points; first += step) {
            const std::size_t count = std::min(step, layout.points - first);
            const Ends ends(values, plan, first, count);
            std::vector<std::vector<double>> p;
            for (std::size_t c = 0; c < pairs_of_arms.size(); ++c) {
                const auto& [one, other] = pairs_of_arms[c];
                std::vector<Pairs> points(count);
                for (std::size_t n = 0; n < count; ++n) {
                    for (std::size_t r = 0; r < replicates; ++r) {
                        points[n].add(ends.at(n, one, r), ends.at(n, other, r));
                    }
                }
                p.push_back(columns.write(first, k * pairs_of_arms.size() + c, points));
            }
            columns.write_corrected(first, k * pairs_of_arms.size(), p);
        }
    }
}

}  // namespace colead
