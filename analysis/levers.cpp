#include "analysis/levers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>

#include "scenarios/generators.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// Hours are of the level of what they raise, as the rows of that behaviour have it.
constexpr std::array<int, subject_count> level_of_hours = {10, 4, 6, 10, 4, 12, 2, 2, 3};

constexpr std::string_view positive_loops = "issue_system.influence.positive";
constexpr std::string_view negative_loops = "issue_system.influence.negative";

// What decides the value of a lever before it is moved.
struct Plan {
    Lever lever;
    double low = 0.0;  // its range
    double high = 0.0;
    bool whole = false;
    std::function<Scenario(double)> with;  // throws InputError
};

class LeverList {
public:
    LeverList(const Scenario& scenario, const Prepared& base, const LeverOrders& orders)
        : scenario_(scenario), base_(base), orders_(orders), text_(to_toml(scenario)) {
        for (const Program& program : scenario.arms) {
            arms_.push_back(program.arm);
        }
    }

    Levers take() {
        add_rows();
        add_programs();
        add_issues();
        check_chosen();
        return std::move(levers_);
    }

private:
    bool wanted(const std::string& key) {
        known_.push_back(key);
        return orders_.chosen.empty() ||
               std::find(orders_.chosen.begin(), orders_.chosen.end(), key) != orders_.chosen.end();
    }

    // A key is set as --set does it, with all that is checked then.
    Scenario with_key(const std::string& key, double value, bool whole) const {
        const std::string text =
            whole ? value_text(static_cast<std::int64_t>(value)) : value_text(value);
        Scenario changed =
            parse_scenario(text_, scenario_.title, "", {Setting{key, text, "leverage"}});
        keep_arms(changed, arms_);
        return changed;
    }

    void add_rows() {
        const std::vector<std::string_view> unused =
            unused_rows(scenario_.network, !scenario_.files.ties.empty());
        for_each_row(scenario_, [&](const auto& section, const auto& row) {
            const std::string_view name = section.section;
            const std::string key = key_of(row);
            const bool number = row.member.index() <= 1;
            // How long and how often worlds are run, and what is measured of them, moves nothing.
            const bool idle = name.empty() || name == "measures" || name == "until";
            if (idle || !number) {
                if (!orders_.chosen.empty() && wanted(key)) {
                    leave_out(key, idle ? "moves nothing in a world" : "is no number to be moved");
                }
                return;
            }
            if (!wanted(key)) {
                return;
            }
            if (name == "network" && row.name != "inequity") {
                if (!orders_.from_start) {
                    leave_out(key, "decides how worlds begin, before the fork (--from-start)");
                    return;
                }
                if (std::find(unused.begin(), unused.end(), row.name) != unused.end()) {
                    leave_out(key, "has no effect with " + maker_of(scenario_));
                    return;
                }
            }
            Plan plan;
            plan.lever.key = key;
            plan.lever.unit = row.unit;
            plan.lever.level = row.leverage;
            plan.low = row.low;
            plan.high = row.high;
            plan.whole = row.member.index() == 1;
            plan.lever.value = std::visit(
                [&](auto member) { return static_cast<double>(section.*member); }, row.member);
            plan.with = [this, key, whole = plan.whole](double value) {
                return with_key(key, value, whole);
            };
            add(std::move(plan));
        });
    }

    // A number of one arm's program.
    void add_of_program(std::size_t arm, const std::string& key, std::string_view unit, int level,
                        double value, double high, bool whole, Lever::Money money, double price) {
        if (!wanted(key) || value <= 0.0) {
            return;
        }
        Plan plan;
        plan.lever.key = key;
        plan.lever.unit = unit;
        plan.lever.level = level;
        plan.lever.value = value;
        plan.lever.arm = arm;
        plan.lever.money = price > 0.0 ? money : Lever::no_price;
        plan.lever.price = price;
        plan.low = whole ? 1.0 : 0.0;
        plan.high = high;
        plan.whole = whole;
        plan.with = [this, key, whole](double x) { return with_key(key, x, whole); };
        add(std::move(plan));
    }

