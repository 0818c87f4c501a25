#include "analysis/report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/stored_results.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using nlohmann::json;

// Months that all series together may hold, so that a page stays small whatever the horizon.
constexpr std::size_t most_moments = 600;
// With more arms, measures other than the result are held against the first arm alone.
constexpr std::size_t most_arms_in_pairs = 6;
// Worlds that are shown one by one.
constexpr std::size_t most_worlds = 2000;

// Measures that are drawn over time. Of every measure the last month is told.
constexpr std::array<std::string_view, 12> over_time = {
    "result", "disparity", "direction",      "alignment",         "commitment", "reach",
    "spent",  "trust",     "gain_per_money", "coalition_largest", "degree",     "influence_gini"};

json spread_as_json(const Spread& spread) {
    return {{"n", spread.count}, {"mean", spread.mean}, {"sd", spread.deviation},
            {"q05", spread.q05}, {"q25", spread.q25},   {"q50", spread.q50},
            {"q75", spread.q75}, {"q95", spread.q95}};
}

// Columns by month in place of a row for each: half the text.
json series_of(const StoredResults& results, const StoredMeasure& measure, std::size_t arm,
               const std::vector<std::size_t>& moments) {
    json series = {{"n", json::array()},   {"mean", json::array()}, {"q05", json::array()},
                   {"q25", json::array()}, {"q50", json::array()},  {"q75", json::array()},
                   {"q95", json::array()}};
    for (const std::size_t month : moments) {
        const json spread = spread_as_json(spread_of(values_of(results, measure, arm, month)));
        for (auto& [name, column] : series.items()) {
            column.push_back(spread.at(name));
        }
    }
    return series;
}

json measures_of(const StoredResults& results, const std::vector<std::size_t>& moments) {
    json list = json::array();
    for (const StoredMeasure& measure : results.measures) {
        if (measure.along != Along::nothing) {
            continue;
        }
        json entry = {{"name", measure.name},           {"units", measure.units},
                      {"long_name", measure.long_name}, {"description", measure.description},
                      {"level", measure.level},         {"last", json::array()}};
        const bool drawn =
            std::find(over_time.begin(), over_time.end(), measure.name) != over_time.end();
        for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
            entry["last"].push_back(spread_as_json(
                spread_of(values_of(results, measure, arm, results.months.size() - 1))));
            if (drawn) {
                entry["series"].push_back(series_of(results, measure, arm, moments));
            }
        }
        list.push_back(std::move(entry));
    }
    return list;
}

// By culture group, at the first and the last month: arm x group.
json groups_of(const StoredResults& results, const char* name) {
    const StoredMeasure* measure = results.find(name);
    if (measure == nullptr || measure->along != Along::group) {
        return nullptr;
    }
    json parts;
    for (const auto& [word, month] :
         {std::pair<const char*, std::size_t>("first", 0), {"last", results.months.size() - 1}}) {
        json arms = json::array();
        for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
            json groups = json::array();
            for (std::size_t g = 0; g < results.groups.size(); ++g) {
                groups.push_back(
                    spread_as_json(spread_of(values_of(results, *measure, arm, month, g))));
            }
            arms.push_back(std::move(groups));
        }
        parts[word] = std::move(arms);
    }
    return parts;
}

json contrasts_of(const StoredResults& results) {
    json list = json::array();
    for (const StoredContrast& contrast : results.contrasts) {
        if (results.arms.size() > most_arms_in_pairs && contrast.measure != "result" &&
            contrast.against != results.arms.front()) {
            continue;
        }
        list.push_back({{"measure", contrast.measure},
                        {"arm", contrast.arm},
                        {"against", contrast.against},
                        {"month", contrast.month},
                        {"n", contrast.pairs},
                        {"mean", contrast.mean},
                        {"low", contrast.low},
                        {"high", contrast.high},
                        {"p", contrast.p},
                        {"p_holm", contrast.p_holm},
                        {"variance_reduction", contrast.variance_reduction}});
    }
    return list;
}

// Paired differences of the result, month by month: mean with interval, and the spread of worlds.
json differences_of(const StoredResults& results, const std::vector<std::size_t>& moments) {
    json list = json::array();
    const StoredMeasure* measure = results.find("result");
    if (measure == nullptr || measure->along != Along::nothing) {
        return list;
    }
    for (const auto& [arm, against] : pairs_to_show(results.arms.size())) {
        json entry = {{"arm", results.arms[arm]}, {"against", results.arms[against]}};
        for (const std::size_t month : moments) {
            const std::vector<double> differences =
                paired_differences(results, *measure, arm, against, month);
            const Interval interval = interval_of(differences, results.seed);
            const Spread spread = spread_of(differences);
            entry["n"].push_back(differences.size());
            entry["mean"].push_back(interval.mean);
            entry["low"].push_back(interval.low);
            entry["high"].push_back(interval.high);
            entry["q05"].push_back(spread.q05);
            entry["q95"].push_back(spread.q95);
        }
        list.push_back(std::move(entry));
    }
    return list;
}

