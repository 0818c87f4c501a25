#include "analysis/known_results.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/known_parts.hpp"
#include "sim/error.hpp"

namespace colead {

bool KnownValue::holds() const { return std::abs(found - expected) <= tolerance; }

std::span<const KnownResult> known_results() {
    static constexpr std::array<KnownResult, 22> results = {{
        {"three people of given trusts", "DeGroot 1974", known::three_people_agree},
        {"a month of talk between three", "one matrix product", known::one_month_of_talk},
        {"the karate club agrees", "DeGroot 1974; Zachary 1977", known::karate_club_agrees},
        {"the karate club holds its values", "Friedkin & Johnsen 1990",
         known::karate_club_of_clear_values},
        {"bounded listeners on a grid", "Hegselmann & Krause 2002", known::listeners_on_a_grid},
        {"homophily slows agreement", "Golub & Jackson 2012", known::two_groups_agree_slowly},
        {"a crowd joins one by one", "Granovetter 1978", known::a_crowd_joins},
        {"a crowd with a gap stays home", "Granovetter 1978", known::a_crowd_with_a_gap},
        {"what needs two sources", "Centola & Macy 2007", known::contagion_of_two_sources},
        {"what needs one source", "Centola & Macy 2007", known::contagion_of_one_source},
        {"trust at rest", "g / (g + d)", known::trust_comes_to_rest},
        {"ties formed and ended", "Markov chain of a pair", known::ties_form_and_end},
        {"gains fade", "(1 - fade)^t", known::gains_fade},
        {"half of a gain is gone", "ln .5 / ln (1 - fade)", known::half_of_a_gain},
        {"leverage of five factors", "(I - A)^-T w", known::five_factors_analysed},
        {"pressure on five factors", "(I - A)^-T w", known::five_factors_pressed},
        {"small worlds", "Watts & Strogatz 1998", known::small_worlds},
        {"preferential attachment", "Barabasi & Albert 1999", known::preferential_degrees},
        {"giant component", "Erdos & Renyi 1960", known::giant_component_of_a_random_network},
        {"stochastic blocks", "Holland et al. 1983", known::stochastic_blocks},
        {"two arms of the same content", "paired difference 0", known::same_content},
        {"the same bits on any threads", "one run, 1, 2, 3, 7 threads", known::same_bits},
    }};
    return results;
}

const KnownResult& known_result(std::string_view name) {
    const auto results = known_results();
    const auto found = std::find_if(results.begin(), results.end(),
                                    [&](const KnownResult& result) { return result.name == name; });
    if (found == results.end()) {
        throw InputError("no known result is called " + std::string(name));
    }
    return *found;
}

}  // namespace colead