    void add_programs() {
        for (std::size_t arm = 0; arm < scenario_.arms.size(); ++arm) {
            const Program& program = scenario_.arms[arm];
            if (program.activities.empty()) {
                continue;
            }
            add_of_program(arm, fmt::format("program.{}.budget", program.arm),
                           "US dollars per resident and month", 12, program.budget, 1e6, false,
                           Lever::is_budget, 1.0);
            for (const Activity& activity : program.activities) {
                add_activity(arm, program, activity);
            }
        }
    }

    // Money a month and resident goes to activities by their shares, and buys cohorts at their price:
    // `cohorts` of them, were none ever missed.
    void add_activity(std::size_t arm, const Program& program, const Activity& activity) {
        const std::string prefix = fmt::format("program.{}.{}.", program.arm, activity.name);
        const double cohorts =
            activity.price() > 0.0 ? activity.share * program.budget / activity.price() : 0.0;
        const double heads = cohorts * static_cast<double>(activity.participants);
        const double hours = activity.hours_in_all();
        const auto priced = [&](std::string_view name) -> std::pair<Lever::Money, double> {
            return name == "participants"
                       ? std::pair{Lever::is_content,
                                   cohorts * activity.price() /
                                       static_cast<double>(activity.participants)}
                   : name == "introductions"
                       ? std::pair{Lever::is_content, heads * activity.price_per_introduction}
                   : name == "pooling"
                       ? std::pair{Lever::is_content, heads * activity.price_per_pooling}
                   : name == "price_per_hour" ? std::pair{Lever::is_price, heads * hours}
                   : name == "price_per_introduction"
                       ? std::pair{Lever::is_price, heads * activity.introductions}
                   : name == "price_per_pooling"
                       ? std::pair{Lever::is_price, heads * activity.pooling}
                   : name == "overhead" ? std::pair{Lever::is_price, heads}
                                        : std::pair{Lever::no_price, 0.0};
        };
        for (const Parameter<Activity>& row : Activity::rows()) {
            if (row.member.index() > 1 || (row.name == "share" && program.activities.size() == 1)) {
                continue;
            }
            const double value = std::visit(
                [&](auto member) { return static_cast<double>(activity.*member); }, row.member);
            const auto [money, price] = priced(row.name);
            add_of_program(arm, prefix + std::string(row.name), row.unit, row.leverage, value,
                           row.high, row.member.index() == 1, money, price);
        }
        for (std::size_t s = 0; s < subject_names.size(); ++s) {
            add_of_program(arm, fmt::format("{}hours.{}", prefix, subject_names[s]), "hours",
                           level_of_hours[s], activity.hours[s], 10'000.0, false, Lever::is_content,
                           heads * activity.price_per_hour);
        }
    }

    void add_of_issues(const std::string& key, int level,
                       std::function<void(IssueSystem&, double)> change) {
        if (!wanted(key)) {
            return;
        }
        Plan plan;
        plan.lever.key = key;
        plan.lever.unit = "times what it is";
        plan.lever.level = level;
        plan.lever.value = 1.0;
        plan.high = 2.0;
        plan.with = [this, change = std::move(change)](double times) {
            Scenario changed = scenario_;
            changed.issues = base_.scenario.issues;
            change(changed.issues, times);
            return changed;
        };
        add(std::move(plan));
    }

    void add_issues() {
        const IssueSystem& issues = base_.scenario.issues;
        const auto factors = static_cast<std::size_t>(issues.factors());
        for (std::size_t k = 0; k < factors; ++k) {
            add_of_issues("issue_system.baselines." + issues.names[k], 12,
                          [k, factors](IssueSystem& system, double times) {
                              for (std::size_t n = k; n < system.baselines.size(); n += factors) {
                                  system.baselines[n] *= times;
                              }
                          });
        }
        for (const bool positive : {true, false}) {
            const auto of_sign = [positive](double a) { return positive ? a > 0.0 : a < 0.0; };
            if (std::any_of(issues.influence.begin(), issues.influence.end(), of_sign)) {
                add_of_issues(std::string(positive ? positive_loops : negative_loops),
                              positive ? 7 : 8, [of_sign](IssueSystem& system, double times) {
                                  for (double& a : system.influence) {
                                      a *= of_sign(a) ? times : 1.0;
                                  }
                              });
            }
        }
    }

