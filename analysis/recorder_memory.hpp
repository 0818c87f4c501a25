// What the recorder keeps while it watches, and the measures it takes, for the files recorder*.cpp
// (and checkpoint.cpp) alone: of people, of coalitions and of the circles that people belong to.
#pragma once

#include <limits>
#include <utility>
#include <vector>

#include "analysis/measure_ids.hpp"
#include "analysis/recorder.hpp"

namespace colead {

inline constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

inline double ratio(double part, double whole) { return whole > 0.0 ? part / whole : no_value; }

/// Mean overlap of random pairs of people of one community, always the same pairs; at the fork also of
/// pairs from anywhere, which is what direction is rescaled from.
double overlap_of_random_pairs(const World& world, bool anywhere);

/// Who acted in the month that was: those who left at its end are still counted. Before any month has
/// run, those whom a file says are active.
std::vector<Person> acting_people(const World& world);

struct Recorder::Memory {
    const Prepared& prepared;
    std::vector<RunSeries> series;
    // Of the arm that is being watched, a month ago.
    Column<Role> role;
    Column<Person> coalition;
    std::vector<std::pair<Person, Person>> twice;  // coalition then and now of who acted in both
    double random_overlap = 0.0;
    double first_result = 0.0;
    // What everybody stood above their baselines at the fork, in standard deviations of these.
    double capacity_gain_at_fork = 0.0;
    double skill_gain_at_fork = 0.0;

    /// What one month leaves to the next, the series aside: vectors(name, values), number(name, value).
    template <class Vectors, class Number>
    void visit(Vectors vectors, Number number) {
        vectors("role", role);
        vectors("coalition", coalition);
        number("random_overlap", random_overlap);
        number("first_result", first_result);
        number("capacity_gain_at_fork", capacity_gain_at_fork);
        number("skill_gain_at_fork", skill_gain_at_fork);
    }

    double* row(std::size_t arm, measure::Id id, std::int64_t month) {
        std::vector<double>& values = series[arm].values[id];
        const std::size_t width =
            values.size() / (static_cast<std::size_t>(prepared.scenario.run.months) + 1);
        return values.data() + static_cast<std::size_t>(month) * width;
    }

    void people(const Moment& moment, const World& world);
    void coalition_measures(const Moment& moment, const World& world);
    void communities(const Moment& moment, const World& world);
    void teams(const Moment& moment, const World& world);
    void organization_measures(const Moment& moment, const World& world);
    void network(const Moment& moment, const World& world);
};

}  // namespace colead
