// Shares (analysis/shapley.hpp) are reckoned in each replicate and then averaged, so that intervals are
// those of paired differences. The chain is that of docs/attribution.md: capacities at a quarter of the
// months, direction, alignment and commitment at half, reach at three quarters, the result at the end.
#include "analysis/attribution.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/measures.hpp"
#include "analysis/path_effects.hpp"
#include "analysis/shapley.hpp"

namespace colead {

namespace {

struct Stage {
    const char* name;
    std::vector<measure::Id> measures;  // its value is their mean
    std::int64_t quarter;
};

const std::vector<Stage>& chain_stages() {
    using namespace measure;
    static const std::vector<Stage> stages = {
        {"capacities",
         {capacity_connecting, capacity_organizing, capacity_systems, capacity_bridging,
          capacity_learning, skill},
         1},
        {"DAC", {direction, alignment, commitment}, 2},
        {"action", {reach}, 3},
        {"result", {result}, 4}};
    return stages;
}

std::int64_t month_of(const Stage& stage, std::int64_t months) {
    return (months * stage.quarter + 3) / 4;
}

// Of one arm and outcome, the replicates in which every subset has a value.
struct Games {
    std::vector<double> whole;
    std::array<std::vector<double>, channel_count> shares;
    std::array<std::vector<double>, channel_count> alone;
    std::array<std::vector<double>, channel_count> last;
};

Games games_of(const SubsetValues& values, std::size_t arm, std::size_t outcome) {
    Games games;
    std::vector<double> worth(channel_subsets);
    for (std::size_t r = 0; r < values.replicates; ++r) {
        for (std::size_t s = 0; s < channel_subsets; ++s) {
            worth[s] = values.at(arm, r, s, outcome);
        }
        if (!std::all_of(worth.begin(), worth.end(), [](double v) { return std::isfinite(v); })) {
            continue;
        }
        const std::vector<double> shares = shapley_shares(worth);
        games.whole.push_back(worth[every_channel] - worth[0]);
        for (std::size_t c = 0; c < channel_count; ++c) {
            const std::size_t channel = std::size_t{1} << c;
            games.shares[c].push_back(shares[c]);
            games.alone[c].push_back(worth[channel] - worth[0]);
            games.last[c].push_back(worth[every_channel] - worth[every_channel ^ channel]);
        }
    }
    return games;
}

// Estimates of many columns, to be asked for in the order in which they were added.
class Columns {
public:
    void add(std::vector<double> column) { columns_.push_back(std::move(column)); }
    std::vector<Effect> effects(std::uint64_t seed) const {
        const std::vector<Estimate> estimates =
            estimates_of_means({columns_.begin(), columns_.end()}, seed);
        std::vector<Effect> effects;
        for (std::size_t c = 0; c < columns_.size(); ++c) {
            const auto& [interval, p] = estimates[c];
            effects.push_back({interval.mean, interval.low, interval.high, p, p,
                               static_cast<std::int64_t>(columns_[c].size())});
        }
        return effects;
    }

private:
    std::vector<std::vector<double>> columns_;
};

// Holm's correction within each family: those of one outcome, whatever the arm and the channel.
// `family(k)`: that of effect number k.
template <class Family>
void correct(std::vector<Effect>& effects, std::size_t families, Family&& family) {
    for (std::size_t f = 0; f < families; ++f) {
        std::vector<double> p;
        std::vector<Effect*> members;
        for (std::size_t k = 0; k < effects.size(); ++k) {
            if (family(k) == f) {
                p.push_back(effects[k].p);
                members.push_back(&effects[k]);
            }
        }
        const std::vector<double> corrected = holm(p);
        for (std::size_t k = 0; k < members.size(); ++k) {
            members[k]->p_holm = corrected[k];
        }
    }
}

void estimate_shares(Attribution& attribution, const SubsetValues& values, std::uint64_t seed) {
    Columns whole;
    Columns shares;
    Columns alone;
    Columns last;
    for (std::size_t arm = 0; arm < values.arms; ++arm) {
        for (std::size_t outcome = 0; outcome < outcomes.size(); ++outcome) {
            Games games = games_of(values, arm, outcome);
            whole.add(std::move(games.whole));
            for (std::size_t c = 0; c < channel_count; ++c) {
                shares.add(std::move(games.shares[c]));
                alone.add(std::move(games.alone[c]));
                last.add(std::move(games.last[c]));
            }
        }
    }
    attribution.whole = whole.effects(seed);
    correct(attribution.whole, outcomes.size(), [](std::size_t k) { return k % outcomes.size(); });
    for (const auto& [into, from] : {std::pair(&attribution.shares, &shares),
                                     {&attribution.alone, &alone},
                                     {&attribution.last, &last}}) {
        *into = from->effects(seed);
        correct(*into, outcomes.size(),
                [](std::size_t k) { return k / channel_count % outcomes.size(); });
    }
}

double stage_value(const Results& results, const Stage& stage, std::size_t arm, std::size_t r) {
    double sum = 0.0;
    for (const measure::Id id : stage.measures) {
        sum += results.at(id, arm, r, month_of(stage, results.months));
    }
    return sum / static_cast<double>(stage.measures.size());
}

// Pairs in which every stage has a value.
PairedStages stages_of(const Results& results, std::size_t arm) {
    const std::vector<Stage>& stages = chain_stages();
    PairedStages paired;
    paired.with.resize(stages.size());
    paired.without.resize(stages.size());
    for (std::size_t r = 0; r < results.replicates.size(); ++r) {
        std::vector<double> with;
        std::vector<double> without;
        bool known = true;
        for (const Stage& stage : stages) {
            with.push_back(stage_value(results, stage, arm, r));
            without.push_back(stage_value(results, stage, 0, r));
            known = known && std::isfinite(with.back()) && std::isfinite(without.back());
        }
        for (std::size_t k = 0; known && k < stages.size(); ++k) {
            paired.with[k].push_back(with[k]);
            paired.without[k].push_back(without[k]);
        }
    }
    return paired;
}

void estimate_chain(Attribution& attribution, const Results& results, std::uint64_t seed) {
    Chain& chain = attribution.chain;
    for (const Stage& stage : chain_stages()) {
        chain.stages.emplace_back(stage.name);
        chain.months.push_back(month_of(stage, results.months));
    }
    const std::size_t paths = std::size_t{1} << (chain.stages.size() - 1);
    for (std::size_t path = 0; path < paths; ++path) {
        chain.paths.push_back(path_name(chain.stages, path));
    }
    Columns differences;
    for (std::size_t arm = 1; arm < results.arms.size(); ++arm) {
        const PairedStages stages = stages_of(results, arm);
        for (std::size_t k = 0; k < stages.stages(); ++k) {
            std::vector<double> difference(stages.pairs());
            std::transform(stages.with[k].begin(), stages.with[k].end(), stages.without[k].begin(),
                           difference.begin(), std::minus<>());
            differences.add(std::move(difference));
        }
        for (const auto& [interval, p] : path_estimates(stages, seed)) {
            chain.effects.push_back({interval.mean, interval.low, interval.high, p, p,
                                     static_cast<std::int64_t>(stages.pairs())});
        }
    }
    chain.differences = differences.effects(seed);
    correct(chain.differences, 1, [](std::size_t) { return std::size_t{0}; });
    correct(chain.effects, 1, [](std::size_t) { return std::size_t{0}; });
}

}  // namespace

Attribution attribute(const Results& results, const SubsetValues& values, bool own_cohorts) {
    Attribution attribution;
    attribution.control = results.arms.front();
    attribution.arms.assign(results.arms.begin() + 1, results.arms.end());
    for (const measure::Id outcome : outcomes) {
        attribution.outcomes.emplace_back(measures()[outcome].name);
    }
    attribution.channels.assign(channel_names.begin(), channel_names.end());
    attribution.month = results.months;
    attribution.own_cohorts = own_cohorts;
    const std::uint64_t seed = results.runs.empty() ? 1 : results.runs.front().seed;
    estimate_shares(attribution, values, seed);
    estimate_chain(attribution, results, seed);
    return attribution;
}

}  // namespace colead
