#include "analysis/stopping_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/error.hpp"

namespace colead {

namespace {

std::size_t index_asked(const Scenario& scenario) {
    try {
        return measure_index(scenario.until.measure);
    } catch (const InputError& unknown) {
        throw InputError(scenario.said("until.measure") + "until.measure: " + unknown.what());
    }
}

std::size_t measure_asked(const Scenario& scenario) {
    const std::string& name = scenario.until.measure;
    const std::size_t measure = index_asked(scenario);
    if (measures()[measure].along != Along::nothing) {
        throw InputError(fmt::format(
            "{}until.measure = \"{}\": it has a value for each of several; take one that is one "
            "number",
            scenario.said("until.measure"), name));
    }
    return measure;
}

// "arm,against" among the pairs that there are.
std::vector<StoppingRule::ArmPair> contrasts_asked(const Scenario& scenario) {
    std::vector<StoppingRule::ArmPair> pairs = arms_to_contrast(scenario.arms.size());
    const std::string& asked = scenario.until.contrast;
    if (pairs.empty()) {
        throw InputError(scenario.said("until.ci") +
                         "until.ci needs two arms: there is nothing to compare");
    }
    if (asked.empty()) {
        return pairs;
    }
    for (const auto& [arm, against] : pairs) {
        const std::string& one = scenario.arms[arm].arm;
        const std::string& other = scenario.arms[against].arm;
        if (asked == one + "," + other || asked == other + "," + one) {
            return {{arm, against}};
        }
    }
    std::string arms;
    for (const Program& program : scenario.arms) {
        arms += (arms.empty() ? "" : ", ") + program.arm;
    }
    throw InputError(fmt::format("{}until.contrast = \"{}\": write two of {} with a comma between",
                                 scenario.said("until.contrast"), asked, arms));
}

}  // namespace

std::size_t StoppingRule::look_after(std::size_t replicates) const {
    const std::size_t more = std::max({std::size_t{1}, pilot / 2, replicates / 4});
    return std::min(most, replicates + more);
}

double StoppingRule::widest(std::span<const double> values, std::size_t arms) const {
    double widest = 0.0;
    for (const auto& [arm, against] : contrasts) {
        std::vector<double> differences;
        for (std::size_t first = 0; first < values.size(); first += arms) {
            const double difference = values[first + arm] - values[first + against];
            if (std::isfinite(difference)) {
                differences.push_back(difference);
            }
        }
        if (differences.size() < 2) {
            return std::numeric_limits<double>::infinity();
        }
        const Interval found = interval(differences);
        widest = std::max(widest, 0.5 * (found.high - found.low));
    }
    return widest;
}

StoppingRule stopping_rule(const Scenario& scenario, StoppingRule::IntervalOf interval) {
    StoppingRule rule;
    rule.most = static_cast<std::size_t>(scenario.run.replicates);
    if (scenario.until.ci > 0.0) {
        rule.half_width = scenario.until.ci;
        rule.measure = measure_asked(scenario);
        rule.pilot = static_cast<std::size_t>(scenario.until.pilot);
        rule.contrasts = contrasts_asked(scenario);
        rule.interval = std::move(interval);
    }
    return rule;
}

}  // namespace colead
