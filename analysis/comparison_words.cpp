#include "analysis/comparison_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

namespace colead::words {

std::optional<std::size_t> find_measure(std::string_view name) {
    for (std::size_t m = 0; m < measures().size(); ++m) {
        if (measures()[m].name == name) {
            return m;
        }
    }
    return std::nullopt;
}

const Contrast* find_contrast(const std::vector<Contrast>& contrasts, std::string_view measure,
                              std::size_t arm, std::size_t against) {
    const auto wanted = find_measure(measure);
    const auto found = std::find_if(contrasts.begin(), contrasts.end(), [&](const Contrast& c) {
        return wanted && c.measure == *wanted && c.arm == arm && c.against == against;
    });
    return found == contrasts.end() ? nullptr : &*found;
}

bool told_apart(const Contrast& contrast) { return contrast.p_holm < significance; }

bool can_tell_apart(std::size_t pairs, std::size_t contrasts) {
    return static_cast<double>(contrasts) * std::exp2(1.0 - static_cast<double>(pairs)) <
           significance;
}

std::string warning_of_few(std::size_t pairs, std::size_t contrasts) {
    if (pairs >= enough_pairs) {
        return "";
    }
    if (pairs < 2) {
        return fmt::format("   no intervals: they need 2 pairs, and {} or more to be relied on\n",
                           enough_pairs);
    }
    std::string text = fmt::format(
        "   only {} pairs: such intervals are too narrow (with 20 they miss 7-19% of the time, not "
        "5%)\n",
        pairs);
    if (!can_tell_apart(pairs, contrasts)) {
        text += fmt::format(
            "   nothing can be told apart: of {} pairs without any difference all have one sign "
            "once in {}{}\n",
            pairs, 1U << (pairs - 1),
            contrasts > 1 ? fmt::format(", and {} contrasts are looked at", contrasts) : "");
    }
    return text;
}

std::vector<std::size_t> programs_of(std::size_t arms,
                                     const std::function<double(std::size_t)>& spent) {
    std::vector<std::size_t> all(arms);
    std::iota(all.begin(), all.end(), std::size_t{0});
    std::vector<std::size_t> programs;
    std::copy_if(all.begin(), all.end(), std::back_inserter(programs),
                 [&](std::size_t arm) { return spent(arm) > 0.0; });
    if (programs.size() >= 2) {
        return programs;
    }
    return {all.begin() + (arms > 2 ? 1 : 0), all.end()};
}

std::string shortened(const std::string& name) {
    return name.size() <= widest_name ? name : name.substr(0, widest_name - 2) + "..";
}

// How to write numbers of an interval: as many decimals as its largest needs to be seen.
std::string written(double value, const Interval& of, bool with_sign) {
    double largest = std::abs(of.mean);
    for (const double end : {of.low, of.high}) {
        largest = std::isnan(end) ? largest : std::max(largest, std::abs(end));
    }
    const std::string sign = with_sign && value > 0.0 ? "+" : "";
    value += 0.0;  // of minus 0 too
    if (largest > 0.0 && largest < 1e-5) {
        return value == 0.0 ? "0" : fmt::format("{}{:.2e}", sign, value);
    }
    return fmt::format("{}{:.{}f}", sign, value, largest > 0.0 && largest < 0.005 ? 6 : 4);
}

std::string signed_interval(const Interval& d) {
    return std::isnan(d.low)
               ? "no interval"
               : fmt::format("[{}, {}]", written(d.low, d, true), written(d.high, d, true));
}

std::string wrapped(const std::string& sentence, std::size_t at) {
    const std::size_t width = text_width - at;
    std::string text = sentence;
    for (std::size_t begin = 0; text.size() - begin > width;) {
        const std::size_t space = text.rfind(' ', begin + width);
        if (space == std::string::npos || space <= begin) {
            break;
        }
        text.replace(space, 1, '\n' + std::string(at, ' '));
        begin = space + 1 + at;
    }
    return text + '\n';
}

}  // namespace colead::words
