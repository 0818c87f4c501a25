// All parameters of a run, a section per behaviour. Adding a behaviour adds one member and one line
// of for_each_section.
#pragma once

#include "agents/action.hpp"
#include "agents/coalitions.hpp"
#include "agents/dialogue.hpp"
#include "agents/issue_system.hpp"
#include "agents/learning.hpp"
#include "agents/organizations.hpp"
#include "agents/organizing.hpp"
#include "agents/person.hpp"
#include "agents/tie_changes.hpp"
#include "agents/trust.hpp"
#include "agents/turnover.hpp"

namespace colead {

struct Parameters {
    PersonParameters person;
    DialogueParameters dialogue;
    TrustParameters trust;
    OrganizingParameters organizing;
    CoalitionParameters coalitions;
    OrganizationParameters organizations;
    ActionParameters action;
    IssueParameters issue_system;
    LearningParameters learning;
    TieParameters ties;
    TurnoverParameters turnover;
};

/// Calls visit(section) for each section of `parameters` (const or not), in the order of the month.
template <class AnyParameters, class Visit>
void for_each_section(AnyParameters& parameters, Visit&& visit) {
    visit(parameters.person);
    visit(parameters.dialogue);
    visit(parameters.trust);
    visit(parameters.organizing);
    visit(parameters.coalitions);
    visit(parameters.organizations);
    visit(parameters.action);
    visit(parameters.issue_system);
    visit(parameters.learning);
    visit(parameters.ties);
    visit(parameters.turnover);
}

}  // namespace colead
