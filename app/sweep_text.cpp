#include "app/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/words.hpp"

namespace colead {

namespace {

constexpr std::size_t most = 40;
constexpr std::size_t narrowest = 10;

std::size_t width_of(const std::string& heading) { return std::max(narrowest, heading.size()); }

std::string value_of(const Factor& factor, double position) {
    return factor.is_number() ? fmt::format("{:.6g}", factor.number(position))
                              : factor.word(position);
}

}  // namespace

std::string sweep_as_text(const SweepPlan& plan, const SweepSummary& summary) {
    const SweepLayout& layout = plan.layout();
    const std::vector<Factor>& factors = plan.study().design().factors;
    // Means over other worlds are not to be compared without a word.
    const auto [fewest, largest] =
        std::minmax_element(summary.worlds.begin(), summary.worlds.end());
    const bool uneven = !summary.same_worlds;
    std::string text = fmt::format(
        "{}\n{} x {} x {}{}\n", plan.scenario().title, counted(layout.points, "point", "points"),
        counted(layout.arms.size(), "arm", "arms"), plan.rule().active() ? "at most " : "",
        counted(layout.replicates, "replicate", "replicates"));
    if (summary.missing > 0) {
        text += fmt::format("{} of {} worlds are not there yet\n", summary.missing,
                            layout.points * layout.replicates);
    }
    text += fmt::format(
        "\nresult at the last month, mean over {}\n\npoint",
        uneven ? fmt::format("the n replicates that a point has: means of points over different\n"
                             "worlds differ by luck too (from {} to {} replicates)",
                             *fewest, *largest)
               : "replicates");
    if (uneven) {
        text += fmt::format("  {:>4}", 'n');
    }
    for (const Factor& factor : factors) {
        text += fmt::format("  {:>{}}", factor.key, width_of(factor.key));
    }
    for (const std::string& arm : layout.arms) {
        text += fmt::format("  {:>{}}", arm, width_of(arm));
    }
    text += '\n';
    for (std::size_t p = 0; p < std::min(most, layout.points); ++p) {
        text += fmt::format("{:>5}", p);
        if (uneven) {
            text += fmt::format("  {:>4}", summary.worlds[p]);
        }
        for (std::size_t f = 0; f < factors.size(); ++f) {
            text += fmt::format("  {:>{}}", value_of(factors[f], plan.points().at(p)[f]),
                                width_of(factors[f].key));
        }
        for (std::size_t arm = 0; arm < layout.arms.size(); ++arm) {
            text += fmt::format("  {:>{}.4f}", summary.result[p * layout.arms.size() + arm],
                                width_of(layout.arms[arm]));
        }
        text += '\n';
    }
    if (layout.points > most) {
        text += fmt::format("... and {} more in the file\n", layout.points - most);
    }
    return text;
}

std::string precision_as_text(const SweepPlan& plan, const SweepSchedule& schedule) {
    const std::size_t points = plan.layout().points;
    std::size_t precise = 0;
    std::size_t fewest = plan.layout().replicates;
    std::size_t largest = 0;
    for (std::size_t point = 0; point < points; ++point) {
        precise += schedule.precise(point) ? 1 : 0;
        fewest = std::min(fewest, schedule.needed(point));
        largest = std::max(largest, schedule.needed(point));
    }
    const bool one = points == 1;
    return fmt::format(
        "paired differences of {} are {}within +-{:g}{} after {} replicates of at most {}",
        measures()[plan.rule().measure].name, one && precise == 0 ? "not " : "",
        plan.rule().half_width, one ? "" : fmt::format(" at {} of {} points", precise, points),
        fewest == largest ? fmt::format("{}", largest) : fmt::format("{} to {}", fewest, largest),
        plan.rule().most);
}

std::string cautions_as_text(const std::vector<std::string>& cautions) {
    std::string text;
    for (const std::string& caution : cautions) {
        text += fmt::format("\nNote: {}.\n", caution);
    }
    return text;
}

}  // namespace colead
