// The document of a sweep: differences at levels of one factor, and of two, averaged over all points there,
// whatever their other factors (`sweep_levels.hpp`), with Student's intervals, as those that the file holds for each
// point, over what `sweep_values.hpp` says. Every point is shown at its own last month.
#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"
#include "analysis/sweep_levels.hpp"
#include "analysis/sweep_values.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using nlohmann::json;

// Of cells over two factors, so that a page stays small.
constexpr std::size_t most_cells = 20'000;
constexpr std::array<const char*, 6> measures_shown = {"result",    "disparity", "reach",
                                                       "direction", "alignment", "commitment"};

using Pairs = std::vector<std::pair<std::size_t, std::size_t>>;

// Differences over each of some sets of points: columns of n, mean, low, high.
json differences_over(const SweepValues& values, std::size_t arm, std::size_t against,
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

json by_pair(const SweepValues& values, const Pairs& pairs, const std::vector<Points>& sets) {
    json list = json::array();
    for (const auto& [arm, against] : pairs) {
        list.push_back(differences_over(values, arm, against, sets));
    }
    return list;
}

// At how many points the interval lies above 0, below it, or holds it; a point may have no world.
json verdicts(const json& differences) {
    int above = 0;
    int below = 0;
    int open = 0;
    int unseen = 0;
    for (std::size_t k = 0; k < differences.at("n").size(); ++k) {
        const double low = differences.at("low")[k];
        const double high = differences.at("high")[k];
        const bool seen = differences.at("n")[k] > 0;
        above += low > 0.0 ? 1 : 0;
        below += high < 0.0 ? 1 : 0;
        open += !seen || low > 0.0 || high < 0.0 ? 0 : 1;
        unseen += seen ? 0 : 1;
    }
    return {{"above", above}, {"below", below}, {"open", open}, {"unseen", unseen}};
}

json arms_along(const SweepValues& values, std::size_t arms, const SweptFactor& factor) {
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

json levels_of(const std::vector<SweptFactor>& factors) {
    json list = json::array();
    for (const SweptFactor& factor : factors) {
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

struct Sweep {
    const hdf5::Group& root;
    std::vector<std::string> arms;
    std::vector<SweptFactor> factors;
    Pairs pairs;
    SweepShape shape;
};

// Of one measure; over pairs of factors where `in_pairs`.
json measure_as_json(const Sweep& sweep, const std::string& name, bool in_pairs) {
    const SweepValues values(sweep.root, name, sweep.shape);
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
    for (const SweptFactor& factor : sweep.factors) {
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
    const SweepShape shape = shape_of(root);
    Sweep sweep{
        root, root.dataset("arm").read<std::string>(), factors_of(root, shape.points), {}, shape};
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
            {"cautions", origin.cautions},
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
