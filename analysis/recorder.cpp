#include "analysis/recorder.hpp"

#include "analysis/network_measures.hpp"
#include "analysis/recorder_memory.hpp"

namespace colead {

using namespace measure;

Recorder::Recorder(const Prepared& prepared, std::size_t arms)
    : memory_(new Memory{prepared, std::vector<RunSeries>(arms), {}, {}, {}, 0.0, 0.0}) {
    const auto moments = static_cast<std::size_t>(prepared.scenario.run.months) + 1;
    for (RunSeries& run : memory_->series) {
        for (const Measure& row_of : measures()) {
            const std::size_t width =
                row_of.along == Along::community
                    ? (prepared.scenario.measures.by_community ? prepared.community_names.size()
                                                               : 0)
                : row_of.along == Along::group ? prepared.group_names.size()
                                               : 1;
            run.values.emplace_back(moments * width, no_value);
        }
    }
}

Recorder::~Recorder() = default;

const RunSeries& Recorder::series(std::size_t arm) const { return memory_->series[arm]; }

std::vector<RunSeries> Recorder::take() { return std::move(memory_->series); }

void Recorder::operator()(const Moment& moment, const World& world) {
    Memory& memory = *memory_;
    if (moment.month == 0) {
        memory.role = world.people.role;
        memory.coalition = world.people.coalition;
        memory.random_overlap = overlap_of_random_pairs(world, true);
    }
    memory.communities(moment, world);
    memory.people(moment, world);
    memory.coalition_measures(moment, world);
    memory.teams(moment, world);
    memory.organization_measures(moment, world);
    const std::int64_t cadence = memory.prepared.scenario.measures.network_every;
    if (moment.month % cadence == 0 || moment.month == memory.prepared.scenario.run.months) {
        memory.network(moment, world);
    }
    *memory.row(moment.arm, degree, moment.month) =
        2.0 * static_cast<double>(world.ties.ties()) / static_cast<double>(world.people.size());
    memory.role = world.people.role;
    memory.coalition = world.people.coalition;
}

void Recorder::Memory::network(const Moment& moment, const World& world) {
    const NetworkMeasures m = measure_network(world);
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(trust, m.trust);
    set(clustering, m.clustering);
    set(measure::transitivity, m.transitivity);
    set(share_across, m.share_across);
    set(ei_index, m.ei_index);
    set(giant_component, m.giant_component);
    set(modularity, m.modularity);
    set(degree_gini, m.degree_gini);
    set(influence_gini, m.influence_gini);
}

}  // namespace colead
