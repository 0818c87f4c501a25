// A program at work in one arm: money comes in each month, cohorts are taken while it lasts, and
// each gets what its activity gives. The only place where programs touch people.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "agents/world.hpp"
#include "scenarios/program.hpp"
#include "sim/parallel.hpp"

namespace colead {

class ProgramRun {
public:
    ProgramRun(const Program& program, const ProgramParameters& parameters)
        : program_(program),
          parameters_(parameters),
          books_{std::vector<double>(program.activities.size(), 0.0),
                 std::vector<std::vector<std::int32_t>>(program.activities.size()), 0.0, 0.0} {}

    /// Start of a month: takes in the month's budget and spends what whole cohorts cost. Of the
    /// activities due, the one furthest behind its share goes next; when its cohort cannot be paid
    /// the money is kept, from the fork on. `month`: 1, 2, ... since the fork.
    void touch(World& world, std::int64_t month, const Workers& workers);

    /// US dollars since the fork.
    double spent() const { return books_.spent; }

    /// What one month leaves to the next.
    struct Books {
        std::vector<double> spent_on;                       // US dollars, by activity
        std::vector<std::vector<std::int32_t>> last_taken;  // month, by activity and person
        double income = 0.0;
        double spent = 0.0;
    };
    const Books& books() const { return books_; }
    /// Goes on from books kept of the same program.
    void take_up(Books books) { books_ = std::move(books); }

private:
    std::size_t furthest_behind(std::int64_t month, const std::vector<bool>& exhausted) const;

    const Program& program_;
    const ProgramParameters& parameters_;
    Books books_;
};

/// What one cohort gets: hours as doses of 1 - exp(-hours / h0) of the distance to 1, pooling of
/// mental models, introductions. Those who take part practise what the activity is about.
void hold(World& world, const Activity& activity, double h0, const std::vector<Person>& cohort,
          std::uint32_t activity_number, std::vector<Proposal>& introductions);

}  // namespace colead
