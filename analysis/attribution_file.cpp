// attribution/ in a results file: xarray reads it, and attribution/chain/, as groups of named arrays.
#include <fmt/format.h>

#include <array>
#include <numeric>

#include "analysis/attribution.hpp"
#include "analysis/shapley.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Scales = std::vector<const hdf5::Dataset*>;

hdf5::Dataset scale_of(hdf5::Group& group, const std::string& name,
                       const std::vector<std::string>& values, const char* meaning) {
    hdf5::Dataset scale = group.write(name, values);
    scale.as_scale(name).describe("", meaning);
    return scale;
}

std::vector<std::int64_t> count_up(std::size_t count) {
    std::vector<std::int64_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
    return numbers;
}

// The parts of an effect: the ending of its name in the file, and what it says.
struct Part {
    const char* ending;
    double Effect::*value;
    const char* meaning;
};
constexpr std::array<Part, 5> parts = {{
    {"", &Effect::mean, "mean over replicates"},
    {"_low", &Effect::low, "lower end of the 95% interval (BCa bootstrap)"},
    {"_high", &Effect::high, "upper end of the 95% interval (BCa bootstrap)"},
    {"_p", &Effect::p, "two-sided p of no effect (BCa bootstrap, inverted)"},
    {"_p_holm", &Effect::p_holm, "p corrected (Holm)"},
}};

void write_effects(hdf5::Group& group, const std::string& name, const hdf5::Shape& shape,
                   const Scales& scales, const std::vector<Effect>& effects, const char* meaning) {
    for (const Part& part : parts) {
        std::vector<double> values;
        for (const Effect& effect : effects) {
            values.push_back(effect.*part.value);
        }
        group.write(name + part.ending, shape, values)
            .along(scales)
            .describe(
                part.value == &Effect::p || part.value == &Effect::p_holm ? "1" : "as the outcome",
                fmt::format("{}: {}", name, part.meaning), meaning);
    }
    std::vector<std::int64_t> counts;
    for (const Effect& effect : effects) {
        counts.push_back(effect.n);
    }
    group.write(name + "_n", shape, counts)
        .along(scales)
        .describe("", name + ": replicates in which all that it needs has a value");
}

std::vector<Effect> read_effects(const hdf5::Group& group, const std::string& name,
                                 std::size_t count) {
    std::vector<Effect> effects(count);
    const auto fits = [&](std::size_t size) {
        if (size != count) {
            throw FileError(fmt::format("attribution: {} does not fit its coordinates", name));
        }
    };
    for (const Part& part : parts) {
        const auto values = group.dataset(name + part.ending).read<double>();
        fits(values.size());
        for (std::size_t k = 0; k < count; ++k) {
            effects[k].*part.value = values[k];
        }
    }
    const auto counts = group.dataset(name + "_n").read<std::int64_t>();
    fits(counts.size());
    for (std::size_t k = 0; k < count; ++k) {
        effects[k].n = counts[k];
    }
    return effects;
}

void write_chain(hdf5::Group& attribution, const Attribution& a) {
    hdf5::Group group = attribution.create_group("chain");
    const hdf5::Dataset arm = scale_of(group, "arm", a.arms, "arm, held against the control");
    const hdf5::Dataset stage = scale_of(group, "stage", a.chain.stages, "stage of the chain");
    const hdf5::Dataset path =
        scale_of(group, "path", a.chain.paths, "way from the program to the last stage");
    group.write("month", a.chain.months)
        .along(Scales{&stage})
        .describe("months", "month at which the stage is taken");
    write_effects(group, "difference", {a.arms.size(), a.chain.stages.size()}, Scales{&arm, &stage},
                  a.chain.differences, "arm minus control, in pairs");
    write_effects(group, "effect", {a.arms.size(), a.chain.paths.size()}, Scales{&arm, &path},
                  a.chain.effects,
                  "part of the last stage's difference that goes along this path; an association "
                  "between paired differences (Judd, Kenny & McClelland 2001)");
}

// Every replicate's shares, arm x replicate x outcome x channel.
std::vector<double> shares_by_replicate(const SubsetValues& values) {
    std::vector<double> all;
    std::vector<double> worth(channel_subsets);
    for (std::size_t arm = 0; arm < values.arms; ++arm) {
        for (std::size_t r = 0; r < values.replicates; ++r) {
            for (std::size_t o = 0; o < outcomes.size(); ++o) {
                for (std::size_t s = 0; s < channel_subsets; ++s) {
                    worth[s] = values.at(arm, r, s, o);
                }
                const std::vector<double> shares = shapley_shares(worth);
                all.insert(all.end(), shares.begin(), shares.end());
            }
        }
    }
    return all;
}

}  // namespace

