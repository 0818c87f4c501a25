// Checks that take more than one key of a scenario.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenarios/scenario_reader.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

class Checks {
public:
    Checks(const TomlSource& source, const Places& places) : source_(source), places_(places) {}

    template <class Section>
    void low_below_high(const Section& section) const {
        for (const Parameter<Section>& row : Section::rows()) {
            if (!row.name.ends_with("_low")) {
                continue;
            }
            const std::string stem(row.name.substr(0, row.name.size() - 3));
            const Parameter<Section>* upper = find_row<Section>(stem + "high");
            const auto* low = std::get_if<double Section::*>(&row.member);
            const auto* high =
                upper != nullptr ? std::get_if<double Section::*>(&upper->member) : nullptr;
            if (low != nullptr && high != nullptr && section.**low > section.**high) {
                throw InputError(fmt::format("{}: {} = {} is above {} = {}",
                                             place_of(key_of(row), key_of(*upper)), key_of(row),
                                             section.**low, key_of(*upper), section.**high));
            }
        }
    }

    void sum_up_to_one(const std::string& first, double a, const std::string& second,
                       double b) const {
        if (a + b > 1.0) {
            throw InputError(fmt::format("{}: {} + {} = {} is outside [0, 1]",
                                         place_of(first, second), first, second, a + b));
        }
    }

    void program(Program& program) const {
        const auto found = places_.find("program." + program.arm);
        const std::string about =
            fmt::format("{}: program {}", found == places_.end() ? source_.origin : found->second,
                        in_quotes(program.arm));
        std::vector<double> shares;
        for (const Activity& activity : program.activities) {
            shares.push_back(activity.share);
            if (std::count_if(program.activities.begin(), program.activities.end(),
                              [&](const Activity& a) { return a.name == activity.name; }) > 1) {
                throw InputError(
                    fmt::format("{} has two activities {}", about, in_quotes(activity.name)));
            }
            if (activity.share > 0.0 && activity.price() <= 0.0) {
                throw InputError(fmt::format("{} cannot spend on activity {}: its price is 0",
                                             about, in_quotes(activity.name)));
            }
        }
        if (shares.empty()) {
            if (program.budget > 0.0 && program.preset != "none") {
                throw InputError(
                    fmt::format("{} has a budget of {} but neither preset nor activity", about,
                                program.budget));
            }
            return;
        }
        if (std::accumulate(shares.begin(), shares.end(), 0.0) <= 0.0) {
            throw InputError(about + " has activities whose shares sum to 0");
        }
        scale_to_one(shares);
        for (std::size_t a = 0; a < shares.size(); ++a) {
            program.activities[a].share = shares[a];
        }
    }

private:
    // Where the fault was made: in --set, which comes after the file, or else at the second key.
    std::string place_of(const std::string& first, const std::string& second) const {
        std::string place = source_.origin;
        for (const std::string& key : {first, second}) {
            const auto found = places_.find(key);
            if (found != places_.end() && !place.starts_with("--set ")) {
                place = found->second;
            }
        }
        return place;
    }

    const TomlSource& source_;
    const Places& places_;
};

}  // namespace

void scale_to_one(std::vector<double>& values) {
    constexpr double rounding = 1e-12;
    const double sum = std::accumulate(values.begin(), values.end(), 0.0);
    if (std::abs(sum - 1.0) <= rounding) {
        return;
    }
    for (double& value : values) {
        value /= sum;
    }
}

void check_and_normalize(Scenario& scenario, const TomlSource& source, const Places& places) {
    const Checks checks(source, places);
    for_each_scenario_section(scenario,
                              [&](const auto& section) { checks.low_below_high(section); });
    const PersonParameters& person = scenario.parameters.person;
    checks.sum_up_to_one("person.values_community", person.values_community,
                         "person.values_culture", person.values_culture);
    const LearningParameters& learning = scenario.parameters.learning;
    checks.sum_up_to_one("learning.reflect", learning.reflect, "learning.reflect_learned",
                         learning.reflect_learned);
    for (Program& program : scenario.arms) {
        checks.program(program);
    }
}

}  // namespace colead
