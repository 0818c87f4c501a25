#include "app/explorer/two_worlds.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "agents/month.hpp"
#include "sim/error.hpp"

namespace colead::explorer {

void check_size(const Prepared& prepared) {
    if (prepared.people() > static_cast<std::size_t>(most_people)) {
        throw InputError(
            fmt::format("the explorer shows worlds of up to {} people; this one has {}",
                        most_people, prepared.people()));
    }
}

std::shared_ptr<const BurntIn> burn_in(Scenario scenario, std::uint32_t replicate,
                                       const GoOn& go_on) {
    auto burnt_in = std::make_shared<BurntIn>();
    burnt_in->months = scenario.run.months;
    scenario.run.months = most_months;
    burnt_in->prepared = prepare(std::move(scenario));
    if (burnt_in->prepared.people() > static_cast<std::size_t>(most_people)) {
        throw InputError(
            fmt::format("the explorer shows worlds of up to {} people; this one has {}",
                        most_people, burnt_in->prepared.people()));
    }
    const std::int64_t months = burnt_in->prepared.scenario.run.burn_in;
    const Workers workers(1);
    burnt_in->world = make_world(burnt_in->prepared, replicate, workers);
    for (std::int64_t month = 0; month < months; ++month) {
        if (!go_on(month, months)) {
            return nullptr;
        }
        advance(burnt_in->world, workers);
    }
    burnt_in->drawn = people_to_draw(burnt_in->world.ties, NetworkSketch::most_people);
    burnt_in->picture = picture_of(burnt_in->world, burnt_in->drawn);
    NetworkPictures pictures;
    pictures.pictures = {burnt_in->picture};
    burnt_in->places = lay_out(pictures).front();
    return burnt_in;
}

Side::Side(std::shared_ptr<const BurntIn> from, std::size_t arm)
    : from_(std::move(from)),
      scenario_(from_->prepared.scenario),
      program_(scenario_.arms.at(arm)),
      programs_(scenario_.programs_parameters),
      run_(program_, programs_),
      world_(from_->world),
      recorder_(from_->prepared, 1) {
    watch();
}

void Side::watch() { recorder_({0, 0, month_, run_.spent()}, world_); }

// The frame is shared with the other side: what is changed is a copy. Pressure on a factor enters the issue
// system beside the baseline, b + A z + gamma press: a push is a baseline that is raised for a while.
void Side::build_frame() {
    const auto frame = std::make_shared<Frame>(*from_->world.frame);
    frame->parameters = scenario_.parameters;
    const std::vector<double> now = pushed();
    for (std::size_t g = 0; g < frame->groups(); ++g) {
        for (std::size_t k = 0; k < now.size(); ++k) {
            frame->issues.baselines[g * now.size() + k] +=
                scenario_.parameters.action.gamma * now[k];
        }
    }
    frame->analysis = analyse(scenario_.issues, scenario_.parameters.issue_system,
                              scenario_.parameters.action.gamma);
    world_.frame = frame;
}

// Through the reader of scenario files, so that whatever it would refuse is refused here.
Scenario Side::after(const Event& event) const {
    return event.key.empty() ? scenario_
                             : parse_scenario(to_toml(scenario_), "explorer", "",
                                              {{event.key, event.value, "explorer"}});
}

void Side::apply(const Event& event, Scenario after) {
    if (event.key.empty()) {
        pushes_.push_back(
            {static_cast<std::size_t>(event.factor), event.strength, month_ + event.months});
    } else {
        program_ = *std::find_if(after.arms.begin(), after.arms.end(),
                                 [&](const Program& p) { return p.arm == program_.arm; });
        programs_ = after.programs_parameters;
        scenario_ = std::move(after);
    }
    build_frame();
}

void Side::advance() {
    const Workers workers(1);
    ++month_;
    if (std::erase_if(pushes_, [&](const Push& push) { return push.until < month_; }) > 0) {
        build_frame();
    }
    run_.touch(world_, month_, workers);
    colead::advance(world_, workers);
    watch();
}

double Side::measured(std::size_t measure, std::size_t where) const {
    const std::vector<double>& values = recorder_.series(0).values[measure];
    const std::size_t width = values.size() / (static_cast<std::size_t>(most_months) + 1);
    return values[static_cast<std::size_t>(month_) * width + where];
}

std::vector<double> Side::pushed() const {
    std::vector<double> now(scenario_.issues.names.size(), 0.0);
    for (const Push& push : pushes_) {
        now[push.factor] += push.strength;
    }
    return now;
}

std::vector<double> Side::output() const {
    std::vector<double> output(scenario_.issues.names.size(), 0.0);
    for (const Coalition& coalition : world_.coalitions.list) {
        output[coalition.target] += static_cast<double>(coalition.output);
    }
    for (double& part : output) {
        part /= static_cast<double>(world_.people.size());
    }
    return output;
}

std::vector<double> Side::factors() const {
    const Frame& frame = *world_.frame;
    const std::size_t factors = scenario_.issues.names.size();
    std::vector<double> mean(factors, 0.0);
    for (std::size_t c = 0; c < world_.communities.size(); ++c) {
        for (std::size_t g = 0; g < frame.groups(); ++g) {
            const double part = static_cast<double>(frame.group_sizes[c * frame.groups() + g]) /
                                static_cast<double>(world_.people.size());
            for (std::size_t k = 0; k < factors; ++k) {
                mean[k] += part * world_.factors_of(c, g)[k];
            }
        }
    }
    return mean;
}

TwoWorlds::TwoWorlds(std::shared_ptr<const BurntIn> from,
                     const std::array<std::size_t, sides>& arms)
    : from_(std::move(from)) {
    for (std::size_t s = 0; s < sides; ++s) {
        sides_[s] = std::make_unique<Side>(from_, arms[s]);
    }
}

void TwoWorlds::apply(const Event& event) {
    const auto meant = [&](std::size_t s) { return (event.on >> s & 1U) != 0; };
    std::array<Scenario, sides> after;
    for (std::size_t s = 0; s < sides; ++s) {
        if (meant(s)) {
            after[s] = sides_[s]->after(event);
        }
    }
    for (std::size_t s = 0; s < sides; ++s) {
        if (meant(s)) {
            sides_[s]->apply(event, std::move(after[s]));
        }
    }
    const auto outdated = [&](const Event& before) {
        return !event.key.empty() && before.key == event.key && before.month == event.month &&
               (before.on & ~event.on) == 0;
    };
    while (!events_.empty() && outdated(events_.back())) {
        events_.pop_back();
    }
    events_.push_back(event);
}

void TwoWorlds::advance(const Workers& workers) {
    workers.for_tasks(sides, [&](std::size_t s) { sides_[s]->advance(); });
}

}  // namespace colead::explorer
