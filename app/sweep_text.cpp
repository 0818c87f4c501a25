#include "app/sweep_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace colead {

namespace {

constexpr std::size_t most = 40;
constexpr std::size_t narrowest = 10;

std::size_t width_of(const std::string& heading) { return std::max(narrowest, heading.size()); }

std::string value_of(const Factor& factor, double position) {
    return factor.is_number() ? fmt::format("{:.6g}", factor.number(position))
                              : factor.text(position);
}

}  // namespace

std::string sweep_as_text(const SweepPlan& plan, const SweepSummary& summary) {
    const SweepLayout& layout = plan.layout();
    const std::vector<Factor>& factors = plan.study().design().factors;
    std::string text = fmt::format(
        "{}\n{} points x {} arms x {} replicates\n\nresult at the last month, mean over "
        "replicates\n\npoint",
        plan.study().scenario().title, layout.points, layout.arms.size(), layout.replicates);
    for (const Factor& factor : factors) {
        text += fmt::format("  {:>{}}", factor.key, width_of(factor.key));
    }
    for (const std::string& arm : layout.arms) {
        text += fmt::format("  {:>{}}", arm, width_of(arm));
    }
    text += '\n';
    for (std::size_t p = 0; p < std::min(most, layout.points); ++p) {
        text += fmt::format("{:>5}", p);
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

}  // namespace colead
