// 7.1, the part that says whom an activity takes, and a program's month as a whole.
#pragma once

#include <compare>

#include "reference/twin.hpp"
#include "scenarios/program.hpp"

namespace colead::reference {

/// A program at work.
struct ProgramState {
    Program program;
    ProgramParameters parameters;
    double income = 0.0;
    double spent = 0.0;
    std::vector<double> spent_on = std::vector<double>(program.activities.size(), 0.0);
    /// By activity: the month in which each was taken last.
    std::vector<std::map<Id, int>> taken =
        std::vector<std::map<Id, int>>(program.activities.size());
};

/// "Selection": who has waited longest goes first, then the larger merit, then luck, then id.
struct Place {
    int taken;  // the month, if lately
    float merit_turned;
    std::uint32_t luck;
    Id person;
    auto operator<=>(const Place& other) const = default;
};

/// Those whom an activity has not taken this month, in order.
using WaitingList = std::set<Place>;

/// Everyone, in the order of the activity at this `place` in the program.
WaitingList waiting_list(const Twin& twin, const ProgramState& state, std::uint32_t place);

/// "Scope": takes the next cohort from the list; empty when nobody is left.
std::vector<Id> next_cohort(const Twin& twin, const Activity& activity, WaitingList& list);

/// A month of the program; `month` since the fork, from 1.
void hold_program(Twin& twin, ProgramState& state, int month);

}  // namespace colead::reference
