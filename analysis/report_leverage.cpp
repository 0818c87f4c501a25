// The document of what `colead leverage` leaves: leverage/ of a file, as it stands there.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using nlohmann::json;

std::vector<double> read_numbers(const hdf5::Group& group, const std::string& name,
                                 std::size_t count) {
    std::vector<double> values = group.dataset(name).read<double>();
    if (values.size() != count) {
        throw FileError(fmt::format("leverage: {} does not fit its coordinates", name));
    }
    return values;
}

json slice(const std::vector<double>& values, std::size_t row, std::size_t width) {
    const auto first = values.begin() + static_cast<std::ptrdiff_t>(row * width);
    return std::vector<double>(first, first + static_cast<std::ptrdiff_t>(width));
}

// Rows of `width` intervals, each as three columns.
std::vector<json> read_intervals(const hdf5::Group& group, const std::string& name,
                                 std::size_t rows, std::size_t width) {
    const auto mean = read_numbers(group, name, rows * width);
    const auto low = read_numbers(group, name + "_low", rows * width);
    const auto high = read_numbers(group, name + "_high", rows * width);
    std::vector<json> read;
    for (std::size_t row = 0; row < rows; ++row) {
        read.push_back({{"mean", slice(mean, row, width)},
                        {"low", slice(low, row, width)},
                        {"high", slice(high, row, width)}});
    }
    return read;
}

// Rows dealt out: `each` to an arm.
json by_arm(const std::vector<json>& rows, std::size_t each) {
    json arms = json::array();
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row % each == 0) {
            arms.push_back(json::array());
        }
        arms.back().push_back(rows[row]);
    }
    return arms;
}

json levers_of(const hdf5::Group& group) {
    const auto keys = group.dataset("parameter").read<std::string>();
    const auto levels = group.dataset("level").read<std::int64_t>();
    const auto units = group.dataset("unit").read<std::string>();
    const auto notes = group.dataset("note").read<std::string>();
    const auto value = read_numbers(group, "value", keys.size());
    const auto lowered = read_numbers(group, "lowered", keys.size());
    const auto raised = read_numbers(group, "raised", keys.size());
    const auto price = read_numbers(group, "price", keys.size());
    if (levels.size() != keys.size() || units.size() != keys.size() ||
        notes.size() != keys.size()) {
        throw FileError("leverage: columns of different length");
    }
    json levers = json::array();
    for (std::size_t l = 0; l < keys.size(); ++l) {
        levers.push_back({{"key", keys[l]},
                          {"level", levels[l]},
                          {"unit", units[l]},
                          {"note", notes[l]},
                          {"value", value[l]},
                          {"lowered", lowered[l]},
                          {"raised", raised[l]},
                          {"price", price[l]}});
    }
    return levers;
}

// Arm x measure.
json effects_of(const hdf5::Group& group, std::size_t arms, std::size_t measures,
                std::size_t levers) {
    const std::size_t rows = arms * measures;
    const auto elasticity = read_intervals(group, "elasticity", rows, levers);
    const auto rank = read_intervals(group, "rank", rows, levers);
    const auto per_money = read_intervals(group, "per_money", rows, levers);
    const auto p_holm = read_numbers(group, "p_holm", rows * levers);
    std::vector<json> effects;
    for (std::size_t row = 0; row < rows; ++row) {
        effects.push_back({{"elasticity", elasticity[row]},
                           {"rank", rank[row]},
                           {"per_money", per_money[row]},
                           {"p_holm", slice(p_holm, row, levers)}});
    }
    return by_arm(effects, measures);
}

json levels_of(const hdf5::Group& group, std::size_t arms, std::size_t measures) {
    const auto numbers = group.dataset("level").read<std::int64_t>();
    const auto names = group.dataset("name").read<std::string>();
    const std::size_t rows = arms * measures;
    if (names.size() != numbers.size()) {
        throw FileError("leverage: name does not fit level");
    }
    const auto size = read_intervals(group, "size", rows, numbers.size());
    const auto levers = read_numbers(group, "levers", rows * numbers.size());
    const auto certain = read_numbers(group, "certain", rows * numbers.size());
    std::vector<json> effects;
    for (std::size_t row = 0; row < rows; ++row) {
        effects.push_back({{"size", size[row]},
                           {"levers", slice(levers, row, numbers.size())},
                           {"certain", slice(certain, row, numbers.size())}});
    }
    return {{"numbers", numbers}, {"names", names}, {"effects", by_arm(effects, measures)}};
}

json factors_of(const hdf5::Group& group, std::size_t arms) {
    const auto names = group.dataset("factor").read<std::string>();
    const auto months = group.dataset("month").read<std::int64_t>();
    const std::size_t moments = months.size();
    json factors = {{"names", names}, {"months", months}};
    for (const char* name : {"long_run", "within_horizon", "gain"}) {
        factors[name] = read_numbers(group, name, names.size());
    }
    for (const char* name : {"believed", "acted_on"}) {
        factors[name] = by_arm(read_intervals(group, name, arms * moments, names.size()), moments);
    }
    for (const char* name : {"belief_agrees", "action_agrees"}) {
        factors[name] = read_intervals(group, name, arms, moments);
    }
    return factors;
}

}  // namespace

json leverage_document(const hdf5::Group& root, const std::string& path) {
    const Origin origin = read_origin(root);
    const hdf5::Group group = root.group("leverage");
    const auto arms = group.dataset("arm").read<std::string>();
    const auto measures = group.dataset("measure").read<std::string>();
    const std::size_t replicates = group.dataset("replicate").read<std::int64_t>().size();
    json levers = levers_of(group);
    const std::size_t count = levers.size();
    if (arms.empty() || measures.empty() || replicates == 0 || count == 0) {
        throw FileError("it holds no results");
    }
    std::vector<json> base;
    const auto worlds = read_numbers(group, "base", arms.size() * measures.size() * replicates);
    for (std::size_t row = 0; row < arms.size() * measures.size(); ++row) {
        const auto first = worlds.begin() + static_cast<std::ptrdiff_t>(row * replicates);
        base.emplace_back(spread_of({first, first + static_cast<std::ptrdiff_t>(replicates)}).mean);
    }
    json leverage = {
        {"measures", measures},
        {"step", group.number("step")},
        {"from_start", group.whole_number("from_start") != 0},
        // Files of an earlier version do not say.
        {"horizon", group.has("horizon") ? json(group.whole_number("horizon")) : json(nullptr)},
        {"saturated", group.has("saturated") && group.whole_number("saturated") != 0},
        {"levers", std::move(levers)},
        {"base", by_arm(base, measures.size())},
        {"effects", effects_of(group, arms.size(), measures.size(), count)},
        {"depth_and_size", read_intervals(group, "depth_and_size", arms.size(), measures.size())},
        {"levels", levels_of(group.group("levels"), arms.size(), measures.size())},
        {"factors", factors_of(group.group("factors"), arms.size())}};
    return {{"title", origin.title},
            {"file", origin_as_json(origin, path)},
            {"cautions", origin.cautions},
            {"months", group.whole_number("months")},
            {"replicates", replicates},
            {"arms", arms},
            {"leverage", std::move(leverage)},
            {"scenario", origin.scenario},
            {"settings", settings_as_json(origin.scenario)}};
}

}  // namespace colead
