// What a sweep is to do: worlds, numbered replicate by replicate so that one cut off is balanced, and
// the dimensions that their results have together.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "analysis/design_points.hpp"
#include "analysis/measures.hpp"
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
};

class SweepPlan {
public:
    /// Prepares every point once, so that none is refused later. Throws InputError, which names the
    /// point, and FileError.
    SweepPlan(Study study, const Workers& workers);

    const Study& study() const { return study_; }
    const DesignPoints& points() const { return points_; }
    const SweepLayout& layout() const { return layout_; }
    /// For the user: what is odd, with the number of points of which it is true.
    const std::vector<std::string>& notes() const { return notes_; }
    /// Whether worlds of a point are large enough for all threads to work inside one.
    bool is_large(std::size_t point) const { return large_[point]; }

    Prepared prepared(std::size_t point) const;
    /// Runs a world. What goes wrong is told in the row.
    SweepRow run(std::size_t world, const Workers& workers) const;

private:
    Study study_;
    DesignPoints points_;
    Prepared base_;
    SweepLayout layout_;
    std::vector<bool> large_;
    std::vector<std::string> notes_;
};

}  // namespace colead
