// The tables that `colead attribute` prints.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "analysis/attribution.hpp"
#include "analysis/comparison_words.hpp"
#include "analysis/path_effects.hpp"
#include "scenarios/words.hpp"

namespace colead {

using namespace words;

namespace {

constexpr std::size_t name_width = 20;
constexpr std::size_t cell_width = 25;
constexpr std::size_t columns_across = 3;

Interval interval_of(const Effect& effect) { return {effect.mean, effect.low, effect.high}; }

bool told_apart(const Effect& effect) { return effect.p_holm < significance; }

std::string mean_of(const Effect& effect) {
    return std::isnan(effect.mean) ? "-  "
                                   : written(effect.mean, interval_of(effect), true) +
                                         (told_apart(effect) ? " *" : "  ");
}

std::string spaced(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

// A row of means, and beneath it one of intervals. `effect`: of a column.
template <class EffectOf>
std::string row(const std::string& name, std::size_t first, std::size_t last, EffectOf&& effect) {
    std::string means = fmt::format("  {:<{}}", name, name_width);
    std::string intervals(name_width + 2, ' ');
    for (std::size_t column = first; column < last; ++column) {
        const Effect& of = effect(column);
        means += fmt::format("{:>{}}", mean_of(of), cell_width);
        intervals +=
            fmt::format("{:>{}}", std::isnan(of.low) ? "" : signed_interval(interval_of(of)) + "  ",
                        cell_width);
    }
    for (std::string* line : {&means, &intervals}) {
        line->erase(line->find_last_not_of(' ') + 1);
        *line += '\n';
    }
    return intervals == "\n" ? means : means + intervals;
}

std::string shares_of(const Attribution& a, std::size_t arm) {
    std::string text =
        fmt::format("\n{} minus {} at month {}, by channel\n", a.arms[arm], a.control, a.month);
    for (std::size_t first = 0; first < a.outcomes.size(); first += columns_across) {
        const std::size_t last = std::min(a.outcomes.size(), first + columns_across);
        text += fmt::format("\n{:{}}", "", name_width + 2);
        for (std::size_t o = first; o < last; ++o) {
            text += fmt::format("{:>{}}", a.outcomes[o] + "  ", cell_width);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
        for (std::size_t c = 0; c < a.channels.size(); ++c) {
            text += row(spaced(a.channels[c]), first, last,
                        [&](std::size_t o) -> const Effect& { return a.of(a.shares, arm, o, c); });
        }
        text += row("all together", first, last, [&](std::size_t o) -> const Effect& {
            return a.whole[arm * a.outcomes.size() + o];
        });
    }
    return text;
}

std::string line_of(const std::string& name, std::size_t width, const Effect& effect) {
    const Interval d = interval_of(effect);
    return fmt::format("  {:<{}}{:>11} {} {}\n", name, width, written(d.mean, d, true),
                       told_apart(effect) ? '*' : ' ', signed_interval(d));
}

std::string chain_of(const Attribution& a, std::size_t arm) {
    const Chain& chain = a.chain;
    std::string text =
        fmt::format("\nThe chain of {}: paired differences to {}\n", a.arms[arm], a.control);
    std::size_t width = 0;
    for (const std::string& path : chain.paths) {
        width = std::max(width, path.size() + 2);
    }
    for (std::size_t k = 0; k < chain.stages.size(); ++k) {
        text += line_of(fmt::format("{} at month {}", chain.stages[k], chain.months[k]), width,
                        chain.differences[arm * chain.stages.size() + k]);
    }
    const Effect* effects = &chain.effects[arm * chain.paths.size()];
    if (std::isnan(effects[0].mean)) {
        return text + fmt::format("  the ways between them need {} pairs of worlds or more\n",
                                  least_pairs(chain.stages.size()));
    }
    text +=
        fmt::format("and the ways along which the difference in {} goes\n", chain.stages.back());
    // The longest first: the chain that the question is about.
    for (std::size_t path = chain.paths.size(); path-- > 0;) {
        text += line_of(chain.paths[path], width, effects[path]);
    }
    return text;
}

}  // namespace

std::string attribution_as_text(const Attribution& attribution) {
    std::string text =
        "What came through which channel: Shapley shares of paired differences, with 95% "
        "intervals\n";
    std::int64_t least = attribution.whole.front().n;
    std::int64_t most = least;
    for (const Effect& whole : attribution.whole) {
        least = std::min(least, whole.n);
        most = std::max(most, whole.n);
    }
    text += least == most ? fmt::format("n = {}\n", counted(static_cast<std::size_t>(most),
                                                            "replicate", "replicates"))
                          : fmt::format("n = {} to {} replicates, by outcome\n", least, most);
    for (std::size_t arm = 0; arm < attribution.arms.size(); ++arm) {
        text += shares_of(attribution, arm);
    }
    for (std::size_t arm = 0; arm < attribution.arms.size(); ++arm) {
        text += chain_of(attribution, arm);
    }
    return text +
           "\n*  can be told apart from 0, also when corrected (Holm): shares over the channels "
           "and "
           "arms of an\n"
           "   outcome, the chain over all of its kind. Shares are effects of switching channels "
           "on "
           "and off;\n"
           "   the ways of the chain are associations between paired differences, not proof\n"
           "   DAC: mean of direction, alignment and commitment; action: reach; capacities: mean "
           "of "
           "the five and skill\n" +
           warning_of_few(static_cast<std::size_t>(most),
                          attribution.channels.size() * attribution.arms.size());
}

}  // namespace colead
