// Whom an activity takes: people ranked by its criterion, then filled into cohorts by its scope.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "agents/world.hpp"
#include "scenarios/program.hpp"

namespace colead {

/// Betweenness of everyone (scenarios/betweenness.hpp) from sources drawn by (month, `draw_number`);
/// exact where there are no more people than sources.
std::vector<double> sampled_betweenness(const World& world, std::size_t sources,
                                        std::uint32_t draw_number);

/// The order in which an activity takes people this month: by its criterion, equals by luck keyed
/// (month, activity). Whom this activity took within `again_after` months comes behind all others,
/// longest ago first.
class Queue {
public:
    Queue(const World& world, const Activity& activity, std::uint32_t activity_number,
          const ProgramParameters& parameters, const std::vector<std::int32_t>& last_taken);

    /// The next cohort of up to `activity.participants` people by the activity's scope, nobody twice
    /// in this queue; empty when nobody is left.
    std::vector<Person> next_cohort();

private:
    // Whole numbers that compare as places do, since a queue is made for every activity and month.
    struct Place {
        std::uint64_t rank;  // by month taken, if recently, then by merit, the larger first
        std::uint64_t lot;   // by luck, then by person
        friend auto operator<=>(const Place&, const Place&) = default;
        Person person() const { return static_cast<Person>(lot); }
    };
    std::vector<Person> fill_from(std::span<const Person> circle, Person first);
    std::vector<Person> fill_mixed();
    /// Whether the order has an n-th place, which then is sorted.
    bool there_is(std::size_t n);
    Place place(Person i) const;

    const World& world_;
    const Activity& activity_;
    const std::vector<std::int32_t>& last_taken_;
    std::int64_t again_after_;
    std::uint32_t salt_;
    std::vector<double> merit_;
    std::vector<Place> order_;  // sorted up to sorted_
    std::size_t sorted_ = 0;
    std::size_t at_ = 0;
    std::vector<bool> taken_;
};

}  // namespace colead