    // Moves it both ways where there is room, and keeps what can be run.
    void add(Plan plan) {
        Lever& lever = plan.lever;
        double step = orders_.step * std::abs(lever.value);
        if (lever.value == 0.0) {
            step = plan.whole ? 1.0 : orders_.step * (plan.high - plan.low);
            lever.note = plan.whole ? "from 0 by 1" : "a part of its range";
        } else if (plan.whole) {
            step = std::max(1.0, std::round(step));
        }
        lever.scale = lever.value == 0.0 ? step / orders_.step : std::abs(lever.value);
        lever.lowered = std::max(plan.low, lever.value - step);
        lever.raised = std::min(plan.high, lever.value + step);
        if (lever.lowered > lever.value - step || lever.raised < lever.value + step) {
            note(lever, "cut off at the end of its range");
        }
        lever.lower = prepared_at(plan, lever.lowered);
        lever.upper = prepared_at(plan, lever.raised);
        if (!lever.lower && !lever.upper) {
            leave_out(lever.key, "there is no room to move it");
            return;
        }
        levers_.list.push_back(std::move(lever));
    }

    // Null, and the value left as it is, where the scenario cannot be so.
    std::shared_ptr<const Prepared> prepared_at(Plan& plan, double& value) const {
        if (value == plan.lever.value) {
            return nullptr;
        }
        try {
            return std::make_shared<const Prepared>(prepare(plan.with(value), &base_));
        } catch (const InputError& error) {
            note(plan.lever, fmt::format("not moved to {:.6g} ({})", value, error.what()));
            value = plan.lever.value;
            return nullptr;
        }
    }

    static void note(Lever& lever, const std::string& words) {
        lever.note += (lever.note.empty() ? "" : ", ") + words;
    }

    void leave_out(const std::string& key, const std::string& why) {
        levers_.left_out.push_back(key + ": " + why);
    }

    void check_chosen() const {
        for (const std::string& key : orders_.chosen) {
            if (std::find(known_.begin(), known_.end(), key) == known_.end()) {
                refuse_unknown("--parameters", "number", key, known_);
            }
            if (std::none_of(levers_.list.begin(), levers_.list.end(),
                             [&](const Lever& lever) { return lever.key == key; })) {
                const auto why = std::find_if(
                    levers_.left_out.begin(), levers_.left_out.end(),
                    [&](const std::string& left_out) { return left_out.starts_with(key + ':'); });
                throw InputError("--parameters: cannot be moved: " +
                                 (why == levers_.left_out.end() ? key : *why));
            }
        }
    }

    const Scenario& scenario_;
    const Prepared& base_;
    const LeverOrders& orders_;
    std::string text_;
    std::vector<std::string> arms_;
    std::vector<std::string> known_;
    Levers levers_;
};

}  // namespace

std::string level_name(int level) {
    static constexpr std::array<const char*, 12> names = {
        "power to transcend paradigms",
        "mindset or paradigm",
        "goals of the system",
        "power to organize itself",
        "rules",
        "flows of information",
        "gain of positive feedback loops",
        "strength of negative feedback loops",
        "lengths of delays",
        "structure of stocks and flows",
        "sizes of buffers",
        "constants, parameters, numbers",
    };
    return names.at(static_cast<std::size_t>(level - 1));
}

Levers levers_of(const Scenario& scenario, const Prepared& base, const LeverOrders& orders) {
    return LeverList(scenario, base, orders).take();
}

}  // namespace colead