void write_attribution(hdf5::Group& root, const Attribution& a, const SubsetValues& values,
                       const std::vector<std::uint32_t>& replicates) {
    hdf5::Group group = root.create_group("attribution");
    group.set("month", a.month);
    group.set("control", a.control);
    group.set("cohorts", a.own_cohorts ? "own" : "whole");
    group.set("method", "Shapley (1953) shares over all 64 subsets of six channels");
    const hdf5::Dataset arm = scale_of(group, "arm", a.arms, "arm, held against the control");
    hdf5::Dataset replicate =
        group.write("replicate", std::vector<std::int64_t>(replicates.begin(), replicates.end()));
    replicate.as_scale("replicate").describe("", "replicate: worlds that share their luck");
    hdf5::Dataset subset = group.write("subset", count_up(channel_subsets));
    subset.as_scale("subset").describe("",
                                       "subset of channels: the sum of 2^k over its channels k");
    const hdf5::Dataset outcome = scale_of(group, "outcome", a.outcomes, "measure");
    const hdf5::Dataset channel = scale_of(group, "channel", a.channels, "channel");

    std::vector<std::uint8_t> held;
    for (std::size_t s = 0; s < channel_subsets; ++s) {
        for (std::size_t c = 0; c < channel_count; ++c) {
            held.push_back(holds(static_cast<Channels>(s), static_cast<int>(c)) ? 1 : 0);
        }
    }
    group.write("on", {channel_subsets, channel_count}, held)
        .along(Scales{&subset, &channel})
        .describe("", "1: the channel is on in this subset");
    group
        .write("value", {values.arms, values.replicates, channel_subsets, outcomes.size()},
               values.values)
        .along(Scales{&arm, &replicate, &subset, &outcome})
        .describe("as the outcome", "outcome at the last month under this subset of channels");
    group
        .write("share_by_replicate",
               {values.arms, values.replicates, outcomes.size(), channel_count},
               shares_by_replicate(values))
        .along(Scales{&arm, &replicate, &outcome, &channel})
        .describe("as the outcome", "the channel's share of the whole effect");
    const hdf5::Shape by_channel{values.arms, outcomes.size(), channel_count};
    const Scales along{&arm, &outcome, &channel};
    write_effects(group, "whole", {values.arms, outcomes.size()}, Scales{&arm, &outcome}, a.whole,
                  "arm minus control");
    write_effects(group, "share", by_channel, along, a.shares, "the channel's share of the whole");
    write_effects(group, "alone", by_channel, along, a.alone, "this channel alone minus control");
    write_effects(group, "last", by_channel, along, a.last, "all channels minus all but this one");
    write_chain(group, a);
}

Attribution read_attribution(const hdf5::Group& root) {
    Attribution a;
    if (!root.contains("attribution")) {
        return a;
    }
    const hdf5::Group group = root.group("attribution");
    a.control = group.text("control");
    a.month = group.whole_number("month");
    a.own_cohorts = group.text("cohorts") == "own";
    a.arms = group.dataset("arm").read<std::string>();
    a.outcomes = group.dataset("outcome").read<std::string>();
    a.channels = group.dataset("channel").read<std::string>();
    const std::size_t wholes = a.arms.size() * a.outcomes.size();
    a.whole = read_effects(group, "whole", wholes);
    a.shares = read_effects(group, "share", wholes * a.channels.size());
    a.alone = read_effects(group, "alone", wholes * a.channels.size());
    a.last = read_effects(group, "last", wholes * a.channels.size());
    const hdf5::Group chain = group.group("chain");
    a.chain.stages = chain.dataset("stage").read<std::string>();
    a.chain.months = chain.dataset("month").read<std::int64_t>();
    a.chain.paths = chain.dataset("path").read<std::string>();
    if (a.chain.months.size() != a.chain.stages.size()) {
        throw FileError("attribution: month does not fit stage");
    }
    a.chain.differences = read_effects(chain, "difference", a.arms.size() * a.chain.stages.size());
    a.chain.effects = read_effects(chain, "effect", a.arms.size() * a.chain.paths.size());
    return a;
}

}  // namespace colead
