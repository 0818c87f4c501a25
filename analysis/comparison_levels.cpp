#include "analysis/comparison_levels.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>

#include "analysis/comparison_words.hpp"
#include "analysis/measures.hpp"

namespace colead {

using namespace words;

namespace {

struct Looked {
    Level level;
    std::string_view measure;
    std::string_view name;
};

// From the seed to what grows of it. Chosen before any was looked at: what programs act on first, then
// what carries it, then what it is for.
constexpr std::array<Looked, 15> looked_at = {{
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

std::vector<LevelTable::Column> columns_of(std::size_t arms) {
    std::vector<LevelTable::Column> columns;
    for (std::size_t arm = 1; arm < arms; ++arm) {
        columns.push_back({arm, 0});
    }
    if (arms == 3) {
        columns.push_back({2, 1});
    }
    return columns;
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
    {"coordination in coalitions", "coordination"},
    {"organizations' performance", "organization_performance"},
    {"the community's result", "result"},
    {"the gap between groups", "disparity", true},
}};

// The difference of a measure between two programs, whichever of them a contrast names first.
struct Against {
    double better = 0.0;  // how much better the program is; NaN where that is unknown
    bool apart = false;
};

Against against(const std::vector<Contrast>& contrasts, const Lens& lens, std::size_t program,
                std::size_t other) {
    const Contrast* found =
        find_contrast(contrasts, lens.measure, std::max(program, other), std::min(program, other));
    if (found == nullptr || std::isnan(found->difference.low)) {
        return {std::numeric_limits<double>::quiet_NaN(), false};
    }
    const bool as_named = (program > other) != lens.less_is_better;
    return {as_named ? found->difference.mean : -found->difference.mean, told_apart(*found)};
}

// Whether any contrast of a measure could be told apart from 0.
bool can_tell_any(const std::vector<Contrast>& contrasts, std::string_view measure) {
    const auto wanted = find_measure(measure);
    std::size_t count = 0;
    std::size_t most = 0;
    for (const Contrast& contrast : contrasts) {
        const bool counts = wanted && contrast.measure == *wanted && !std::isnan(contrast.p);
        count += counts ? 1 : 0;
        most = std::max(most, counts ? contrast.pairs : 0);
    }
    return can_tell_apart(most, count);
}

// Whether any pair of worlds has values of a measure.
bool has_pairs(const std::vector<Contrast>& contrasts, std::string_view measure) {
    const auto wanted = find_measure(measure);
    return std::ranges::any_of(contrasts, [&](const Contrast& contrast) {
        return wanted && contrast.measure == *wanted && contrast.pairs > 0;
    });
}

// Of two, which does better; of more, the one better than most others, and which of them it can be told apart
// from. It does not depend on the order of arms.
std::string conclusion(const std::vector<std::string>& arms,
                       const std::vector<std::size_t>& programs,
                       const std::vector<Contrast>& contrasts, const Lens& lens) {
    std::size_t best = programs.front();
    std::size_t most = 0;
    for (const std::size_t program : programs) {
        const auto behind = static_cast<std::size_t>(
            std::count_if(programs.begin(), programs.end(), [&](std::size_t other) {
                return other != program && against(contrasts, lens, program, other).better > 0.0;
            }));
        best = behind > most ? program : best;
        most = std::max(most, behind);
    }
    std::vector<std::string> behind;
    std::vector<std::string> beside;
    bool known = false;
    for (const std::size_t other : programs) {
        if (other != best) {
            const Against found = against(contrasts, lens, best, other);
            known = known || !std::isnan(found.better);
            (found.apart ? behind : beside).push_back(arms[other]);
        }
    }
    if (!known) {
        return has_pairs(contrasts, lens.measure) ? "too few pairs to tell" : "nothing to compare";
    }
    if (behind.empty() && !can_tell_any(contrasts, lens.measure)) {
        return "too few pairs to tell";
    }
    if (behind.empty()) {
        return programs.size() == 2
                   ? "no difference told apart"
                   : fmt::format("no difference told apart from {}, the best", arms[best]);
    }
    std::string text = arms[best] + " does better";
    if (programs.size() > 2) {
        text += fmt::format(" than {}", fmt::join(behind, " and "));
        text += beside.empty()
                    ? ""
                    : fmt::format("; not told apart from {}", fmt::join(beside, " and "));
    }
    return text;
}

double mean_at_last(const Results& results, std::string_view name, std::size_t arm) {
    const auto measure = find_measure(name);
    double sum = 0.0;
    double count = 0.0;
    for (std::size_t r = 0;
         measure && !results.values[*measure].empty() && r < results.replicates.size(); ++r) {
        const double value = results.at(*measure, arm, r, results.months);
        sum += std::isfinite(value) ? value : 0.0;
        count += std::isfinite(value) ? 1.0 : 0.0;
    }
    return count > 0.0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

std::string cell_text(const std::optional<LevelTable::Cell>& cell) {
    if (!cell) {
        return "-  ";
    }
    return cell->alone ? fmt::format("{:+.4f}  ", cell->difference.mean)
                       : written(cell->difference.mean, cell->difference, true) +
                             (cell->apart ? " *" : "  ");
}

std::string table(const std::vector<std::string>& arms, const LevelTable& levels) {
    const std::size_t shown = std::min(levels.columns.size(), most_columns);
    std::string text = fmt::format("\nWhat moved at each level, against {}\n\n{:<{}}", arms[0], "",
                                   level_width + name_width);
    for (const LevelTable::Column& column : std::span(levels.columns).first(shown)) {
        text += fmt::format(
            "{:>{}}", column.against == 0 ? shortened(arms[column.arm]) : "second minus first",
            column_width);
    }
    text += '\n';
    const LevelTable::Row* before = nullptr;
    for (const LevelTable::Row& row : levels.rows) {
        const bool first = before == nullptr || before->level != row.level;
        text += fmt::format("{:<{}}{:<{}}", first ? name_of(row.level) : "", level_width, row.name,
                            name_width);
        for (const auto& cell : std::span(row.cells).first(shown)) {
            text += fmt::format("{:>{}}", cell_text(cell), column_width);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
        before = &row;
    }
    text +=
        "\ngained: above where all stood at the fork, in standard deviations of all people's "
        "baselines\n";
    if (shown < levels.columns.size()) {
        text += fmt::format("shown: the first {} of {} arms against {}; colead report shows all\n",
                            shown, levels.columns.size(), arms[0]);
    }
    return text;
}

}  // namespace

std::string_view name_of(Level level) {
    constexpr std::array<std::string_view, 5> names = {"individual", "team", "organization",
                                                       "community", "system"};
    return names[static_cast<std::size_t>(level)];
}

LevelTable level_table(const std::vector<std::string>& arms, const std::vector<Contrast>& contrasts,
                       const std::function<double(std::string_view, std::size_t)>& mean) {
    LevelTable levels;
    levels.columns = columns_of(arms.size());
    for (const Looked& looked : looked_at) {
        LevelTable::Row row{looked.level, looked.measure, looked.name, {}};
        for (const LevelTable::Column& column : levels.columns) {
            const Contrast* found =
                find_contrast(contrasts, looked.measure, column.arm, column.against);
            if (found != nullptr && !std::isnan(found->difference.mean)) {
                row.cells.push_back({{found->difference, told_apart(*found), false}});
                continue;
            }
            // Nobody is trained without a program, so a gain of the trained has nothing to be held
            // against in control: there it stands for itself.
            const double alone = looked.measure.starts_with("trained") && column.against == 0
                                     ? mean(looked.measure, column.arm)
                                     : std::numeric_limits<double>::quiet_NaN();
            if (std::isnan(alone)) {
                row.cells.emplace_back(std::nullopt);
            } else {
                row.cells.push_back({{{alone, alone, alone}, false, true}});
            }
        }
        levels.rows.push_back(std::move(row));
    }
    const std::vector<std::size_t> programs =
        programs_of(arms.size(), [&](std::size_t arm) { return mean("spent", arm); });
    for (const Lens& lens : lenses) {
        levels.conclusions.push_back(
            {lens.who, lens.measure, conclusion(arms, programs, contrasts, lens)});
    }
    return levels;
}

std::string levels_as_text(const Results& results, const std::vector<Contrast>& contrasts) {
    if (results.arms.size() < 2) {
        return "";
    }
    const LevelTable levels =
        level_table(results.arms, contrasts, [&](std::string_view measure, std::size_t arm) {
            return mean_at_last(results, measure, arm);
        });
    std::string text = table(results.arms, levels);
    text += "\nWhat an evaluator would conclude who measured only\n";
    for (const LevelTable::Conclusion& lens : levels.conclusions) {
        text += fmt::format("  {:<44}", lens.who) + wrapped(lens.text, 46);
    }
    return text;
}

}  // namespace colead
