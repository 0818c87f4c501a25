// What programs move at each level, from the people who took part to the system and its inequities, and
// what an evaluator would conclude who looked at one level only.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/comparison.hpp"

namespace colead {

/// Columns are the other arms against the first, and of three arms the third against the second. Conclusions
/// are about the arms that spent (words::programs_of).
struct LevelTable {
    struct Column {
        std::size_t arm;
        std::size_t against;
    };
    struct Cell {
        Interval difference;  // of what stands alone the mean, without an interval
        bool apart;           // can be told apart from 0 (Holm)
        bool alone;           // a gain of the trained, which has nothing to be held against
    };
    struct Row {
        Level level;
        std::string_view measure;
        std::string_view name;
        std::vector<std::optional<Cell>> cells;
    };
    struct Conclusion {
        std::string_view who;
        std::string_view measure;
        std::string text;
    };
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<Conclusion> conclusions;
};

/// `mean_at_last`: of a measure and an arm, over the replicates that have a value at the last month; NaN
/// where there is none.
LevelTable level_table(const std::vector<std::string>& arms, const std::vector<Contrast>& contrasts,
                       const std::function<double(std::string_view, std::size_t)>& mean_at_last);

std::string_view name_of(Level level);

/// The two tables as text, each after an empty line; nothing where there is one arm only.
std::string levels_as_text(const Results& results, const std::vector<Contrast>& contrasts);

}  // namespace colead
