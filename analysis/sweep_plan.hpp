// What a sweep is to do: worlds, numbered replicate by replicate so that one cut off is balanced, and
// the dimensions that their results have together. A comparison is the sweep of one point.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "analysis/design_points.hpp"
#include "analysis/measures.hpp"
#include "analysis/network_sketch.hpp"
#include "analysis/stopping_rule.hpp"
#include "analysis/world_run.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/study.hpp"

namespace colead {

/// The dimensions of a sweep's results. Where points differ (months, communities, groups) they are
/// those of the largest; what a point lacks is NaN.
struct SweepLayout {
    std::vector<std::string> arms;
    std::size_t points = 0;
    std::size_t replicates = 0;
    std::int64_t months = 0;
    std::vector<std::string> communities;
    std::vector<std::string> groups;

    std::size_t worlds() const { return points * replicates; }
    std::size_t point_of(std::size_t world) const { return world % points; }
    std::size_t replicate_of(std::size_t world) const { return world / points; }
    std::size_t moments() const { return static_cast<std::size_t>(months) + 1; }
    /// Along the measure's further dimension: 0 when it is not recorded, 1 when it has none.
    std::size_t extent(const Measure& measure) const;
    /// Values of one world: arm x month x extent.
    std::size_t length(const Measure& measure) const {
        return arms.size() * moments() * extent(measure);
    }
};

/// One world's results as they are stored.
struct SweepRow {
    std::size_t world = 0;
    bool done = false;
    std::string message;
    double seconds = 0.0;
    std::uint64_t seed = 0;
    std::vector<std::vector<double>> values;  // by measure: arm x month x extent; NaN unless done
    NetworkPictures networks;                 // of a comparison's first world
};

class SweepPlan {
public:
    /// Prepares every point once, so that none is refused later. Throws InputError, which names the
    /// point, and FileError.
    SweepPlan(Study study, const Workers& workers);
    /// The plan of a comparison.
    explicit SweepPlan(Prepared scenario);
    SweepPlan(const SweepPlan&) = delete;
    SweepPlan& operator=(const SweepPlan&) = delete;

    bool is_comparison() const { return !study_; }
    /// Only of a sweep.
    const Study& study() const { return *study_; }
    const DesignPoints& points() const { return points_; }
    /// The scenario without the design.
    const Scenario& scenario() const { return base_.scenario; }
    /// All of it resolved; read again, it is the same plan.
    std::string text() const;
    /// When a point has enough replicates. A comparison is decided by the intervals that it prints, a
    /// sweep by those that it stores.
    const StoppingRule& rule() const { return rule_; }
    const SweepLayout& layout() const { return layout_; }
    /// For the user: what is odd, with the number of points of which it is true.
    const std::vector<std::string>& notes() const { return notes_; }
    /// Likewise, for who reads the results.
    const std::vector<std::string>& cautions() const { return cautions_; }
    /// Whether worlds of a point are large enough for all threads to work inside one.
    bool is_large(std::size_t point) const { return large_[point]; }

    /// The last month of a point.
    std::int64_t months(std::size_t point) const { return months_[point]; }

    Prepared prepared(std::size_t point) const;
    /// Runs a world; `arm_done` is called after each arm. What goes wrong is told in the row.
    SweepRow run(
        std::size_t world, const Workers& workers,
        const std::function<void()>& arm_done = [] {}) const;
    /// Of one measure's values of a world: those at its last month, by arm.
    std::vector<double> at_end(std::size_t world, std::span<const double> values) const;
    /// What the rule looks at; none where there is no rule.
    std::vector<double> deciding(const SweepRow& row) const;

private:
    std::unique_ptr<const Study> study_;  // none: a comparison
    DesignPoints points_;
    Prepared base_;
    SweepLayout layout_;
    StoppingRule rule_;
    std::vector<std::int64_t> months_;
    std::vector<bool> large_;
    std::vector<std::string> notes_;
    std::vector<std::string> cautions_;
};

}  // namespace colead
