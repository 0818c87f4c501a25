// What a program does through some of its channels, while the rest is switched off.
#include "scenarios/channels.hpp"

#include "agents/month.hpp"
#include "agents/state_hash.hpp"
#include "scenarios/program_run.hpp"
#include "support/catch.hpp"
#include "support/small_world.hpp"

using namespace colead;
using namespace colead::test;

namespace {

Program program_of(std::string_view preset) {
    return {"arm", std::string(preset), 60.0, preset_activities(preset)};
}

}  // namespace

TEST_CASE("without any channel a program leaves the control's world, to the bit, and is paid") {
    const auto preset = GENERATE(from_range(
        std::vector<std::string_view>(program_presets().begin() + 1, program_presets().end())));
    const Program program = program_of(preset);
    const ProgramParameters parameters;
    World control = world_of(scenario_of(200));
    World whole = control;
    World none = control;
    Cohorts cohorts;
    ProgramRun in_full(program, parameters);
    in_full.record(cohorts);
    ProgramRun in_name(program, parameters, 0);
    in_name.repeat(cohorts);
    for (int month = 1; month <= 8; ++month) {
        in_full.touch(whole, month, Workers(1));
        in_name.touch(none, month, Workers(1));
        for (World* world : {&control, &whole, &none}) {
            advance(*world, Workers(1));
        }
        REQUIRE(state_hash(none, 0) == state_hash(control, 0));
    }
    CHECK(state_hash(whole, 0) != state_hash(control, 0));
    CHECK(in_name.spent() == in_full.spent());
    CHECK(in_full.spent() > 0.0);
}

TEST_CASE("who repeats a run takes the same people and leaves the same world") {
    const Program program = program_of("hybrid");
    const ProgramParameters parameters;
    World first = world_of(scenario_of(200));
    World second = first;
    Cohorts taken;
    Cohorts again;
    ProgramRun one(program, parameters);
    one.record(taken);
    ProgramRun other(program, parameters);
    other.repeat(taken);
    other.record(again);
    for (int month = 1; month <= 6; ++month) {
        one.touch(first, month, Workers(1));
        other.touch(second, month, Workers(1));
        advance(first, Workers(1));
        advance(second, Workers(1));
        REQUIRE(state_hash(first, 0) == state_hash(second, 0));
    }
    REQUIRE(taken.size() == again.size());
    for (std::size_t c = 0; c < taken.size(); ++c) {
        CHECK(taken[c].people == again[c].people);
    }
}

TEST_CASE("each hour, introduction and pooling acts through its own channel alone") {
    const World before = world_of(scenario_of(300));
    std::vector<Person> cohort;  // from all organizations, several of each
    for (Person i = 0; i < 300; i += 5) {
        cohort.push_back(i);
    }
    const auto after = [&](const Activity& activity, Channels channels) {
        World world = before;
        std::vector<Proposal> introductions;
        hold(world, activity, 110.0, cohort, 0, introductions, channels);
        std::uint64_t hash = state_hash(world, 0);
        for (const Proposal& proposal : introductions) {
            hash = hash * 31 + proposal.kinds;
        }
        return hash;
    };
    for (int subject = 0; subject < subject_count; ++subject) {
        Activity activity;
        activity.hours[static_cast<std::size_t>(subject)] = 20.0;
        const auto own = static_cast<Channels>(1U << static_cast<unsigned>(channel_of(subject)));
        INFO(subject_names[static_cast<std::size_t>(subject)]);
        CHECK(after(activity, own) == after(activity, every_channel));
        CHECK(after(activity, own) != after(activity, every_channel ^ own));
    }
    Activity pooling;
    pooling.pooling = 0.5;
    constexpr Channels systems = 1U << static_cast<unsigned>(systems_thinking);
    CHECK(after(pooling, systems) == after(pooling, every_channel));
    CHECK(after(pooling, systems) != after(pooling, every_channel ^ systems));
    Activity introducing;
    introducing.introductions = 5.0;
    constexpr Channels near = 1U << static_cast<unsigned>(connecting);
    constexpr Channels far = 1U << static_cast<unsigned>(bridging);
    CHECK(after(introducing, near | far) == after(introducing, every_channel));
    CHECK(after(introducing, near) != after(introducing, every_channel));
    CHECK(after(introducing, far) != after(introducing, every_channel));
    CHECK(after(introducing, far) != after(introducing, near));
    CHECK(channel_of(on_openness) == bridging);
    CHECK(channel_of(on_clarity) == learning);
    CHECK(channel_of(on_commitment) == organizing);
    CHECK(channel_of(on_skill) == through_skill);
}
