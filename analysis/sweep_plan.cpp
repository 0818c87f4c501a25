#include "analysis/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

#include "scenarios/cautions.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

void widen(std::vector<std::string>& names, const std::vector<std::string>& other) {
    if (other.size() > names.size()) {
        names = other;
    }
}

SweepLayout layout_of(const Prepared& prepared, std::size_t points) {
    SweepLayout layout;
    for (const Program& program : prepared.scenario.arms) {
        layout.arms.push_back(program.arm);
    }
    layout.points = points;
    layout.replicates = static_cast<std::size_t>(prepared.scenario.run.replicates);
    layout.months = prepared.scenario.run.months;
    if (prepared.scenario.measures.by_community) {
        layout.communities = prepared.community_names;
    }
    layout.groups = prepared.group_names;
    return layout;
}

// Values of one arm, month x extent, into the wider rows of the layout.
void copy_months(const std::vector<double>& from, std::size_t moments, double* to,
                 std::size_t extent) {
    const std::size_t width = from.size() / moments;
    for (std::size_t t = 0; t < moments; ++t) {
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(t * width), width, to + t * extent);
    }
}

std::vector<std::string> of_points(const std::map<std::string, std::size_t>& counted,
                                   std::size_t points) {
    std::vector<std::string> told;
    for (const auto& [said, count] : counted) {
        told.push_back(count == points ? said
                                       : fmt::format("{} of {} points: {}", count, points, said));
    }
    return told;
}

}  // namespace

std::size_t SweepLayout::extent(const Measure& measure) const {
    return measure.along == Along::community ? communities.size()
           : measure.along == Along::group   ? groups.size()
                                             : 1;
}

SweepPlan::SweepPlan(Study study, const Workers& workers)
    : study_(std::make_unique<const Study>(std::move(study))),
      points_(points_of(study_->design())),
      base_(prepare(study_->scenario())),
      layout_(layout_of(base_, points_.count())),
      rule_(stopping_rule(base_.scenario,
                          [](std::span<const double> d) { return student_estimate(d).interval; })),
      months_(layout_.points),
      large_(layout_.points) {
    layout_.months = 0;
    layout_.communities.clear();
    layout_.groups.clear();
    std::map<std::string, std::size_t> notes;
    std::map<std::string, std::size_t> cautions;
    std::mutex mutex;
    workers.for_tasks(points_.count(), [&](std::size_t p) {
        try {
            const Prepared point = prepared(p);
            const std::lock_guard lock(mutex);
            months_[p] = point.scenario.run.months;
            layout_.months = std::max(layout_.months, months_[p]);
            if (point.scenario.measures.by_community) {
                widen(layout_.communities, point.community_names);
            }
            widen(layout_.groups, point.group_names);
            large_[p] = point.people() >= large_world;
            for (const std::string& note : point.notes) {
                ++notes[note];
            }
            for (const Caution& caution : cautions_of(point.scenario, point.people())) {
                ++cautions[caution.what];
            }
        } catch (const InputError& error) {
            throw InputError(fmt::format("point {} of the design: {}", p, error.what()));
        }
    });
    notes_ = of_points(notes, layout_.points);
    cautions_ = of_points(cautions, layout_.points);
}

SweepPlan::SweepPlan(Prepared scenario)
    : base_(std::move(scenario)),
      layout_(layout_of(base_, 1)),
      rule_(stopping_rule(base_.scenario,
                          [seed = static_cast<std::uint64_t>(base_.scenario.run.seed)](
                              std::span<const double> d) { return bca_interval(d, seed); })),
      months_{layout_.months},
      large_{base_.people() >= large_world},
      notes_(base_.notes),
      cautions_(base_.cautions) {}

std::string SweepPlan::text() const { return study_ ? study_->text() : to_toml(base_.scenario); }

Prepared SweepPlan::prepared(std::size_t point) const {
    return study_ ? prepare(study_->at(point, points_.at(point)), &base_) : base_;
}

SweepRow SweepPlan::run(std::size_t world, const Workers& workers,
                        const std::function<void()>& arm_done) const {
    const Prepared point = prepared(layout_.point_of(world));
    NetworkSketch sketch(point, static_cast<std::uint32_t>(layout_.replicate_of(world)));
    const bool drawn = is_comparison() && world == 0;
    WorldRun run = run_world(point, static_cast<std::uint32_t>(layout_.replicate_of(world)),
                             workers, arm_done, drawn ? Observe(std::ref(sketch)) : Observe());
    SweepRow row{world, run.done, std::move(run.message), run.seconds, run.seed, {}, {}};
    if (drawn && run.done) {
        row.networks = sketch.take();
    }
    const auto moments = static_cast<std::size_t>(point.scenario.run.months) + 1;
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const std::size_t extent = layout_.extent(measures()[m]);
        std::vector<double> values(layout_.length(measures()[m]),
                                   std::numeric_limits<double>::quiet_NaN());
        for (std::size_t arm = 0; arm < run.arms.size() && extent > 0; ++arm) {
            copy_months(run.arms[arm].values[m], moments,
                        values.data() + arm * layout_.moments() * extent, extent);
        }
        row.values.push_back(std::move(values));
    }
    return row;
}

std::vector<double> SweepPlan::at_end(std::size_t world, std::span<const double> values) const {
    const auto last = static_cast<std::size_t>(months_[layout_.point_of(world)]);
    const std::size_t width = values.size() / layout_.arms.size() / layout_.moments();
    std::vector<double> end;
    for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm) {
        end.push_back(values[(arm * layout_.moments() + last) * width]);
    }
    return end;
}

std::vector<double> SweepPlan::deciding(const SweepRow& row) const {
    return rule_.active() ? at_end(row.world, row.values[rule_.measure]) : std::vector<double>();
}

}  // namespace colead
