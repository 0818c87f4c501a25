// The document of a sweep. A factor has its own values as levels where these are six or fewer, or twelve or fewer
// with two points each on average or no other factor; else six steps of equal width. Shown are levels of one
// factor, and of two, averaged over all points there, whatever their other factors. The interval of a difference is over replicates, each averaged over the points, which
// share its luck: over points it would leave out what differs between worlds. Only where points have luck of
// their own, and are more than replicates, is it over points, each averaged over its replicates. It is Student's,
// as those that the file holds for each point. Every point is shown at its own last month.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <nlohmann/json.hpp>
#include <numeric>
#include <set>
#include <span>

#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"
#include "analysis/run_status.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using nlohmann::json;
using Points = std::vector<std::size_t>;

constexpr std::size_t most_values = 12;
constexpr std::size_t steps = 6;
// Of cells over two factors, so that a page stays small.
constexpr std::size_t most_cells = 20'000;
constexpr std::array<const char*, 6> measures_shown = {"result",    "disparity", "reach",
                                                       "direction", "alignment", "commitment"};

struct Factor {
    std::string key;
    std::vector<std::string> labels;  // of its levels
    std::vector<double> middles;      // of numbers
    std::vector<Points> points;       // of each level
};

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

Factor factor_of_texts(std::string key, const std::vector<std::string>& values) {
    Factor factor{std::move(key), {}, {}, {}};
    for (std::size_t p = 0; p < values.size(); ++p) {
        const auto found = std::find(factor.labels.begin(), factor.labels.end(), values[p]);
        const auto level = static_cast<std::size_t>(found - factor.labels.begin());
        if (found == factor.labels.end()) {
            factor.labels.push_back(values[p]);
            factor.points.emplace_back();
        }
        factor.points[level].push_back(p);
    }
    return factor;
}

Factor factor_of_numbers(std::string key, const std::vector<double>& values, bool alone) {
    Factor factor{std::move(key), {}, {}, {}};
    std::vector<double> distinct = values;
    std::sort(distinct.begin(), distinct.end());
    distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
    // Values of single points would show these points' other factors.
    const bool own = distinct.size() <= steps || (distinct.size() <= most_values &&
                                                  (alone || values.size() >= 2 * distinct.size()));
    const std::size_t levels = own ? distinct.size() : steps;
    const double low = distinct.front();
    const double width = (distinct.back() - low) / static_cast<double>(levels);
    for (std::size_t level = 0; level < levels; ++level) {
        const double from = own ? distinct[level] : low + width * static_cast<double>(level);
        factor.labels.push_back(own ? short_number(from)
                                    : short_number(from) + " to " + short_number(from + width));
        factor.middles.push_back(own ? from : from + width / 2.0);
    }
    factor.points.resize(levels);
    for (std::size_t p = 0; p < values.size(); ++p) {
        const auto level =
            own ? static_cast<std::size_t>(
                      std::lower_bound(distinct.begin(), distinct.end(), values[p]) -
                      distinct.begin())
                : std::min(levels - 1, static_cast<std::size_t>((values[p] - low) / width));
        factor.points[level].push_back(p);
    }
    return factor;
}

std::vector<Factor> factors_of(const hdf5::Group& root) {
    std::vector<std::string> names = root.datasets();
    std::erase_if(names, [&](const std::string& name) { return !root.dataset(name).has("key"); });
    std::vector<Factor> factors;
    for (const std::string& name : names) {
        const hdf5::Dataset dataset = root.dataset(name);
        factors.push_back(dataset.is_text()
                              ? factor_of_texts(dataset.text("key"), dataset.read<std::string>())
                              : factor_of_numbers(dataset.text("key"), dataset.read<double>(),
                                                  names.size() == 1));
    }
    return factors;
}

struct Shape {
    std::size_t points;
    std::size_t arms;
    std::size_t replicates;
    std::size_t months;
    std::vector<std::size_t> last;  // month of each point
    bool common_luck;               // points share the seed
    std::size_t fewest;             // worlds that are done at any point, at least
    std::size_t most;               // and at most
    std::int64_t failed;            // runs
    std::int64_t absent;
};

