// Measures of coalitions, and of teams by the coalitions of their members.
#include <algorithm>

#include "analysis/recorder_memory.hpp"

namespace colead {

using namespace measure;

void Recorder::Memory::coalition_measures(const Moment& moment, const World& world) {
    const std::size_t places = world.communities.size();
    std::vector<double> effort(places, 0.0);
    std::vector<double> squares(places, 0.0);
    double joint = 0.0;
    double cultures = 0.0;
    double largest = 0.0;
    double coordinated = 0.0;
    double acting = 0.0;
    double gain = 0.0;
    const std::vector<double>& gains = world.frame->analysis.gain;
    for (const Coalition& c : world.coalitions.list) {
        const auto e = static_cast<double>(c.effort);
        effort[c.community] += e;
        squares[c.community] += e * e;
        gain += e * gains[c.target];
        const auto size = static_cast<double>(c.size);
        largest = std::max(largest, size);
        coordinated += size * static_cast<double>(c.coordination);
        acting += size;
        if (c.size >= 2) {
            joint += 1.0;
            cultures += c.cultures;
        }
    }
    double aligned = 0.0;
    double in_all = 0.0;
    const bool by_community = !series[moment.arm].values[alignment_by_community].empty();
    for (std::size_t c = 0; c < places; ++c) {
        // Weighted by effort: sum of E_c (sum of squares / E_c^2).
        aligned += effort[c] > 0.0 ? squares[c] / effort[c] : 0.0;
        in_all += effort[c];
        if (by_community) {
            row(moment.arm, alignment_by_community, moment.month)[c] =
                ratio(squares[c], effort[c] * effort[c]);
        }
    }
    const auto set = [&](Id id, double value) { *row(moment.arm, id, moment.month) = value; };
    set(alignment, in_all > 0.0 ? aligned / in_all : 0.0);
    set(coalitions, joint);
    set(coalition_largest, largest / static_cast<double>(world.people.size()));
    set(coalition_cultures, ratio(cultures, joint));
    set(coordination, ratio(coordinated, acting));
    const double best = *std::max_element(gains.begin(), gains.end());
    set(leverage_taken, ratio(gain, in_all * best));
}

void Recorder::Memory::teams(const Moment& moment, const World& world) {
    double pairs = 0.0;
    double together = 0.0;
    std::vector<Person> labels;
    for (std::size_t t = 0; t < world.frame->teams.count(); ++t) {
        labels.clear();
        for (const Person i : world.frame->teams.members(static_cast<std::uint32_t>(t))) {
            if (world.people.coalition[i] != nobody) {
                labels.push_back(world.people.coalition[i]);
            }
        }
        const auto acting = static_cast<double>(labels.size());
        pairs += acting * (acting - 1.0) / 2.0;
        std::sort(labels.begin(), labels.end());
        for (std::size_t n = 0; n < labels.size();) {
            const auto next = static_cast<std::size_t>(
                std::upper_bound(labels.begin(), labels.end(), labels[n]) - labels.begin());
            const auto same = static_cast<double>(next - n);
            together += same * (same - 1.0) / 2.0;
            n = next;
        }
    }
    *row(moment.arm, team_alignment, moment.month) = ratio(together, pairs);
}

}  // namespace colead
