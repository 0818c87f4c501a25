#include "scenarios/betweenness.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace colead {

namespace {

// One source after another, in memory that is kept.
class Search {
public:
    explicit Search(const TieStore& ties)
        : ties_(ties),
          paths_(ties.people()),
          dependency_(ties.people()),
          distance_(ties.people()) {}

    /// Hands each person reached, the source left out, with its dependency to `take`.
    template <class Take>
    void from(Person source, Take&& take) {
        std::fill(paths_.begin(), paths_.end(), 0.0);
        std::fill(dependency_.begin(), dependency_.end(), 0.0);
        std::fill(distance_.begin(), distance_.end(), -1);
        reach(source);
        for (std::size_t at = order_.size(); at-- > 1;) {
            const Person j = order_[at];
            for (const Person i : ties_.alters(j)) {
                if (distance_[i] == distance_[j] - 1) {
                    dependency_[i] += paths_[i] / paths_[j] * (1.0 + dependency_[j]);
                }
            }
            take(j, dependency_[j]);
        }
    }

private:
    void reach(Person source) {
        order_.assign(1, source);
        paths_[source] = 1.0;
        distance_[source] = 0;
        for (std::size_t at = 0; at < order_.size(); ++at) {
            const Person i = order_[at];
            for (const Person j : ties_.alters(i)) {
                if (distance_[j] < 0) {
                    distance_[j] = distance_[i] + 1;
                    order_.push_back(j);
                }
                if (distance_[j] == distance_[i] + 1) {
                    paths_[j] += paths_[i];
                }
            }
        }
    }

    const TieStore& ties_;
    std::vector<double> paths_;
    std::vector<double> dependency_;
    std::vector<std::int32_t> distance_;
    std::vector<Person> order_;
};

}  // namespace

Betweenness betweenness_from(const TieStore& ties, std::span<const Person> sources,
                             bool with_error) {
    const std::size_t people = ties.people();
    Betweenness result;
    result.score.assign(people, 0.0);
    if (with_error) {
        result.error.assign(people, 0.0);
    }
    Search search(ties);
    for (const Person source : sources) {
        search.from(source, [&](Person i, double dependency) {
            result.score[i] += dependency;
            if (with_error) {
                result.error[i] += dependency * dependency;
            }
        });
    }
    const auto count = static_cast<double>(sources.size());
    const double scale = static_cast<double>(people) / count / 2.0;
    for (std::size_t i = 0; i < people; ++i) {
        if (with_error) {
            // n/2 times the standard error of the mean dependency.
            const double mean = result.score[i] / count;
            const double variance = std::max(0.0, result.error[i] / count - mean * mean);
            result.error[i] = static_cast<double>(people) / 2.0 *
                              std::sqrt(variance / std::max(1.0, count - 1.0));
        }
        result.score[i] *= scale;
    }
    return result;
}

}  // namespace colead
