#include <algorithm>
#include <nlohmann/json.hpp>

#include "analysis/comparison_levels.hpp"
#include "analysis/comparison_words.hpp"
#include "analysis/report_parts.hpp"
#include "analysis/report_statistics.hpp"

namespace colead {

using nlohmann::json;

namespace {

// Those of measures and arms that this version knows.
std::vector<Contrast> known_contrasts(const StoredResults& results) {
    const auto place = [&](const std::string& arm) {
        return static_cast<std::size_t>(std::find(results.arms.begin(), results.arms.end(), arm) -
                                        results.arms.begin());
    };
    std::vector<Contrast> contrasts;
    for (const StoredContrast& c : results.contrasts) {
        if (const auto measure = words::find_measure(c.measure)) {
            contrasts.push_back({*measure,
                                 place(c.arm),
                                 place(c.against),
                                 c.month,
                                 static_cast<std::size_t>(c.pairs),
                                 {c.mean, c.low, c.high},
                                 c.p,
                                 c.p_holm,
                                 c.variance_reduction});
        }
    }
    return contrasts;
}

json cell_as_json(const std::optional<LevelTable::Cell>& cell) {
    if (!cell) {
        return nullptr;
    }
    json numbers = {{"mean", cell->difference.mean}, {"apart", cell->apart}};
    if (!cell->alone) {
        numbers["low"] = cell->difference.low;
        numbers["high"] = cell->difference.high;
    }
    return numbers;
}

}  // namespace

json levels_as_json(const StoredResults& results) {
    if (results.arms.size() < 2) {
        return nullptr;
    }
    const LevelTable table = level_table(
        results.arms, known_contrasts(results), [&](std::string_view name, std::size_t arm) {
            const StoredMeasure* measure = results.find(name);
            return measure == nullptr || measure->along != Along::nothing
                       ? std::numeric_limits<double>::quiet_NaN()
                       : spread_of(values_of(results, *measure, arm, results.months.size() - 1))
                             .mean;
        });
    json columns = json::array();
    for (const LevelTable::Column& column : table.columns) {
        columns.push_back(
            {{"arm", results.arms[column.arm]}, {"against", results.arms[column.against]}});
    }
    json rows = json::array();
    for (const LevelTable::Row& row : table.rows) {
        json cells = json::array();
        for (const auto& cell : row.cells) {
            cells.push_back(cell_as_json(cell));
        }
        rows.push_back({{"level", name_of(row.level)},
                        {"measure", row.measure},
                        {"name", row.name},
                        {"cells", std::move(cells)}});
    }
    json conclusions = json::array();
    for (const LevelTable::Conclusion& lens : table.conclusions) {
        conclusions.push_back({{"who", lens.who}, {"measure", lens.measure}, {"text", lens.text}});
    }
    return {{"columns", std::move(columns)},
            {"rows", std::move(rows)},
            {"conclusions", std::move(conclusions)}};
}

}  // namespace colead