Shape shape_of(const hdf5::Group& root) {
    Shape shape{root.dataset("point").shape().at(0),
                root.dataset("arm").shape().at(0),
                root.dataset("replicate").shape().at(0),
                root.dataset("month").shape().at(0),
                {},
                true,
                0,
                0,
                0,
                0};
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

/// One measure at the last month.
class Values {
public:
    Values(const hdf5::Group& root, const std::string& measure, const Shape& shape)
        : replicates_(shape.replicates),
          common_luck_(shape.common_luck),
          arms_(shape.arms, std::vector<double>(shape.points * shape.replicates)) {
        const hdf5::Dataset dataset = root.dataset(measure);
        if (dataset.shape() !=
            hdf5::Shape{shape.points, shape.arms, shape.replicates, shape.months}) {
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

    std::vector<double> worlds(std::size_t arm, const Points& points) const {
        std::vector<double> values;
        for (const std::size_t p : points) {
            for (std::size_t r = 0; r < replicates_; ++r) {
                values.push_back(arms_[arm][p * replicates_ + r]);
            }
        }
        return values;
    }

    // What an interval is taken over: see above. Only what is finite counts.
    std::vector<double> differences(std::size_t arm, std::size_t against,
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

private:
    std::size_t replicates_;
    bool common_luck_;
    std::vector<std::vector<double>> arms_;  // point x replicate
};

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// Differences over each of some sets of points: columns of n, mean, low, high.
json differences_over(const Values& values, std::size_t arm, std::size_t against,
                      const std::vector<Points>& sets) {
    json list = {{"n", json::array()},
                 {"mean", json::array()},
                 {"low", json::array()},
                 {"high", json::array()}};
    for (const Points& points : sets) {
        const std::vector<double> differences = values.differences(arm, against, points);
        const Interval interval = student_estimate(differences).interval;
        list["n"].push_back(differences.size());
        list["mean"].push_back(interval.mean);
        list["low"].push_back(interval.low);
        list["high"].push_back(interval.high);
    }
    return list;
}

json by_pair(const Values& values, const Pairs& pairs, const std::vector<Points>& sets) {
    json list = json::array();
    for (const auto& [arm, against] : pairs) {
        list.push_back(differences_over(values, arm, against, sets));
    }
    return list;
}

// At how many points the interval lies above 0, below it, or holds it.
json verdicts(const json& differences) {
    int above = 0;
    int below = 0;
    int open = 0;
    for (std::size_t k = 0; k < differences.at("low").size(); ++k) {
        const double low = differences.at("low")[k];
        const double high = differences.at("high")[k];
        above += low > 0.0 ? 1 : 0;
        below += high < 0.0 ? 1 : 0;
        open += low > 0.0 || high < 0.0 ? 0 : 1;
    }
    return {{"above", above}, {"below", below}, {"open", open}};
}

json arms_along(const Values& values, std::size_t arms, const Factor& factor) {
    json list = json::array();
    for (std::size_t arm = 0; arm < arms; ++arm) {
        json series = {{"mean", json::array()}, {"q05", json::array()}, {"q95", json::array()}};
        for (const Points& points : factor.points) {
            const Spread spread = spread_of(values.worlds(arm, points));
            series["mean"].push_back(spread.mean);
            series["q05"].push_back(spread.q05);
            series["q95"].push_back(spread.q95);
        }
        list.push_back(std::move(series));
    }
    return list;
}

// Points of every level of x at every level of y, a row of x for each y.
std::vector<Points> cells_of(const Factor& x, const Factor& y) {
    std::vector<Points> cells;
    for (const Points& in_row : y.points) {
        for (const Points& in_column : x.points) {
            Points both;
            std::set_intersection(in_row.begin(), in_row.end(), in_column.begin(), in_column.end(),
                                  std::back_inserter(both));
            cells.push_back(std::move(both));
        }
    }
    return cells;
}

json levels_of(const std::vector<Factor>& factors) {
    json list = json::array();
    for (const Factor& factor : factors) {
        json counts = json::array();
        for (const Points& points : factor.points) {
            counts.push_back(points.size());
        }
        list.push_back({{"key", factor.key},
                        {"labels", factor.labels},
                        {"middles", factor.middles},
                        {"points", std::move(counts)}});
    }
    return list;
}

std::size_t cells_in_all(const std::vector<Factor>& factors) {
    std::size_t cells = 0;
    for (std::size_t x = 0; x < factors.size(); ++x) {
        for (std::size_t y = x + 1; y < factors.size(); ++y) {
            cells += factors[x].points.size() * factors[y].points.size();
        }
    }
    return cells;
}

struct Sweep {
    const hdf5::Group& root;
    std::vector<std::string> arms;
    std::vector<Factor> factors;
    Pairs pairs;
    Shape shape;
};

// Of one measure; over pairs of factors where `in_pairs`.
json measure_as_json(const Sweep& sweep, const std::string& name, bool in_pairs) {
    const Values values(sweep.root, name, sweep.shape);
    const hdf5::Dataset dataset = sweep.root.dataset(name);
    std::vector<Points> each(sweep.shape.points);
    for (std::size_t p = 0; p < each.size(); ++p) {
        each[p] = {p};
    }
    json counts = json::array();
    for (const auto& [arm, against] : sweep.pairs) {
        counts.push_back(verdicts(differences_over(values, arm, against, each)));
    }
    json along = json::array();
    for (const Factor& factor : sweep.factors) {
        along.push_back({{"arms", arms_along(values, sweep.arms.size(), factor)},
                         {"pairs", by_pair(values, sweep.pairs, factor.points)}});
    }
    json grids = json::array();
    for (std::size_t x = 0; in_pairs && x < sweep.factors.size(); ++x) {
        for (std::size_t y = x + 1; y < sweep.factors.size(); ++y) {
            const std::vector<Points> cells = cells_of(sweep.factors[x], sweep.factors[y]);
            json grid = {{"x", x}, {"y", y}, {"points", json::array()}};
            for (const Points& points : cells) {
                grid["points"].push_back(points.size());
            }
            grid["pairs"] = by_pair(values, sweep.pairs, cells);
            grids.push_back(std::move(grid));
        }
    }
    return {{"name", name},
            {"long_name", dataset.text("long_name")},
            {"description", dataset.text("description")},
            {"counts", std::move(counts)},
            {"along", std::move(along)},
            {"grids", std::move(grids)}};
}

}  // namespace

json sweep_document(const hdf5::Group& root, const std::string& path) {
    const Origin origin = read_origin(root);
    Sweep sweep{
        root, root.dataset("arm").read<std::string>(), factors_of(root), {}, shape_of(root)};
    if (sweep.factors.empty()) {
        throw FileError("it holds no results");
    }
    const auto [shortest, longest] = std::ranges::minmax(sweep.shape.last);
    sweep.pairs = pairs_to_show(sweep.arms.size());
    json pairs = json::array();
    for (const auto& [arm, against] : sweep.pairs) {
        pairs.push_back({{"arm", sweep.arms[arm]}, {"against", sweep.arms[against]}});
    }
    const std::size_t cells = std::max<std::size_t>(
        1, cells_in_all(sweep.factors) * std::max<std::size_t>(1, sweep.pairs.size()));
    json list = json::array();
    for (std::size_t m = 0; m < measures_shown.size(); ++m) {
        if (root.contains(measures_shown[m])) {
            list.push_back(
                measure_as_json(sweep, measures_shown[m], m == 0 || (m + 1) * cells <= most_cells));
        }
    }
    return {{"sweep", root.group("design").text("kind")},
            {"title", origin.title},
            {"file", origin_as_json(origin, path)},
            {"months", longest},
            {"fewest_months", shortest},
            {"common_luck", sweep.shape.common_luck},
            {"points", sweep.shape.points},
            {"fewest_replicates", sweep.shape.fewest},
            {"replicates", sweep.shape.most},
            {"failed", sweep.shape.failed},
            {"absent", sweep.shape.absent},
            {"arms", sweep.arms},
            {"pairs", std::move(pairs)},
            {"factors", levels_of(sweep.factors)},
            {"measures", std::move(list)},
            {"mobilized_at", origin.mobilized_at},
            {"study", root.text("study")},
            {"scenario", origin.scenario},
            {"settings", settings_as_json(origin.scenario)}};
}

}  // namespace colead