// Result and reach of each world at the last month, evenly thinned where there are too many to see.
json worlds_of(const StoredResults& results) {
    const std::size_t step = (results.replicates.size() + most_worlds - 1) / most_worlds;
    json worlds = {{"replicate", json::array()}};
    for (std::size_t r = 0; r < results.replicates.size(); r += step) {
        worlds["replicate"].push_back(results.replicates[r]);
    }
    for (const char* name : {"result", "reach"}) {
        const StoredMeasure* measure = results.find(name);
        for (std::size_t arm = 0; measure != nullptr && arm < results.arms.size(); ++arm) {
            const auto all = values_of(results, *measure, arm, results.months.size() - 1);
            json values = json::array();
            for (std::size_t r = 0; r < all.size(); r += step) {
                values.push_back(all[r]);
            }
            worlds[name].push_back(std::move(values));
        }
    }
    return worlds;
}

// Share of worlds whose reach at the last month is a quarter (mobilized_at) or more, by arm.
json mobilized_of(const StoredResults& results) {
    json shares = json::array();
    const StoredMeasure* reach = results.find("reach");
    for (std::size_t arm = 0; reach != nullptr && arm < results.arms.size(); ++arm) {
        std::size_t worlds = 0;
        std::size_t mobilized = 0;
        for (const double value : values_of(results, *reach, arm, results.months.size() - 1)) {
            worlds += std::isfinite(value) ? 1 : 0;
            mobilized += value >= results.mobilized_at ? 1 : 0;
        }
        shares.push_back({{"worlds", worlds}, {"mobilized", mobilized}});
    }
    return shares;
}

// Neither ends the script element nor begins one: "<" is written as JSON's escape of it.
std::string harmless(const std::string& text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (c == '<') {
            out += "\\u003c";
        } else {
            out += c;
        }
    }
    return out;
}

// Text between tags; what HTML cannot hold becomes a space.
std::string html_text(const std::string& text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            default:
                out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
        }
    }
    return out;
}

void replace_word(std::string& page, std::string_view word, const std::string& by) {
    const std::size_t place = page.find(word);
    if (place != std::string::npos) {
        page.replace(place, word.size(), by);
    }
}

}  // namespace

json origin_as_json(const Origin& origin, const std::string& path) {
    return {{"name", std::filesystem::path(path).filename().string()},
            {"version", origin.version},
            {"commit", origin.commit},
            {"compiler", origin.compiler},
            {"command_line", origin.command_line},
            {"date", origin.date},
            {"seed", origin.seed},
            {"threads", origin.threads}};
}

json report_document(const std::string& path) {
    if (const hdf5::Group root = open_any_results(path); root.contains("leverage")) {
        return reading(path, [&] { return leverage_document(root, path); });
    } else if (root.contains("point")) {
        if (!root.contains("design") || !root.has("study")) {
            throw InputError(fmt::format("'{}' is not what a sweep left", path));
        }
        return reading(path, [&] { return sweep_document(root, path); });
    }
    const StoredResults results = read_results(path);
    const std::vector<std::size_t> moments = months_to_show(
        results.months.size(), std::max<std::size_t>(2, most_moments / results.arms.size()));
    json months = json::array();
    for (const std::size_t month : moments) {
        months.push_back(results.months[month]);
    }
    return {{"title", results.title},
            {"file", origin_as_json(results, path)},
            {"cautions", results.cautions},
            {"people", results.people},
            {"months", results.months.back()},
            {"replicates", results.replicates.size()},
            {"failed", std::count(results.failed.begin(), results.failed.end(), true)},
            {"communities", results.communities},
            {"groups", results.groups},
            {"arms", results.arms},
            {"mobilized_at", results.mobilized_at},
            {"moments", std::move(months)},
            {"measures", measures_of(results, moments)},
            {"by_group",
             {{"result", groups_of(results, "result_by_group")},
              {"reach", groups_of(results, "reach_by_group")}}},
            {"contrasts", contrasts_of(results)},
            {"differences", differences_of(results, moments)},
            {"worlds", worlds_of(results)},
            {"mobilized", mobilized_of(results)},
            {"networks", networks_as_json(results.networks)},
            {"levels", levels_as_json(results)},
            {"attribution", attribution_as_json(results.attribution)},
            {"scenario", results.scenario},
            {"settings", settings_as_json(results.scenario)}};
}

std::string report_page(std::string_view page, const json& document) {
    std::string whole(page);
    const std::string title = document.at("title").get<std::string>();
    const std::string data = document.dump(-1, ' ', true, json::error_handler_t::replace);
    // The data first: once the title stands in the page, its text could be taken for the data's place.
    replace_word(whole, "REPORT_DATA", harmless(data));
    replace_word(whole, "REPORT_TITLE", html_text(title.empty() ? "colead report" : title));
    return whole;
}

}  // namespace colead
