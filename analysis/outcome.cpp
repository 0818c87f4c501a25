#include "analysis/outcome.hpp"

#include <algorithm>
#include <limits>

namespace colead {

SystemOutcome outcome_of(const World& world) {
    constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
    const Frame& frame = *world.frame;
    const auto people_in_all = static_cast<double>(world.people.size());
    SystemOutcome outcome{0.0, no_value, std::vector<double>(frame.groups(), 0.0),
                          std::vector<double>(frame.groups(), 0.0)};
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        const auto residents =
            static_cast<double>(frame.communities.members(static_cast<std::uint32_t>(c)).size());
        outcome.result += world.communities.result[c] * residents / people_in_all;
        for (std::size_t g = 0; g < frame.groups(); ++g) {
            const double here = frame.group_sizes[c * frame.groups() + g];
            outcome.result_of_group[g] += here * world.result_of(c, g);
            outcome.people_of_group[g] += here;
        }
    }
    double least = 0.0;
    double most = 0.0;
    int counted = 0;
    for (std::size_t g = 0; g < frame.groups(); ++g) {
        const double people = outcome.people_of_group[g];
        double& result = outcome.result_of_group[g];
        result = people > 0.0 ? result / people : no_value;
        if (people >= 5.0) {
            least = counted > 0 ? std::min(least, result) : result;
            most = counted > 0 ? std::max(most, result) : result;
            ++counted;
        }
    }
    if (counted >= 2) {
        outcome.disparity = most - least;
    }
    return outcome;
}

}  // namespace colead
