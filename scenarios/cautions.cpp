#include "scenarios/cautions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "scenarios/program_run.hpp"

namespace colead {

namespace {

bool never_due(const Activity& activity, std::int64_t months) {
    return activity.share <= 0.0 || activity.every > months;
}

// How many full cohorts of each activity the purse pays for.
std::vector<std::size_t> cohorts_paid(const Program& program, std::size_t people,
                                      std::int64_t months) {
    const std::size_t count = program.activities.size();
    std::vector<std::size_t> paid(count, 0);
    std::vector<double> spent_on(count, 0.0);
    double income = 0.0;
    double spent = 0.0;
    for (std::int64_t month = 1; month <= months; ++month) {
        income += program.budget * static_cast<double>(people);
        // Nobody takes part in an activity twice a month.
        std::vector<bool> exhausted(count, false);
        std::vector<std::size_t> taken(count, 0);
        for (;;) {
            const std::size_t a = furthest_behind(program, income, spent_on, month, exhausted);
            if (a == count || program.activities[a].price() > income - spent + purse_rounding) {
                break;
            }
            const double price = program.activities[a].price();
            spent_on[a] += price;
            spent += price;
            ++paid[a];
            taken[a] += static_cast<std::size_t>(program.activities[a].participants);
            exhausted[a] = taken[a] >= people;
        }
    }
    return paid;
}

// Why it buys nothing; "" where it buys something.
std::string why_nothing(const Program& program, std::size_t people, std::int64_t months) {
    if (std::ranges::all_of(program.activities,
                            [&](const Activity& one) { return never_due(one, months); })) {
        return fmt::format("{} months pass, and none of its activities is held so early", months);
    }
    const auto cheapest = std::ranges::min_element(program.activities, {},
                                                   [](const Activity& one) { return one.price(); });
    const double income =
        program.budget * static_cast<double>(people) * static_cast<double>(months);
    if (income >= cheapest->price()) {
        return "";
    }
    return fmt::format(
        "{:g} a month for each of {} people make {:.0f} US dollars in {} months, and its cheapest "
        "cohort, {}, costs {:.0f}",
        program.budget, people, income, months, cheapest->name, cheapest->price());
}

void tell_unpaid(const Program& program, std::size_t people, std::int64_t months,
                 std::vector<Caution>& cautions) {
    const std::vector<std::size_t> paid = cohorts_paid(program, people, months);
    for (std::size_t a = 0; a < paid.size(); ++a) {
        const Activity& activity = program.activities[a];
        if (paid[a] > 0 || activity.share <= 0.0) {
            continue;
        }
        cautions.push_back(
            activity.every > months
                ? Caution{fmt::format("program {} never holds {}", program.arm, activity.name),
                          fmt::format("it is due every {} months, and {} pass", activity.every,
                                      months)}
                : Caution{fmt::format("program {} has no money for {}", program.arm, activity.name),
                          fmt::format("whenever it is due, the full cohorts of its other "
                                      "activities have left less than its price of {:.0f} US "
                                      "dollars",
                                      activity.price())});
    }
}

}  // namespace

std::vector<Caution> cautions_of(const Scenario& scenario, std::size_t people) {
    std::vector<Caution> cautions;
    std::vector<double> budgets;
    for (const Program& program : scenario.arms) {
        if (program.activities.empty()) {
            continue;
        }
        budgets.push_back(program.budget);
        const std::string nothing = why_nothing(program, people, scenario.run.months);
        if (nothing.empty()) {
            tell_unpaid(program, people, scenario.run.months, cautions);
        } else {
            cautions.push_back({fmt::format("program {} buys nothing", program.arm), nothing});
        }
    }
    if (std::ranges::adjacent_find(budgets, std::ranges::not_equal_to()) != budgets.end()) {
        cautions.push_back(
            {"programs have different budgets", "they are not compared at equal budget"});
    }
    return cautions;
}

}  // namespace colead
