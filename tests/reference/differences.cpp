#include "reference/differences.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace colead::reference {

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

// Gathers the differences of one subject.
class Subject {
public:
    Subject(const char* kind, std::size_t number, std::vector<Difference>& found)
        : kind_(kind), number_(number), found_(found) {}

    template <class Number>
    void same(const char* column, Number engine, Number twin) {
        const auto a = static_cast<double>(engine);
        const auto b = static_cast<double>(twin);
        if (std::bit_cast<std::uint64_t>(a) != std::bit_cast<std::uint64_t>(b)) {
            add(column, a, b);
        }
    }
    template <class Values>
    void all_same(const char* column, const Values& engine, const Values& twin) {
        for (std::size_t k = 0; k < std::max(engine.size(), twin.size()); ++k) {
            const double a = k < engine.size() ? static_cast<double>(engine[k]) : missing;
            const double b = k < twin.size() ? static_cast<double>(twin[k]) : missing;
            if (std::bit_cast<std::uint64_t>(a) != std::bit_cast<std::uint64_t>(b)) {
                add(fmt::format("{}[{}]", column, k), a, b);
            }
        }
    }
    void same_ties(const std::map<Id, float>& engine, const std::map<Id, float>& twin) {
        if (engine == twin) {
            return;
        }
        for (const auto& [j, tau] : engine) {
            const auto other = twin.find(j);
            if (other == twin.end()) {
                add(fmt::format("tie to {}", j), 1.0, 0.0);
            } else if (tau != other->second) {
                add(fmt::format("trust in {}", j), static_cast<double>(tau),
                    static_cast<double>(other->second));
            }
        }
        for (const auto& [j, tau] : twin) {
            if (engine.count(j) == 0) {
                add(fmt::format("tie to {}", j), 0.0, 1.0);
            }
        }
    }

private:
    void add(const std::string& column, double engine, double twin) {
        found_.push_back({fmt::format("{} {}", kind_, number_), column, engine, twin});
    }
    const char* kind_;
    std::size_t number_;
    std::vector<Difference>& found_;
};

unsigned bits_of(const std::set<int>& practised) {
    unsigned bits = 0;
    for (const int what : practised) {
        bits |= 1U << static_cast<unsigned>(what);
    }
    return bits;
}

void compare_states(const PersonState& a, const PersonState& b, Subject& person) {
    person.same("rank", a.rank, b.rank);
    person.same("threshold", a.theta, b.theta);
    person.all_same("intention", a.s, b.s);
    person.all_same("concern", a.x, b.x);
    person.all_same("strategy", a.v, b.v);
    person.all_same("mental_model", a.m, b.m);
    person.same("clarity", a.kappa, b.kappa);
    person.same("clarity_baseline", a.kappa0, b.kappa0);
    person.same("openness", a.omega, b.omega);
    person.same("openness_baseline", a.omega0, b.omega0);
    person.same("commitment", a.e, b.e);
    person.same("skill", a.l, b.l);
    person.same("skill_baseline", a.l0, b.l0);
    person.all_same("capacity", a.q, b.q);
    person.all_same("capacity_baseline", a.q0, b.q0);
    person.same("joined", a.joined, b.joined);
    person.same("trained", a.trained, b.trained);
}

void compare_month(const PersonState& a, const PersonState& b, bool within_dialogue,
                   Subject& person) {
    person.same("target", a.target, b.target);
    person.same("acting", a.acting, b.acting);
    person.same("coalition", a.coalition, b.coalition);
    person.same("role", static_cast<int>(a.role), static_cast<int>(b.role));
    person.same("practised", bits_of(a.practised), bits_of(b.practised));
    person.same_ties(a.tau, b.tau);
    person.same("coherence", a.coherence, b.coherence);
    person.same("support", a.phi, b.phi);
    if (within_dialogue) {
        person.all_same("acted_share", a.acted_share, b.acted_share);
        person.all_same("strategies of alters", a.strategies_of_alters, b.strategies_of_alters);
    }
}

void compare_coalitions(const CoalitionState& a, const CoalitionState& b, Subject& coalition) {
    coalition.same("label", a.label, b.label);
    coalition.same("community", a.community, b.community);
    coalition.same("target", a.target, b.target);
    coalition.all_same("members", a.members, b.members);
    coalition.all_same("credit", a.credit, b.credit);
    coalition.same("cultures", a.cultures, b.cultures);
    coalition.same("effort", a.effort, b.effort);
    coalition.same("cover", a.cover, b.cover);
    coalition.same("coordination", a.coordination, b.coordination);
    coalition.same("output", a.output, b.output);
}

}  // namespace

std::vector<Difference> differences(const Twin& engine, const Twin& twin, bool within_dialogue) {
    std::vector<Difference> found;
    for (std::size_t i = 0; i < engine.people.size(); ++i) {
        Subject person("person", i, found);
        compare_states(engine.people[i], twin.people[i], person);
        compare_month(engine.people[i], twin.people[i], within_dialogue, person);
    }
    for (std::size_t o = 0; o < engine.organizations.size(); ++o) {
        Subject organization("organization", o, found);
        organization.same("capacity", engine.organizations[o].K, twin.organizations[o].K);
        organization.all_same("output", engine.organizations[o].output,
                              twin.organizations[o].output);
    }
    for (std::size_t c = 0; c < engine.communities.size(); ++c) {
        Subject community("community", c, found);
        const CommunityState& a = engine.communities[c];
        const CommunityState& b = twin.communities[c];
        community.all_same("narrative", a.narrative, b.narrative);
        for (std::size_t g = 0; g < a.z.size(); ++g) {
            community.all_same(g == 0 ? "factor" : "factor of a further group", a.z[g], b.z[g]);
        }
        community.same("result", a.result, b.result);
        community.same("rise", a.rise, b.rise);
        community.same("rise_before", a.rise_before, b.rise_before);
    }
    Subject world("world", 0, found);
    world.same("coalitions", engine.coalitions.size(), twin.coalitions.size());
    const std::size_t coalitions = std::min(engine.coalitions.size(), twin.coalitions.size());
    for (std::size_t n = 0; n < coalitions; ++n) {
        Subject coalition("coalition", n, found);
        compare_coalitions(engine.coalitions[n], twin.coalitions[n], coalition);
    }
    return found;
}

std::string text_of(const Difference& difference) {
    return fmt::format("{}, {}: engine {}, twin {}", difference.whose, difference.column,
                       difference.engine, difference.twin);
}

double size_of(const Difference& difference) {
    return std::abs(difference.engine - difference.twin) / std::max(1.0, std::abs(difference.twin));
}

}  // namespace colead::reference
