#include "analysis/sweep_plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <map>
#include <mutex>

#include "sim/error.hpp"

namespace colead {

namespace {

void widen(std::vector<std::string>& names, const std::vector<std::string>& other) {
    if (other.size() > names.size()) {
        names = other;
    }
}

// Values of one arm, month x extent, into the wider rows of the layout.
void copy_months(const std::vector<double>& from, std::size_t moments, double* to,
                 std::size_t extent) {
    const std::size_t width = from.size() / moments;
    for (std::size_t t = 0; t < moments; ++t) {
        std::copy_n(from.begin() + static_cast<std::ptrdiff_t>(t * width), width, to + t * extent);
    }
}

}  // namespace

std::size_t SweepLayout::extent(const Measure& measure) const {
    return measure.along == Along::community ? communities.size()
           : measure.along == Along::group   ? groups.size()
                                             : 1;
}

SweepPlan::SweepPlan(Study study, const Workers& workers)
    : study_(std::move(study)),
      points_(points_of(study_.design())),
      base_(prepare(study_.scenario())) {
    for (const Program& program : study_.scenario().arms) {
        layout_.arms.push_back(program.arm);
    }
    layout_.points = points_.count();
    layout_.replicates = static_cast<std::size_t>(study_.scenario().run.replicates);
    large_.resize(layout_.points);
    std::map<std::string, std::size_t> counted;
    std::mutex mutex;
    workers.for_tasks(points_.count(), [&](std::size_t p) {
        try {
            const Prepared point = prepared(p);
            const std::lock_guard lock(mutex);
            layout_.months = std::max(layout_.months, point.scenario.run.months);
            if (point.scenario.measures.by_community) {
                widen(layout_.communities, point.community_names);
            }
            widen(layout_.groups, point.group_names);
            large_[p] = point.people() >= large_world;
            for (const std::string& note : point.notes) {
                ++counted[note];
            }
        } catch (const InputError& error) {
            throw InputError(fmt::format("point {} of the design: {}", p, error.what()));
        }
    });
    for (const auto& [note, count] : counted) {
        notes_.push_back(count == layout_.points
                             ? note
                             : fmt::format("{} of {} points: {}", count, layout_.points, note));
    }
}

Prepared SweepPlan::prepared(std::size_t point) const {
    return prepare(study_.at(point, points_.at(point)), &base_);
}

SweepRow SweepPlan::run(std::size_t world, const Workers& workers) const {
    const Prepared point = prepared(layout_.point_of(world));
    WorldRun run =
        run_world(point, static_cast<std::uint32_t>(layout_.replicate_of(world)), workers, [] {});
    SweepRow row{world, run.done, std::move(run.message), run.seconds, run.seed, {}};
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

}  // namespace colead
