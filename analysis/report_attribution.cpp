#include <nlohmann/json.hpp>

#include "analysis/report_parts.hpp"

namespace colead {

using nlohmann::json;

namespace {

json effect_as_json(const Effect& effect) {
    return {{"mean", effect.mean}, {"low", effect.low},       {"high", effect.high},
            {"p", effect.p},       {"p_holm", effect.p_holm}, {"n", effect.n}};
}

// Rows of `width` effects.
json rows_of(const std::vector<Effect>& effects, std::size_t width) {
    json rows = json::array();
    for (std::size_t k = 0; k < effects.size(); ++k) {
        if (k % width == 0) {
            rows.push_back(json::array());
        }
        rows.back().push_back(effect_as_json(effects[k]));
    }
    return rows;
}

// Arm x outcome x channel.
json by_channel(const Attribution& a, const std::vector<Effect>& effects) {
    json arms = json::array();
    const json rows = rows_of(effects, a.channels.size());
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (row % a.outcomes.size() == 0) {
            arms.push_back(json::array());
        }
        arms.back().push_back(rows[row]);
    }
    return arms;
}

}  // namespace

json attribution_as_json(const Attribution& a) {
    if (a.arms.empty()) {
        return nullptr;
    }
    return {{"control", a.control},
            {"arms", a.arms},
            {"outcomes", a.outcomes},
            {"channels", a.channels},
            {"month", a.month},
            {"own_cohorts", a.own_cohorts},
            {"whole", rows_of(a.whole, a.outcomes.size())},
            {"shares", by_channel(a, a.shares)},
            {"alone", by_channel(a, a.alone)},
            {"last", by_channel(a, a.last)},
            {"chain",
             {{"stages", a.chain.stages},
              {"months", a.chain.months},
              {"paths", a.chain.paths},
              {"differences", rows_of(a.chain.differences, a.chain.stages.size())},
              {"effects", rows_of(a.chain.effects, a.chain.paths.size())}}}};
}

}  // namespace colead
