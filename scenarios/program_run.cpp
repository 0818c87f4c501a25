#include "scenarios/program_run.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "scenarios/selection.hpp"

namespace colead {

namespace {

void teach(World& world, const Activity& activity, double h0, Person i, Channels channels) {
    Population& people = world.people;
    const auto raise = [&](int subject, float& value) {
        if (!holds(channels, channel_of(subject))) {
            return;
        }
        const double hours = activity.hours[static_cast<std::size_t>(subject)];
        const auto dose = static_cast<float>(1.0 - exponential(-hours / h0));
        value += dose * (1.0F - value);
    };
    for (int process = 0; process < process_count; ++process) {
        raise(process, people.capacity[static_cast<std::size_t>(process)][i]);
        if (activity.hours[static_cast<std::size_t>(process)] > 0.0 && holds(channels, process)) {
            people.practise(i, static_cast<Process>(process));
        }
    }
    raise(on_skill, people.face[i].skill);
    raise(on_clarity, people.clarity[i]);
    raise(on_openness, people.openness[i]);
    raise(on_commitment, people.commitment[i]);
    // Without any channel the world is to be the one that no program touched, to the bit.
    if (channels != 0) {
        people.trained[i] = static_cast<std::int32_t>(world.month);
    }
}

// Mental models move to the cohort's mean: what everyone knows together, and no more.
void pool(World& world, double pooling, const std::vector<Person>& cohort) {
    const int factors = world.frame->issues.factors();
    std::array<double, max_factors> mean{};
    for (const Person i : cohort) {
        for (int k = 0; k < factors; ++k) {
            mean[static_cast<std::size_t>(k)] +=
                static_cast<double>(world.people.mental_model_of(i)[k]);
        }
    }
    const auto step = static_cast<float>(pooling);
    for (const Person i : cohort) {
        float* model = world.people.mental_model_of(i);
        for (int k = 0; k < factors; ++k) {
            const auto common = static_cast<float>(mean[static_cast<std::size_t>(k)] /
                                                   static_cast<double>(cohort.size()));
            model[k] += step * (common - model[k]);
        }
        world.people.practise(i, systems_thinking);
    }
}

// An introduction is a proposal like any other: the same acceptance, the same single draw a pair.
void introduce(World& world, double count, const std::vector<Person>& cohort,
               std::uint32_t activity_number, std::vector<Proposal>& introductions,
               Channels channels) {
    const TieParameters& ties = world.frame->parameters.ties;
    const double whole = std::floor(count);
    for (const Person i : cohort) {
        DrawStream luck(world.draws, world.month, static_cast<PurposeNumber>(Purpose::introduction),
                        i);
        luck.skip(activity_number);  // one takes part in an activity once a month at most
        const int number =
            static_cast<int>(whole) + (luck.uniform() < static_cast<float>(count - whole) ? 1 : 0);
        for (int n = 0; n < number; ++n) {
            const Person other = cohort[luck.below(static_cast<std::uint32_t>(cohort.size()))];
            if (other == i || world.ties.tied(i, other)) {
                continue;
            }
            const bool across = world.people.across(i, other);
            if (!holds(channels, across ? bridging : connecting)) {
                continue;
            }
            introductions.push_back({pair_of(i, other),
                                     across ? bridging_acceptance(world, i, other)
                                            : connecting_acceptance(world, i, other),
                                     static_cast<float>(across ? ties.tau0_bridge : ties.tau0),
                                     made_by(across ? bridging : connecting)});
            world.people.practised[i] |= made_by(across ? bridging : connecting);
        }
    }
}

}  // namespace

void hold(World& world, const Activity& activity, double h0, const std::vector<Person>& cohort,
          std::uint32_t activity_number, std::vector<Proposal>& introductions, Channels channels) {
    for (const Person i : cohort) {
        teach(world, activity, h0, i, channels);
    }
    if (activity.pooling > 0.0 && holds(channels, systems_thinking)) {
        pool(world, activity.pooling, cohort);
    }
    if (activity.introductions > 0.0) {
        introduce(world, activity.introductions, cohort, activity_number, introductions, channels);
    }
}

std::size_t furthest_behind(const Program& program, double income,
                            const std::vector<double>& spent_on, std::int64_t month,
                            const std::vector<bool>& exhausted) {
    std::size_t next = program.activities.size();
    double most = 0.0;
    for (std::size_t a = 0; a < program.activities.size(); ++a) {
        const Activity& activity = program.activities[a];
        if (activity.share <= 0.0 || month % activity.every != 0 || exhausted[a]) {
            continue;
        }
        const double behind = activity.share * income - spent_on[a];
        if (next == program.activities.size() || behind > most) {
            next = a;
            most = behind;
        }
    }
    return next;
}

void ProgramRun::take(World& world, std::int64_t month, std::size_t a,
                      const std::vector<Person>& cohort) {
    const Activity& activity = program_.activities[a];
    hold(world, activity, parameters_.h0, cohort, static_cast<std::uint32_t>(a),
         world.scratch.tie_changes.proposals_of_block[0], channels_);
    books_.last_taken[a].resize(world.people.size(), never_trained);
    for (const Person i : cohort) {
        books_.last_taken[a][i] = static_cast<std::int32_t>(world.month);
    }
    const double price = activity.price() * static_cast<double>(cohort.size()) /
                         static_cast<double>(activity.participants);
    books_.spent_on[a] += price;
    books_.spent += price;
    if (recorded_ != nullptr) {
        recorded_->push_back({month, a, cohort});
    }
}

void ProgramRun::choose(World& world, std::int64_t month) {
    std::vector<std::optional<Queue>> queues(program_.activities.size());
    std::vector<bool> exhausted(program_.activities.size(), false);
    for (;;) {
        const std::size_t a =
            furthest_behind(program_, books_.income, books_.spent_on, month, exhausted);
        if (a == program_.activities.size() ||
            program_.activities[a].price() > books_.income - books_.spent + purse_rounding) {
            break;
        }
        std::optional<Queue>& queue = queues[a];
        if (!queue) {
            books_.last_taken[a].resize(world.people.size(), never_trained);
            queue.emplace(world, program_.activities[a], static_cast<std::uint32_t>(a), parameters_,
                          books_.last_taken[a]);
        }
        const std::vector<Person> cohort = queue->next_cohort();
        if (cohort.empty()) {
            exhausted[a] = true;
            continue;
        }
        take(world, month, a, cohort);
    }
}

void ProgramRun::touch(World& world, std::int64_t month, const Workers& workers) {
    if (program_.activities.empty()) {
        return;
    }
    books_.income += program_.budget * static_cast<double>(world.people.size());
    TieChanges& changes = world.scratch.tie_changes;
    changes.clear(1);
    if (repeated_ == nullptr) {
        choose(world, month);
    } else {
        for (const Cohort& cohort : *repeated_) {
            if (cohort.month == month) {
                take(world, month, cohort.activity, cohort.people);
            }
        }
    }
    if (!changes.proposals_of_block[0].empty()) {
        settle(world, changes, 1, workers);
        commit_changes(world, changes, workers);
    }
}

}  // namespace colead
