#include "analysis/sweep_schedule.hpp"

#include <limits>

#include "analysis/sweep_blocks.hpp"

namespace colead {

SweepSchedule::SweepSchedule(const SweepPlan& plan, const PartsIndex& index, Failed failed,
                             Shard shard, bool stop_on_error)
    : plan_(plan),
      rule_(plan.rule()),
      shard_(shard),
      stop_on_error_(stop_on_error),
      settled_(plan.layout().worlds()),
      needed_(plan.layout().points, 0),
      missing_(plan.layout().points, 0),
      precise_(plan.layout().points, false) {
    const SweepLayout& layout = plan.layout();
    for (std::size_t world = 0; world < settled_.size(); ++world) {
        settled_[world] = failed == Failed::again ? index.done(world) : index.tried(world);
    }
    if (rule_.active()) {
        values_.assign(layout.worlds() * layout.arms.size(),
                       std::numeric_limits<double>::quiet_NaN());
        for (const Outcome& outcome : read_outcomes(plan, index)) {
            std::ranges::copy(outcome.values, values_of(outcome.world));
        }
    }
    for (std::size_t point = 0; point < layout.points; ++point) {
        grant(point, rule_.first_look());
        look(point);
    }
    planned_ = left_.size();
}

// Up to 64 neighbours at a time are dealt out to shards in turn, so that shards advance together and a
// part holds neighbours. Where replicates are added by need, a shard has whole points: it decides alone.
bool SweepSchedule::mine(std::size_t world) const {
    if (rule_.active()) {
        return plan_.layout().point_of(world) % shard_.of == shard_.number;
    }
    const std::size_t hand =
        std::clamp<std::size_t>(plan_.layout().worlds() / (8 * shard_.of), 1, 64);
    return world / hand % shard_.of == shard_.number;
}

double* SweepSchedule::values_of(std::size_t world) {
    return values_.data() + world * plan_.layout().arms.size();
}

// From now on a point needs so many replicates.
void SweepSchedule::grant(std::size_t point, std::size_t replicates) {
    for (std::size_t r = needed_[point]; r < replicates; ++r) {
        const std::size_t world = r * plan_.layout().points + point;
        if (settled_[world]) {
            continue;
        }
        ++missing_[point];
        if (mine(world)) {
            left_.push(world);
        }
    }
    needed_[point] = replicates;
}

// Decides, as often as can be by what is known.
void SweepSchedule::look(std::size_t point) {
    const SweepLayout& layout = plan_.layout();
    while (rule_.active() && missing_[point] == 0 && !precise_[point]) {
        std::vector<double> values;
        for (std::size_t r = 0; r < needed_[point]; ++r) {
            const double* world = values_of(r * layout.points + point);
            values.insert(values.end(), world, world + layout.arms.size());
        }
        precise_[point] = rule_.widest(values, layout.arms.size()) <= rule_.half_width;
        if (precise_[point] || needed_[point] == rule_.most) {
            return;
        }
        grant(point, rule_.look_after(needed_[point]));
    }
}

Hand SweepSchedule::take(std::size_t most) {
    const std::lock_guard lock(mutex_);
    Hand hand;
    const auto replicate = [&](std::size_t world) { return plan_.layout().replicate_of(world); };
    while (!closed_ && !left_.empty() && hand.worlds.size() < most &&
           (hand.worlds.empty() || replicate(left_.top()) == replicate(hand.worlds.front()))) {
        hand.worlds.push_back(left_.top());
        left_.pop();
    }
    under_way_ += hand.worlds.size();
    hand.over = hand.worlds.empty() && (closed_ || under_way_ == 0);
    return hand;
}

void SweepSchedule::finished(const Outcome& outcome) {
    const std::lock_guard lock(mutex_);
    --under_way_;
    ++heard_;
    if (!outcome.done) {
        ++failed_;
        closed_ = closed_ || stop_on_error_;
    }
    if (!rule_.active()) {
        return;
    }
    const std::size_t point = plan_.layout().point_of(outcome.world);
    const std::size_t before = left_.size();
    std::ranges::copy(outcome.values, values_of(outcome.world));
    --missing_[point];
    look(point);
    planned_ += left_.size() - before;
}

void SweepSchedule::close() {
    const std::lock_guard lock(mutex_);
    closed_ = true;
}

bool SweepSchedule::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

std::size_t SweepSchedule::left() const {
    const std::lock_guard lock(mutex_);
    return left_.size();
}

std::size_t SweepSchedule::planned() const {
    const std::lock_guard lock(mutex_);
    return planned_;
}

std::size_t SweepSchedule::heard() const {
    const std::lock_guard lock(mutex_);
    return heard_;
}

std::size_t SweepSchedule::failed() const {
    const std::lock_guard lock(mutex_);
    return failed_;
}

std::size_t SweepSchedule::needed(std::size_t point) const {
    const std::lock_guard lock(mutex_);
    return needed_[point];
}

bool SweepSchedule::precise(std::size_t point) const {
    const std::lock_guard lock(mutex_);
    return precise_[point];
}

}  // namespace colead
