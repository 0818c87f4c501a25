#include "scenarios/factor_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/generators.hpp"
#include "scenarios/scenario_reader.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

void refuse_same(const std::vector<Factor>& factors) {
    for (auto factor = factors.begin(); factor != factors.end(); ++factor) {
        if (std::any_of(factors.begin(), factor,
                        [&](const Factor& earlier) { return earlier.key == factor->key; })) {
            throw InputError(fmt::format("{}: {} is there twice", factor->place, factor->key));
        }
    }
    const auto of_all = [](const Factor& factor) { return factor.key == budget_of_all; };
    if (std::ranges::none_of(factors, of_all)) {
        return;
    }
    for (const Factor& factor : factors) {
        if (factor.key.starts_with("program.") && factor.key.ends_with(".budget") &&
            !of_all(factor)) {
            throw InputError(fmt::format("{}: {} and {} cannot both be varied: they set the same",
                                         factor.place, factor.key, budget_of_all));
        }
    }
}

void refuse_idle(const std::vector<Factor>& factors, const Scenario& scenario) {
    const bool from_files = !scenario.files.ties.empty();
    if (!from_files && std::ranges::any_of(factors, [](const Factor& factor) {
            return factor.key == "network.generator";
        })) {
        return;
    }
    const std::vector<std::string_view> unused = unused_rows(scenario.network, from_files);
    for (const Factor& factor : factors) {
        if (std::ranges::any_of(unused, [&](std::string_view row) {
                return factor.key == dotted(NetworkParameters::section, row);
            })) {
            throw InputError(fmt::format("{}: {} has no effect with {}", factor.place, factor.key,
                                         maker_of(scenario)));
        }
    }
}

}  // namespace

void try_factors(const std::vector<Factor>& factors, const ScenarioReader& reader) {
    refuse_same(factors);
    for (const Factor& factor : factors) {
        for (const double position : {0.0, 1.0}) {
            ScenarioReader trial(reader);
            trial.apply(factor.setting(position));
        }
    }
    refuse_idle(factors, reader.finish());
}

FactorReader::FactorReader(const TomlSource& source, std::string table)
    : source_(source), table_(std::move(table)), known_(parameter_list()) {}

std::vector<Factor> FactorReader::read(const toml::table& parameters) const {
    std::vector<Factor> factors;
    read_into(factors, "", parameters);
    return factors;
}

// `dialogue.mu = [...]` is a table within a table to TOML; "dialogue.mu" = [...] is not.
void FactorReader::read_into(std::vector<Factor>& factors, const std::string& prefix,
                             const toml::table& table) const {
    for (const auto& [name, node] : table) {
        const std::string key = dotted(prefix, name.str());
        if (const toml::table* inner = node.as_table()) {
            read_into(factors, key, *inner);
        } else {
            factors.push_back(
                read_factor(key, source_.array(dotted(table_ + ".parameters", key), node)));
        }
    }
}

Factor FactorReader::read_factor(const std::string& key, const toml::array& array) const {
    Factor factor = new_factor(key, source_.place(array));
    for (const toml::node& node : array) {
        factor.values.push_back(source_.given(node).shown);
    }
    if (factor.values.empty()) {
        throw InputError(
            fmt::format("{}: {}.parameters.{} has no values", factor.place, table_, key));
    }
    return factor;
}

Factor FactorReader::new_factor(const std::string& key, const std::string& place) const {
    if (key == "seed" || key == "replicates" || key.starts_with("until.")) {
        throw InputError(fmt::format(
            "{}: {} cannot be varied by a {}: replicates are planned for all points alike", place,
            key, table_ == "design" ? "design" : "calibration"));
    }
    Factor factor;
    factor.key = key;
    factor.place = place;
    const std::size_t dot = key.rfind('.');
    const std::string of_activity =
        dot == std::string::npos ? "" : dotted("program.activity", key.substr(dot + 1));
    std::vector<std::string> keys;
    bool found = key.starts_with("program.");
    for (const ParameterInfo& row : known_) {
        if (row.key == key || (found && row.key == of_activity)) {
            factor.whole = row.type == "whole number";
            found = true;
        }
        keys.push_back(row.key);
    }
    if (!found) {
        refuse_unknown(place, "key", key, keys);
    }
    return factor;
}

void FactorReader::make_range(Factor& factor) const {
    Factor ends = factor;
    factor.values.clear();
    factor.low = ends.number(0.0);
    factor.high = ends.number(1.0);
    if (!(factor.low < factor.high)) {
        throw InputError(
            fmt::format("{}: {}.parameters.{} = [{}, {}] is not a range from low to high",
                        factor.place, table_, factor.key, factor.low, factor.high));
    }
    if (factor.whole &&
        (factor.low != std::floor(factor.low) || factor.high != std::floor(factor.high))) {
        throw InputError(fmt::format("{}: {} takes whole numbers", factor.place, factor.key));
    }
}

}  // namespace colead
