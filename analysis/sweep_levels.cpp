#include "analysis/sweep_levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::size_t most_values = 12;
constexpr std::size_t steps = 6;

std::string short_number(double value) { return fmt::format("{:.4g}", value); }

SweptFactor factor_of_texts(std::string key, const std::vector<std::string>& values) {
    SweptFactor factor{std::move(key), {}, {}, {}};
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

SweptFactor factor_of_numbers(std::string key, const std::vector<double>& values, bool alone) {
    SweptFactor factor{std::move(key), {}, {}, {}};
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

}  // namespace

std::vector<SweptFactor> factors_of(const hdf5::Group& root, std::size_t points) {
    std::vector<std::string> names = root.datasets();
    std::erase_if(names, [&](const std::string& name) { return !root.dataset(name).has("key"); });
    std::vector<SweptFactor> factors;
    for (const std::string& name : names) {
        const hdf5::Dataset dataset = root.dataset(name);
        const std::string key = dataset.text("key");
        if (dataset.shape() != hdf5::Shape{points}) {
            throw FileError(fmt::format("{} does not fit the points", key));
        }
        if (dataset.is_text()) {
            factors.push_back(factor_of_texts(key, dataset.read<std::string>()));
            continue;
        }
        const auto values = dataset.read<double>();
        if (!std::ranges::all_of(values, [](double v) { return std::isfinite(v); })) {
            throw FileError(fmt::format("{} has values that are no numbers", key));
        }
        factors.push_back(factor_of_numbers(key, values, names.size() == 1));
    }
    return factors;
}

std::vector<Points> cells_of(const SweptFactor& x, const SweptFactor& y) {
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

std::size_t cells_in_all(const std::vector<SweptFactor>& factors) {
    std::size_t cells = 0;
    for (std::size_t x = 0; x < factors.size(); ++x) {
        for (std::size_t y = x + 1; y < factors.size(); ++y) {
            cells += factors[x].points.size() * factors[y].points.size();
        }
    }
    return cells;
}

}  // namespace colead
