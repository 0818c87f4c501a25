// A program at work in one arm: money comes in each month, cohorts are taken while it lasts, and
// each gets what its activity gives. The only place where programs touch people.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "agents/world.hpp"
#include "scenarios/channels.hpp"
#include "scenarios/program.hpp"
#include "sim/parallel.hpp"

namespace colead {

/// Who was taken together, in the order taken.
struct Cohort {
    std::int64_t month;  // since the fork
    std::size_t activity;
    std::vector<Person> people;
};
using Cohorts = std::vector<Cohort>;

/// What a purse may lack of a price and still pay it: sums of money round.
inline constexpr double purse_rounding = 1e-9;

/// Of the activities due in this month since the fork and not exhausted, the one furthest behind its share of what has
/// come in, of equals the first; their number where there is none. `spent_on`: US dollars, by activity.
std::size_t furthest_behind(const Program& program, double income,
                            const std::vector<double>& spent_on, std::int64_t month,
                            const std::vector<bool>& exhausted);

class ProgramRun {
public:
    /// What the program does through other than `channels` is left out; it is paid all the same.
    ProgramRun(const Program& program, const ProgramParameters& parameters,
               Channels channels = every_channel)
        : program_(program),
          parameters_(parameters),
          channels_(channels),
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

    /// Writes down whom it takes from now on. Either way `cohorts` stays the caller's and outlives this.
    void record(Cohorts& cohorts) { recorded_ = &cohorts; }
    /// Takes, from now on, whom another run of this program took, instead of choosing itself.
    void repeat(const Cohorts& cohorts) { repeated_ = &cohorts; }

private:
    void choose(World& world, std::int64_t month);
    void take(World& world, std::int64_t month, std::size_t a, const std::vector<Person>& cohort);

    const Program& program_;
    const ProgramParameters& parameters_;
    Channels channels_;
    Cohorts* recorded_ = nullptr;
    const Cohorts* repeated_ = nullptr;
    Books books_;
};

/// What one cohort gets: hours as doses of 1 - exp(-hours / h0) of the distance to 1, pooling of
/// mental models, introductions. Those who take part practise what the activity is about. Only what
/// goes through `channels`: pooling is systems thinking, an introduction connects or, across, bridges.
void hold(World& world, const Activity& activity, double h0, const std::vector<Person>& cohort,
          std::uint32_t activity_number, std::vector<Proposal>& introductions,
          Channels channels = every_channel);

}  // namespace colead
