// The comparison as a modeler reads it in a terminal: arms first, then each contrast with its
// intervals, then what that says about the result in a sentence or two. Effects lead.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/comparison.hpp"
#include "analysis/comparison_levels.hpp"
#include "analysis/comparison_words.hpp"
#include "sim/error.hpp"

namespace colead {

using namespace words;

namespace {

constexpr std::array<const char*, 6> shown = {"result",    "disparity",  "direction",
                                              "alignment", "commitment", "reach"};

struct Spread {
    double mean = std::numeric_limits<double>::quiet_NaN();
    double deviation = std::numeric_limits<double>::quiet_NaN();
};

// Over an arm's replicates with a value at the last month.
Spread spread_of(const Results& results, const char* name, std::size_t arm) {
    Spread spread;
    const auto measure = find_measure(name);
    if (!measure || results.values[*measure].empty()) {
        return spread;
    }
    std::vector<double> values;
    for (std::size_t r = 0; r < results.replicates.size(); ++r) {
        const double value = results.at(*measure, arm, r, results.months);
        if (std::isfinite(value)) {
            values.push_back(value);
        }
    }
    if (values.empty()) {
        return spread;
    }
    const auto count = static_cast<double>(values.size());
    double sum = 0.0;
    for (const double value : values) {
        sum += value;
    }
    spread.mean = sum / count;
    if (values.size() >= 2) {
        double squares = 0.0;
        for (const double value : values) {
            squares += (value - spread.mean) * (value - spread.mean);
        }
        spread.deviation = std::sqrt(squares / (count - 1.0));
    }
    return spread;
}

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.4f}", value); }

// 1234567.8 as 1,234,568.
std::string dollars(double value) {
    if (std::isnan(value)) {
        return "-";
    }
    std::string digits = fmt::format("{:.0f}", value);
    for (std::size_t place = digits.size(); place > 3;) {
        place -= 3;
        digits.insert(place, 1, ',');  // by character: g++ 12 warns wrongly of the text form
    }
    return "$" + digits;
}

std::string plural(std::size_t count, const char* one) {
    const std::string word(one);
    if (count == 1) {
        return "1 " + word;
    }
    return word.back() == 'y' ? fmt::format("{} {}ies", count, word.substr(0, word.size() - 1))
                              : fmt::format("{} {}s", count, word);
}

// People per world where the results say so.
template <class AnyResults>
std::size_t people_of(const AnyResults& results) {
    if constexpr (requires { results.people; }) {
        return static_cast<std::size_t>(results.people);
    } else {
        return 0;
    }
}

std::string set_up_line(const Results& results) {
    std::string line;
    if (const std::size_t people = people_of(results); people > 0) {
        line += plural(people, "resident") + ", ";
    }
    if (!results.communities.empty()) {
        line += plural(results.communities.size(), "community") + ", ";
    }
    line += plural(results.groups.size(), "culture group") + "; ";
    line += plural(static_cast<std::size_t>(results.months), "month") + ", ";
    line += plural(results.replicates.size(), "replicate") + " of each arm\n";
    const auto failed = std::count_if(results.runs.begin(), results.runs.end(),
                                      [](const RunRecord& r) { return !r.done; });
    if (failed > 0) {
        line += fmt::format("{} of {} runs failed and are left out\n", failed, results.runs.size());
    }
    return line;
}

std::string arms_table(const Results& results) {
    constexpr std::array<int, shown.size()> widths = {7, 10, 10, 10, 11, 8};
    const std::size_t people = people_of(results);
    std::string text = fmt::format(
        "At month {}: mean of the worlds, below it their standard deviation\n\n", results.months);
    text += std::string(widest_name, ' ');
    for (std::size_t k = 0; k < shown.size(); ++k) {
        text += fmt::format("{:>{}}", shown[k], widths[k]);
    }
    text += fmt::format("{:>10}{:>13}\n", "mobilized", "spent");
    for (std::size_t arm = 0; arm < results.arms.size(); ++arm) {
        std::string means = fmt::format("{:<{}}", shortened(results.arms[arm]), widest_name);
        std::string deviations(widest_name, ' ');
        for (std::size_t k = 0; k < shown.size(); ++k) {
            const Spread spread = spread_of(results, shown[k], arm);
            means += fmt::format("{:>{}}", number(spread.mean), widths[k]);
            deviations += fmt::format("{:>{}}", number(spread.deviation), widths[k]);
        }
        const double mobilized = find_measure("reach") ? mobilized_share(results, arm)
                                                       : std::numeric_limits<double>::quiet_NaN();
        const double spent = spread_of(results, "spent", arm).mean;
        means += fmt::format(
            "{:>10}{:>13}", std::isnan(mobilized) ? "-" : fmt::format("{:.0f}%", 100.0 * mobilized),
            dollars(spent));
        if (people > 0) {
            deviations +=
                fmt::format("{:>23}", dollars(spent / static_cast<double>(people)) + " each");
        }
        text += means + '\n' + deviations + '\n';
    }
    text +=
        fmt::format("\nmobilized: share of worlds with a reach of {:g} or more; spent: in all{}\n",
                    results.mobilized_at, people > 0 ? ", and each: per resident" : "");
    return text;
}

// What pairing did to the variance of the difference.
std::string pairing_clause(double reduction) {
    if (std::isnan(reduction)) {
        return "";
    }
    if (reduction > 0.99 && reduction < 1.0) {
        return "  pairing: variance down > 99%";
    }
    return fmt::format("  pairing: variance {} {:.0f}%", reduction < 0.0 ? "up" : "down",
                       100.0 * std::abs(reduction));
}

std::string contrast_block(const Results& results, const std::vector<Contrast>& contrasts,
                           std::size_t arm, std::size_t against) {
    std::string text = fmt::format("\n{} minus {}\n", results.arms[arm], results.arms[against]);
    for (const char* name : shown) {
        const Contrast* found = find_contrast(contrasts, name, arm, against);
        if (found == nullptr) {
            continue;
        }
        if (std::isnan(found->difference.mean)) {
            text += fmt::format("  {:<12} no pair of worlds has a value\n", name);
            continue;
        }
        const Interval& d = found->difference;
        text +=
            fmt::format("  {:<12}{:>11}  {:<23} {}  n = {:<6}{}\n", name, written(d.mean, d, true),
                        signed_interval(d), told_apart(*found) ? '*' : ' ', found->pairs,
                        pairing_clause(found->variance_reduction));
    }
    return text;
}

std::string money_clause(const Results& results, const Contrast& contrast) {
    const double arm = spread_of(results, "spent", contrast.arm).mean;
    const double against = spread_of(results, "spent", contrast.against).mean;
    if (std::isnan(arm) || std::isnan(against)) {
        return "";
    }
    // Equal to within a cohort's price is what programs can promise.
    if (std::abs(arm - against) <= 0.05 * std::max(arm, against)) {
        return ", at the same money (within 5%)";
    }
    return fmt::format(", for {} against {}", dollars(arm), dollars(against));
}

std::string sentence(const Results& results, const Contrast& contrast) {
    const std::string& arm = results.arms[contrast.arm];
    const std::string& against = results.arms[contrast.against];
    const Interval& d = contrast.difference;
    if (std::isnan(d.low)) {
        return wrapped(
            fmt::format("{} and {} have too few pairs of worlds for an interval.", arm, against));
    }
    const std::string money = money_clause(results, contrast);
    if (!told_apart(contrast)) {
        const bool excluded = d.low > 0.0 || d.high < 0.0;
        const std::string why = !excluded                   ? ""
                                : contrast.p < significance ? ", several contrasts considered"
                                                            : ", from so few pairs of worlds";
        return wrapped(
            fmt::format("No difference in the community result can be told apart from 0{}: {} "
                        "minus {} is {} {}{}.",
                        why, arm, against, written(d.mean, d, true), signed_interval(d), money));
    }
    const bool up = d.mean > 0.0;
    return wrapped(fmt::format(
        "The community result ended {} [{}, {}] {} with {} than with {}{}.",
        written(std::abs(d.mean), d, false), written(up ? d.low : -d.high, d, false),
        written(up ? d.high : -d.low, d, false), up ? "higher" : "lower", arm, against, money));
}

// About the result: programs against each other where there are two or no arm that spends nothing, else against
// the first arm.
std::string in_words(const Results& results, const std::vector<Contrast>& contrasts) {
    const auto measure = find_measure("result");
    const std::vector<std::size_t> programs =
        programs_of(results.arms.size(),
                    [&](std::size_t arm) { return spread_of(results, "spent", arm).mean; });
    const bool of_programs = programs.size() == 2 || programs.size() == results.arms.size();
    std::string text;
    for (const Contrast& contrast : contrasts) {
        const bool wanted = of_programs ? std::ranges::count(programs, contrast.arm) +
                                                  std::ranges::count(programs, contrast.against) ==
                                              2
                                        : contrast.against == 0;
        if (measure && contrast.measure == *measure && wanted) {
            text += sentence(results, contrast);
        }
    }
    return text;
}

}  // namespace

std::string comparison_as_text(const Results& results, const std::vector<Contrast>& contrasts) {
    std::string text = results.title.empty() ? "" : results.title + '\n';
    text += set_up_line(results) + '\n' + arms_table(results);
    if (contrasts.empty()) {
        return text;
    }
    text += "\nPaired differences between worlds of the same luck, with 95% intervals\n";
    std::size_t most = 0;
    std::size_t per_measure = 0;
    for (const Contrast& contrast : contrasts) {
        most = std::max(most, contrast.pairs);
        if (contrast.measure == contrasts.front().measure) {
            text += contrast_block(results, contrasts, contrast.arm, contrast.against);
            ++per_measure;
        }
    }
    text += fmt::format(
        "\n*  can be told apart from 0, also when corrected (Holm) for {} of a measure\n"
        "   intervals: BCa bootstrap over pairs; pairing: variance against unpaired worlds\n",
        plural(per_measure, "contrast"));
    text += warning_of_few(most, per_measure);
    text += levels_as_text(results, contrasts);
    return text + '\n' + in_words(results, contrasts);
}

}  // namespace colead
