#include "analysis/comparison_levels.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include "analysis/comparison_words.hpp"
#include "analysis/measures.hpp"

namespace colead {

using namespace words;

namespace {

struct Row {
    Level level;
    std::string_view measure;
    std::string_view name;
};

// From the seed to what grows of it. Chosen before any was looked at: what programs act on first, then
// what carries it, then what it is for.
constexpr std::array<Row, 15> rows = {{
    {Level::individual, "trained_skill_gain", "skill the trained gained"},
    {Level::individual, "trained_capacity_gain", "capacities they gained"},
    {Level::individual, "accuracy", "accuracy of mental models"},
    {Level::team, "coordination", "coordination"},
    {Level::team, "team_alignment", "alignment within teams"},
    {Level::organization, "organization_capacity", "capacity"},
    {Level::organization, "organization_performance", "performance"},
    {Level::community, "direction", "direction"},
    {Level::community, "alignment", "alignment"},
    {Level::community, "commitment", "commitment"},
    {Level::community, "reach", "reach"},
    {Level::community, "result", "result"},
    {Level::system, "disparity", "disparity"},
    {Level::system, "leverage_taken", "leverage taken"},
    {Level::system, "influence_gini", "influence concentration"},
}};

constexpr std::size_t level_width = 13;
constexpr std::size_t name_width = 26;
constexpr std::size_t column_width = 20;
constexpr std::size_t most_columns = 3;

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 5> names = {"individual", "team", "organization",
                                                       "community", "system"};
    return names[static_cast<std::size_t>(level)];
}

struct Column {
    std::size_t arm;
    std::size_t against;
    std::string title;
};

// Programs against the first arm; of two programs, also the second against the first.
std::vector<Column> columns_of(const Results& results) {
    std::vector<Column> columns;
    for (std::size_t arm = 1; arm < results.arms.size() && columns.size() < most_columns; ++arm) {
        columns.push_back({arm, 0, shortened(results.arms[arm])});
    }
    if (results.arms.size() == 3) {
        columns.push_back({2, 1, "second minus first"});
    }
    return columns;
}

// Nobody is trained without a program, so a gain of the trained has nothing to be held against in
// control: there it stands for itself.
const Contrast* contrast_of(const std::vector<Contrast>& contrasts, const Row& row,
                            const Column& column) {
    const Contrast* found = find_contrast(contrasts, row.measure, column.arm, column.against);
    return found != nullptr && !std::isnan(found->difference.mean) ? found : nullptr;
}

std::string mean_alone(const Results& results, std::string_view name, std::size_t arm) {
    const auto measure = find_measure(name);
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t r = 0;
         measure && !results.values[*measure].empty() && r < results.replicates.size(); ++r) {
        const double value = results.at(*measure, arm, r, results.months);
        sum += std::isfinite(value) ? value : 0.0;
        count += std::isfinite(value) ? 1.0 : 0.0;
    }
    return count > 0.0 ? fmt::format("{:+.4f}  ", sum / count) : "-  ";
}

std::string cell(const Results& results, const std::vector<Contrast>& contrasts, const Row& row,
                 const Column& column) {
    const Contrast* found = contrast_of(contrasts, row, column);
    if (found == nullptr) {
        return row.measure.starts_with("trained") && column.against == 0
                   ? mean_alone(results, row.measure, column.arm)
                   : "-  ";
    }
    return written(found->difference.mean, found->difference, true) +
           (told_apart(*found) ? " *" : "  ");
}

std::string table(const Results& results, const std::vector<Contrast>& contrasts) {
    const std::vector<Column> columns = columns_of(results);
    std::string text = fmt::format("\nWhat moved at each level, against {}\n\n{:<{}}",
                                   results.arms[0], "", level_width + name_width);
    for (const Column& column : columns) {
        text += fmt::format("{:>{}}", column.title, column_width);
    }
    text += '\n';
    const Row* before = nullptr;
    for (const Row& row : rows) {
        const bool first = before == nullptr || before->level != row.level;
        text += fmt::format("{:<{}}{:<{}}", first ? name_of(row.level) : "", level_width, row.name,
                            name_width);
        for (const Column& column : columns) {
            text += fmt::format("{:>{}}", cell(results, contrasts, row, column), column_width);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
        before = &row;
    }
    text +=
        "\ngained: above where all stood at the fork, in standard deviations of all people's "
        "baselines\n";
    return text;
}

// What somebody looks at who looks at one thing only, and whether more of it is better.
struct Lens {
    std::string_view who;
    std::string_view measure;
    bool less_is_better = false;
};

constexpr std::array<Lens, 6> lenses = {{
    {"participants' skill, before and after", "trained_skill_gain"},
    {"participants' capacities, before and after", "trained_capacity_gain"},
    {"teams' coordination", "coordination"},
    {"organizations' performance", "organization_performance"},
    {"the community's result", "result"},
    {"the gap between groups", "disparity", true},
}};

std::string conclusion(const Results& results, const std::vector<Contrast>& contrasts,
                       const Lens& lens) {
    // Two programs against each other; else the last arm against the first.
    const std::size_t arm = results.arms.size() - 1;
    const std::size_t against = results.arms.size() == 3 ? 1 : 0;
    const Contrast* found = find_contrast(contrasts, lens.measure, arm, against);
    if (found == nullptr || std::isnan(found->difference.low)) {
        return "nothing to compare";
    }
    if (!told_apart(*found)) {
        return "no difference told apart";
    }
    const bool arm_wins = (found->difference.mean > 0.0) != lens.less_is_better;
    return results.arms[arm_wins ? arm : against] + " does better";
}

std::string through_each_lens(const Results& results, const std::vector<Contrast>& contrasts) {
    std::string text = "\nWhat an evaluator would conclude who measured only\n";
    for (const Lens& lens : lenses) {
        text += fmt::format("  {:<44}{}\n", lens.who, conclusion(results, contrasts, lens));
    }
    return text;
}

}  // namespace

std::string levels_as_text(const Results& results, const std::vector<Contrast>& contrasts) {
    if (results.arms.size() < 2) {
        return "";
    }
    return table(results, contrasts) + through_each_lens(results, contrasts);
}

}  // namespace colead
