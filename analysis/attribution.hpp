// How much of a program's effect came through each of its channels, and along which chain of stages: what
// `colead attribute` finds, prints and stores (docs/attribution.md).
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analysis/bootstrap.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/measure_ids.hpp"
#include "analysis/results.hpp"
#include "scenarios/channels.hpp"

namespace colead {

/// What is attributed, at the last month.
inline constexpr std::array<measure::Id, 6> outcomes = {measure::result,    measure::disparity,
                                                        measure::reach,     measure::direction,
                                                        measure::alignment, measure::commitment};

/// Outcomes of every subset of channels: arm x replicate x subset x outcome, arms being those after the
/// control. Subset 0 is the control, the last the program as it is.
struct SubsetValues {
    std::size_t arms = 0;
    std::size_t replicates = 0;
    std::vector<double> values;

    double& at(std::size_t arm, std::size_t replicate, std::size_t subset, std::size_t outcome) {
        return values[place(arm, replicate, subset, outcome)];
    }
    double at(std::size_t arm, std::size_t replicate, std::size_t subset,
              std::size_t outcome) const {
        return values[place(arm, replicate, subset, outcome)];
    }

private:
    std::size_t place(std::size_t arm, std::size_t replicate, std::size_t subset,
                      std::size_t outcome) const {
        return ((arm * replicates + replicate) * channel_subsets + subset) * outcomes.size() +
               outcome;
    }
};

/// A mean over replicates with its interval of 95%, and its p before and after Holm's correction.
struct Effect {
    double mean;
    double low;
    double high;
    double p;
    double p_holm;
    std::int64_t n;  // replicates in which all that it needs has a value
};

struct Chain {
    std::vector<std::string> stages;   // capacities, DAC, action, result
    std::vector<std::int64_t> months;  // at which each is taken
    std::vector<std::string> paths;
    std::vector<Effect> differences;  // arm minus control: arm x stage
    std::vector<Effect> effects;      // on the last stage: arm x path
};

struct Attribution {
    std::string control;
    std::vector<std::string> arms;
    std::vector<std::string> outcomes;  // names of measures
    std::vector<std::string> channels;
    std::int64_t month = 0;
    bool own_cohorts = false;    // each subset took people itself
    std::vector<Effect> whole;   // arm minus control: arm x outcome
    std::vector<Effect> shares;  // Shapley's: arm x outcome x channel
    std::vector<Effect> alone;   // this channel alone against control
    std::vector<Effect> last;    // all channels against all but this one
    Chain chain;

    const Effect& of(const std::vector<Effect>& effects, std::size_t arm, std::size_t outcome,
                     std::size_t channel) const {
        return effects[(arm * outcomes.size() + outcome) * channels.size() + channel];
    }
};

/// `results`: control first, then the arms of `values`, of the same replicates.
Attribution attribute(const Results& results, const SubsetValues& values, bool own_cohorts);

/// For a modeler to read.
std::string attribution_as_text(const Attribution& attribution);

/// Group attribution/ of a results file. `values` are told, too, with each replicate's shares.
void write_attribution(hdf5::Group& root, const Attribution& attribution,
                       const SubsetValues& values, const std::vector<std::uint32_t>& replicates);
/// What was written, without the values; no arms where a file has no attribution. Throws FileError.
Attribution read_attribution(const hdf5::Group& root);

}  // namespace colead
