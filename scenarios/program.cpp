#include "scenarios/program.hpp"

#include <algorithm>

#include "sim/error.hpp"

namespace colead {

std::span<const Parameter<Activity>> Activity::rows() {
    using A = Activity;
    static constexpr std::array<std::string_view, 7> selects = {
        "position",   "degree",           "betweenness", "random",
        "volunteers", "underrepresented", "nominated"};
    static constexpr std::array<std::string_view, 5> scopes = {"individual", "team", "organization",
                                                               "community", "mixed"};
    static constexpr std::array<Parameter<A>, 11> table = {{
        {&A::share, "share", "parts", 0, 1000,
         "part of the program's money that goes to the activity, in proportion to the others",
         "a choice", 5},
        {&A::participants, "participants", "people", 1, 1e7, "people in one cohort", "a choice", 6},
        {&A::every, "every", "months", 1, 1200, "months between occasions", "a choice", 9},
        {&A::select, "select", "choice", 0, 6, "who is taken first", "a choice", 5, selects},
        {&A::scope, "scope", "choice", 0, 4,
         "where a cohort comes from: single people, one team, organization or community, or mixed "
         "over organizations",
         "a choice", 5, scopes},
        {&A::introductions, "introductions", "per participant", 0, 1000,
         "how many others of the cohort a participant is introduced to", "a choice", 10},
        {&A::pooling, "pooling", "0..1", 0, 1,
         "how far mental models move to the mean of the cohort", "a choice", 6},
        {&A::price_per_hour, "price_per_hour", "US dollars", 0, 1e6,
         "price of an hour of one participant", "a choice", 12},
        {&A::price_per_introduction, "price_per_introduction", "US dollars", 0, 1e6,
         "price of one introduction", "a choice", 12},
        {&A::price_per_pooling, "price_per_pooling", "US dollars", 0, 1e6,
         "price of full pooling for one participant", "a choice", 12},
        {&A::overhead, "overhead", "US dollars", 0, 1e7, "price of one participant's place",
         "a choice", 12},
    }};
    return table;
}

std::span<const Parameter<ProgramParameters>> ProgramParameters::rows() {
    using P = ProgramParameters;
    static constexpr std::array<Parameter<P>, 3> table = {{
        {&P::h0, "h0", "hours", 0.01, 1e6,
         "hours on one subject that close 63% of its distance to 1: dose = 1 - exp(-hours / h0)",
         "40 hours over five capacities then move each by .75 of its standard deviation, near the "
         ".73 "
         "of training on learning (Lacerenza et al. 2017)",
         12},
        {&P::again_after, "again_after", "months", 0, 12000,
         "nobody is taken twice within this time while others are left", "assumed; range 12-60", 5},
        {&P::betweenness_sources, "betweenness_sources", "people", 1, 1e6,
         "sources sampled when people are selected by betweenness",
         "assumed; error of an estimate near 1/sqrt(sources) (Brandes & Pich 2007)", 12},
    }};
    return table;
}

double Activity::hours_in_all() const {
    double sum = 0.0;
    for (const double h : hours) {
        sum += h;
    }
    return sum;
}

double Activity::price() const {
    return static_cast<double>(participants) *
           (hours_in_all() * price_per_hour + introductions * price_per_introduction +
            pooling * price_per_pooling + overhead);
}

namespace {

struct HoursOn {
    int subject;
    double hours;
};

Activity with_hours(Activity activity, std::initializer_list<HoursOn> hours) {
    for (const HoursOn& h : hours) {
        activity.hours[static_cast<std::size_t>(h.subject)] = h.hours;
    }
    return activity;
}

// $10,000 a head for 150 hours: inside the $5,000-50,000 for 100-300 hours that leader programs
// cost; the split of the hours is assumed.
Activity leader_programme() {
    Activity a;
    a.name = "leader-programme";
    a.participants = 1;
    a.select = Activity::by_position;
    a.scope = Activity::individual;
    a.price_per_hour = 60.0;
    a.overhead = 1000.0;
    return with_hours(a, {{on_skill, 50},
                          {organizing, 20},
                          {systems_thinking, 20},
                          {learning, 20},
                          {connecting, 10},
                          {bridging, 10},
                          {on_clarity, 10},
                          {on_openness, 5},
                          {on_commitment, 5}});
}

// $50 a head for three hours: assumed, as that gatherings cost $20-100.
Activity gathering(int scope) {
    Activity a;
    a.name = "gathering";
    a.participants = 30;
    a.select = Activity::volunteers;
    a.scope = scope;
    a.introductions = 1.0;
    a.price_per_hour = 12.0;
    a.price_per_introduction = 4.0;
    a.overhead = 10.0;
    return with_hours(a, {{connecting, 1},
                          {bridging, 0.5},
                          {learning, 0.5},
                          {on_openness, 0.5},
                          {on_commitment, 0.5}});
}

// The following prices are assumed: facilitated hours in small groups at $20-30 a head.
Activity learning_circle(int scope) {
    Activity a;
    a.name = "learning-circle";
    a.participants = 10;
    a.select = Activity::volunteers;
    a.scope = scope;
    a.pooling = 0.2;
    a.price_per_hour = 20.0;
    a.price_per_pooling = 50.0;
    a.overhead = 20.0;
    return with_hours(a, {{learning, 3}, {systems_thinking, 1}, {on_clarity, 1}, {on_openness, 1}});
}

Activity systems_lab(int scope) {
    Activity a;
    a.name = "systems-lab";
    a.participants = 20;
    a.select = Activity::at_random;
    a.scope = scope;
    a.pooling = 0.5;
    a.price_per_hour = 30.0;
    a.price_per_pooling = 100.0;
    a.overhead = 30.0;
    return with_hours(a, {{systems_thinking, 8}, {learning, 2}, {on_openness, 2}});
}

Activity weaving(int scope) {
    Activity a;
    a.name = "weaving";
    a.participants = 12;
    a.select = Activity::underrepresented;
    a.scope = scope;
    a.introductions = 3.0;
    a.price_per_hour = 20.0;
    a.price_per_introduction = 15.0;
    a.overhead = 10.0;
    return with_hours(a, {{bridging, 1.5}, {connecting, 0.5}});
}

Activity organizing_support(int scope) {
    Activity a;
    a.name = "organizing-support";
    a.participants = 12;
    a.select = Activity::nominated;
    a.scope = scope;
    a.price_per_hour = 30.0;
    a.overhead = 20.0;
    return with_hours(a, {{organizing, 8}, {on_skill, 2}, {on_commitment, 2}});
}

std::vector<Activity> sharing(std::initializer_list<std::pair<Activity, double>> parts) {
    std::vector<Activity> activities;
    for (const auto& [activity, share] : parts) {
        activities.push_back(activity);
        activities.back().share = share;
    }
    return activities;
}

// The same five activities at each level: what differs is whom a cohort is drawn from.
std::vector<Activity> development_at(int scope) {
    return sharing({{gathering(scope), 0.30},
                    {learning_circle(scope), 0.20},
                    {systems_lab(scope), 0.20},
                    {weaving(scope), 0.15},
                    {organizing_support(scope), 0.15}});
}

// A team holds few people, so its cohorts are small.
std::vector<Activity> team_development() {
    std::vector<Activity> activities = development_at(Activity::team);
    for (Activity& activity : activities) {
        activity.participants = std::min<std::int64_t>(activity.participants, 6);
    }
    return activities;
}

constexpr std::array<std::string_view, 7> presets = {"none",
                                                     "leader-development",
                                                     "team-development",
                                                     "organization-development",
                                                     "community-development",
                                                     "network-development",
                                                     "hybrid"};

}  // namespace

std::span<const std::string_view> program_presets() { return presets; }

std::vector<Activity> preset_activities(std::string_view preset) {
    if (preset == "none") {
        return {};
    }
    if (preset == "leader-development") {
        return {leader_programme()};
    }
    if (preset == "team-development") {
        return team_development();
    }
    if (preset == "organization-development") {
        return development_at(Activity::organization);
    }
    if (preset == "community-development") {
        return development_at(Activity::community);
    }
    if (preset == "network-development") {
        return development_at(Activity::mixed);
    }
    if (preset == "hybrid") {
        std::vector<Activity> activities = development_at(Activity::mixed);
        for (Activity& activity : activities) {
            activity.share *= 0.5;
        }
        activities.insert(activities.begin(), leader_programme());
        activities.front().share = 0.5;
        return activities;
    }
    throw InputError("unknown program preset \"" + std::string(preset) +
                     "\"; nearest known: " + nearest_name(preset, presets));
}

}  // namespace colead
