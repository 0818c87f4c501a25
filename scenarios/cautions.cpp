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

// How many full cohorts of each activity the purse pays for, until it has paid for each.
std::vector<std::size_t> cohorts_paid(const Program& program, std::size_t people,
                                      std::int64_t months) {
    const std::size_t count = program.activities.size();
    std::vector<std::size_t> paid(count, 0);
    std::vector<double> spent_on(count, 0.0);
    double income = 0.0;
    double spent = 0.0;
    for (std::int64_t month = 1;
         month <= months && std::ranges::find(paid, std::size_t{0}) != paid.end(); ++month) {
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

double income_until(const Program& program, std::size_t people, std::int64_t month) {
    return program.budget * static_cast<double>(people) * static_cast<double>(month);
}

std::string why_nothing(const Program& program, std::size_t people, std::int64_t months) {
    const Activity* cheapest = nullptr;
    for (const Activity& one : program.activities) {
        if (!never_due(one, months) && (cheapest == nullptr || one.price() < cheapest->price())) {
            cheapest = &one;
        }
    }
    if (cheapest == nullptr) {
        return fmt::format("{} months pass, and none of its activities is held so early", months);
    }
    const std::int64_t last = months - months % cheapest->every;
    const double income = income_until(program, people, last);
    const std::string money =
        fmt::format("{:g} a month for each of {} people make {:.0f} US dollars in {} months",
                    program.budget, people, income, last);
    return income < cheapest->price() ? fmt::format("{}, and its cheapest cohort, {}, costs {:.0f}",
                                                    money, cheapest->name, cheapest->price())
                                      : money +
                                            ", and whatever is due and furthest behind its share "
                                            "costs more than has come in by then";
}

void tell_unpaid(const Program& program, std::int64_t months, const std::vector<std::size_t>& paid,
                 std::vector<Caution>& cautions) {
    for (std::size_t a = 0; a < paid.size(); ++a) {
        const Activity& activity = program.activities[a];
        if (paid[a] > 0 || activity.share <= 0.0) {
            continue;
        }
        // Cohorts that are not full cost less, and who leaves something over cannot be known before.
        cautions.push_back(
            activity.every > months
                ? Caution{fmt::format("program {} never holds {}", program.arm, activity.name),
                          fmt::format("it is due every {} months, and {} pass", activity.every,
                                      months)}
                : Caution{fmt::format("program {} may never hold {}", program.arm, activity.name),
                          fmt::format("where cohorts of its other activities are full, they leave "
                                      "less than its price of {:.0f} US dollars whenever it is due",
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
        const std::int64_t months = scenario.run.months;
        const std::vector<std::size_t> paid = cohorts_paid(program, people, months);
        if (std::ranges::all_of(paid, [](std::size_t count) { return count == 0; })) {
            cautions.push_back({fmt::format("program {} buys nothing", program.arm),
                                why_nothing(program, people, months)});
        } else {
            tell_unpaid(program, months, paid, cautions);
        }
    }
    if (std::ranges::adjacent_find(budgets, std::ranges::not_equal_to()) != budgets.end()) {
        cautions.push_back(
            {"programs have different budgets", "they are not compared at equal budget"});
    }
    return cautions;
}

std::vector<std::string> caution_texts(const Scenario& scenario, std::size_t people) {
    std::vector<std::string> texts;
    for (const Caution& caution : cautions_of(scenario, people)) {
        texts.push_back(caution.text());
    }
    return texts;
}

}  // namespace colead
