// What holds in every world at every month, whatever the parameters.
#include <algorithm>
#include <cmath>
#include <functional>

#include "agents/month.hpp"
#include "agents/trust.hpp"
#include "scenarios/program_run.hpp"
#include "support/plain_coalitions.hpp"
#include "support/random_scenario.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

void assert_ties(const World& world) {
    std::size_t halves = 0;
    for (std::size_t n = 0; n < world.people.size(); ++n) {
        const auto ego = static_cast<Person>(n);
        const auto alters = world.ties.alters(ego);
        const auto trust = world.ties.trust(ego);
        // In one call: g++ 12 would read before the row to join `t == 0 || ...` into one condition.
        RC_ASSERT(std::adjacent_find(alters.begin(), alters.end(), std::greater_equal<>()) ==
                  alters.end());
        for (std::size_t t = 0; t < alters.size(); ++t) {
            RC_ASSERT(alters[t] != ego);
            RC_ASSERT(alters[t] < world.people.size());
            const auto theirs = world.ties.alters(alters[t]);
            RC_ASSERT(std::find(theirs.begin(), theirs.end(), ego) != theirs.end());
            RC_ASSERT(trust[t] >= 0.0F && trust[t] <= 1.0F);
        }
        halves += alters.size();
    }
    RC_ASSERT(halves == 2 * world.ties.ties());
}

void assert_simplex(const float* vector, int factors, int stride) {
    double sum = 0.0;
    for (int k = 0; k < stride; ++k) {
        RC_ASSERT(vector[k] >= 0.0F);
        RC_ASSERT(k < factors || vector[k] == 0.0F);
        sum += static_cast<double>(vector[k]);
    }
    RC_ASSERT(std::abs(sum - 1.0) < 1e-5);
}

void assert_people(const World& world, std::size_t people) {
    const Population& p = world.people;
    const int factors = world.frame->issues.factors();
    RC_ASSERT(p.size() == people);
    RC_ASSERT(world.ties.people() == people);
    for (std::size_t n = 0; n < people; ++n) {
        const auto i = static_cast<Person>(n);
        assert_simplex(p.intention_of(i), factors, p.stride());
        assert_simplex(p.concern_of(i), factors, p.stride());
        assert_simplex(p.strategy_of(i), factors, p.stride());
        assert_simplex(p.mental_model_of(i), factors, p.stride());
        for (const float state : {p.clarity[i], p.openness[i], p.commitment[i], p.face[i].skill,
                                  p.face[i].rank, p.threshold[i], p.support[i]}) {
            RC_ASSERT(state >= 0.0F && state <= 1.00001F);
        }
        for (const auto& capacity : p.capacity) {
            RC_ASSERT(capacity[i] >= 0.0F && capacity[i] <= 1.0F);
        }
        RC_ASSERT(p.target[i] < factors);
        RC_ASSERT(!p.acting(i) || p.face[i].acting == p.target[i]);
    }
}

void assert_communities(const World& world) {
    const auto stride = static_cast<std::size_t>(world.people.stride());
    for (const double z : world.communities.factor) {
        RC_ASSERT(z >= 0.0 && z <= 1.0);
    }
    for (std::size_t c = 0; c < world.communities.size(); ++c) {
        assert_simplex(world.communities.narrative.data() + c * stride,
                       world.frame->issues.factors(), world.people.stride());
        RC_ASSERT(world.communities.result[c] >= 0.0 && world.communities.result[c] <= 1.0);
        RC_ASSERT(world.communities.rise[c] >= 0.0F);
    }
    for (const float capacity : world.organizations.capacity) {
        RC_ASSERT(capacity >= 0.0F && capacity <= 1.0F);
    }
}

void assert_coalitions(const World& world) {
    const std::vector<Person> expected = plain_coalitions(world);
    RC_ASSERT(std::equal(expected.begin(), expected.end(), world.people.coalition.begin()));
    std::size_t members = 0;
    for (const Coalition& coalition : world.coalitions.list) {
        for (const Person i : world.coalitions.members_of(coalition)) {
            RC_ASSERT(expected[i] == coalition.label);
            RC_ASSERT(world.people.face[i].acting == coalition.target);
            RC_ASSERT(world.people.community[i] == coalition.community);
        }
        members += coalition.size;
        RC_ASSERT(coalition.cover >= 0.0F && coalition.cover <= 1.0F);
        RC_ASSERT(coalition.output >= 0.0F && coalition.output <= coalition.effort * 1.00001F);
    }
    RC_ASSERT(members == world.coalitions.members.size());
}

// The month by its phases (agents/month.cpp), so that coalitions can be looked at before ties change.
void advance_with_checks(World& world) {
    const Workers workers(1);
    tell_the_story(world, workers);
    dialogue(world, workers);
    organize(world, workers);
    form_coalitions(world, workers);
    assert_coalitions(world);
    build_organizations(world, workers);
    act_on_the_system(world, workers);
    learn(world, workers);
    change_ties(world, workers);
    assert_ties(world);
    turn_over(world, workers);
    ++world.month;
}

}  // namespace

TEST_CASE("in every world people, ties, simplexes, states, coalitions and money stay in order") {
    check_property("in order at every month", [] {
        const std::int64_t people = *rc::gen::inRange(2, 201);
        const int months = *rc::gen::inRange(1, 25);
        const Prepared prepared = any_prepared(people);
        World world = make_world(prepared, 0);
        const Program& program = prepared.scenario.arms[1];
        ProgramRun at_work(program, prepared.scenario.programs_parameters);
        double spent = 0.0;
        for (int month = 1; month <= months; ++month) {
            at_work.touch(world, month, Workers(1));
            const double income = program.budget * static_cast<double>(people * month);
            RC_ASSERT(at_work.spent() >= spent);
            RC_ASSERT(at_work.spent() <= income + 1e-6);
            spent = at_work.spent();
            assert_ties(world);
            assert_people(world, static_cast<std::size_t>(people));
            advance_with_checks(world);
            assert_ties(world);
            assert_people(world, static_cast<std::size_t>(people));
            assert_communities(world);
        }
    });
}
