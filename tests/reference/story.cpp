// 7.2 Story.
#include "reference/twin.hpp"

namespace colead::reference {

void tell_the_story(Twin& twin) {
    const double rate = twin.parameters.dialogue.narrative;
    for (std::uint32_t c = 0; c < twin.communities.size(); ++c) {
        std::vector<std::int64_t> sums(twin.factors(), 0);
        std::int64_t weights = 0;
        for (const Id i : twin.residents(c)) {
            const double weight = 0.05 + static_cast<double>(twin.people[i].rank);
            for (std::size_t k = 0; k < twin.factors(); ++k) {
                sums[k] += in_fixed_point(weight * static_cast<double>(twin.people[i].x[k]));
            }
            weights += in_fixed_point(weight);
        }
        if (weights == 0) {
            continue;
        }
        for (std::size_t k = 0; k < twin.factors(); ++k) {
            const double mean = from_fixed_point(sums[k]) / from_fixed_point(weights);
            float& n = twin.communities[c].narrative[k];
            n = single((1.0 - rate) * static_cast<double>(n) + rate * mean);
        }
    }
}

}  // namespace colead::reference
