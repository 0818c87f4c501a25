// Levers: every number of a scenario that can be moved a little, with its level after Meadows (1999,
// Leverage Points: Places to Intervene in a System) and, where it has one, its price. Besides the rows
// of all parameters these are the numbers of programs (budget, and what activities are made of) and, as
// multiples of what they are, the issue system's baselines and the strength of its feedback loops.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiment.hpp"

namespace colead {

struct LeverOrders {
    double step = 0.05;               // of the value; of the range where the value is 0
    bool from_start = false;          // the change holds from before burn-in, not from the fork on
    std::vector<std::string> chosen;  // keys; empty: all
};

struct Lever {
    /// How money buys it: a budget is money; contents of an activity have a price a unit; a price buys
    /// nothing by itself.
    enum Money { no_price, is_budget, is_content, is_price };

    std::string key;
    std::string unit;
    int level = 12;
    double value = 0.0;
    double lowered = 0.0;  // the two values that are run; one is `value` where there is no room
    double raised = 0.0;
    double scale =
        1.0;  // a whole change, to which elasticity is proportional: the value, or the range
    std::string note;  // what is odd: cut off at the end of its range, a part of the range
    std::optional<std::size_t> arm;  // moves this arm alone
    Money money = no_price;
    /// US dollars per resident and month that one unit more costs while as many cohorts are held.
    double price = 0.0;
    std::shared_ptr<const Prepared> lower;  // null where there is no room
    std::shared_ptr<const Prepared> upper;
};

/// The words of a level: "constants, parameters, numbers" for 12.
std::string level_name(int level);

struct Levers {
    std::vector<Lever> list;
    /// What is not moved and why, for the user: "network.degree: set before the fork".
    std::vector<std::string> left_out;
};

/// Throws InputError when a chosen key is unknown, with the nearest name, or cannot be moved.
Levers levers_of(const Scenario& scenario, const Prepared& base, const LeverOrders& orders);

}  // namespace colead
