// [design]: its rows, `file` of a list, and `parameters.<key>`, under each a list of values or the two
// ends of a range.
#include "scenarios/design_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "scenarios/delimited.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Kind = DesignParameters;

std::vector<std::string> design_keys() {
    std::vector<std::string> keys = {"design.parameters", "design.file"};
    for (const Parameter<DesignParameters>& row : DesignParameters::rows()) {
        keys.push_back(key_of(row));
    }
    return keys;
}

class DesignReader {
public:
    explicit DesignReader(const TomlSource& source) : source_(source), known_(parameter_list()) {}

    Design read(const toml::table& table, const std::vector<Setting>& settings) {
        place_ = source_.place(table);
        for (const auto& [name, node] : table) {
            const std::string key = dotted("design", name.str());
            if (name.str() == "parameters") {
                read_parameters("", source_.table(key, node));
            } else if (name.str() == "file") {
                file_ =
                    (std::filesystem::path(source_.folder) / read_text(key, source_.given(node)))
                        .string();
            } else if (!set(key, source_.given(node))) {
                refuse_unknown(source_.place(node), node.is_value() ? "key" : "table", key,
                               design_keys());
            }
        }
        for (const Setting& setting : settings) {
            const Given given = given_by(setting);
            if (!set(setting.key, given)) {
                refuse_unknown(given.place, "key", setting.key, design_keys());
            }
        }
        finish();
        return std::move(design_);
    }

private:
    bool set(const std::string& key, const Given& given) {
        const Parameter<DesignParameters>* row =
            find_row<DesignParameters>(std::string_view(key).substr(7));
        if (row != nullptr) {
            set_row(design_.parameters, *row, key, given);
        }
        return row != nullptr;
    }

    // `dialogue.mu = [...]` is a table within a table to TOML; "dialogue.mu" = [...] is not.
    void read_parameters(const std::string& prefix, const toml::table& table) {
        for (const auto& [name, node] : table) {
            const std::string key = dotted(prefix, name.str());
            if (const toml::table* inner = node.as_table()) {
                read_parameters(key, *inner);
            } else {
                read_factor(key, source_.array(dotted("design.parameters", key), node));
            }
        }
    }

    void read_factor(const std::string& key, const toml::array& array) {
        Factor factor = new_factor(key, source_.place(array));
        for (const toml::node& node : array) {
            factor.values.push_back(source_.given(node).shown);
        }
        if (factor.values.empty()) {
            throw InputError(
                fmt::format("{}: design.parameters.{} has no values", factor.place, key));
        }
        design_.factors.push_back(std::move(factor));
    }

    Factor new_factor(const std::string& key, const std::string& place) const {
        if (key == "seed" || key == "replicates" || key.starts_with("until.")) {
            throw InputError(
                fmt::format("{}: {} cannot be varied by a design: replicates are planned for "
                            "all points alike",
                            place, key));
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

    void read_file() {
        DelimitedText text(file_);
        std::vector<Factor> columns;
        while (text.next()) {
            const std::string place = fmt::format("{}:{}", text.path(), text.line());
            if (columns.empty()) {
                for (const std::string_view key : text.fields()) {
                    columns.push_back(new_factor(std::string(key), place));
                }
                continue;
            }
            for (std::size_t c = 0; c < columns.size(); ++c) {
                const std::string field(text.fields()[c]);
                const Given given = given_by({columns[c].key, field, place});
                const auto* real = std::get_if<double>(&given.value);
                columns[c].values.push_back(real != nullptr ? value_text(*real) : given.shown);
            }
        }
        if (columns.empty() || columns.front().values.empty()) {
            throw InputError(file_ + ": there are no points");
        }
        for (Factor& column : columns) {
            column.place = file_;
            design_.factors.push_back(std::move(column));
        }
    }

    void finish() {
        const DesignParameters& p = design_.parameters;
        if (!file_.empty()) {
            if (p.kind != Kind::list || !design_.factors.empty()) {
                throw InputError(place_ +
                                 ": design.file goes with kind = \"list\" and without parameters");
            }
            read_file();
        }
        if (design_.factors.empty()) {
            throw InputError(place_ + ": design.parameters is missing: there is nothing to vary");
        }
        if (p.kind != Kind::grid && p.kind != Kind::list && p.points == 0) {
            throw InputError(place_ + ": design.points is missing: how many?");
        }
        if (p.kind == Kind::morris && p.levels % 2 != 0) {
            throw InputError(fmt::format("{}: design.levels = {} is not even", place_, p.levels));
        }
        for (Factor& factor : design_.factors) {
            const bool pair = factor.values.size() == 2 && factor.is_number();
            if (pair && (p.kind > Kind::list || (p.kind == Kind::grid && p.points > 0))) {
                make_range(factor);
            }
            if (factor.values.size() == 1 && p.kind > Kind::list) {
                throw InputError(
                    fmt::format("{}: design.parameters.{} has one value: nothing to "
                                "vary",
                                factor.place, factor.key));
            }
            if (p.kind == Kind::list &&
                factor.values.size() != design_.factors.front().values.size()) {
                throw InputError(fmt::format(
                    "{}: design.parameters.{} has {} values, {} has {}: a "
                    "list needs one for each point",
                    factor.place, factor.key, factor.values.size(), design_.factors.front().key,
                    design_.factors.front().values.size()));
            }
        }
    }

    // Two numbers are the ends of a range, which a grid cuts into as many values as it has points.
    void make_range(Factor& factor) const {
        Factor ends = factor;
        factor.values.clear();
        factor.low = ends.number(0.0);
        factor.high = ends.number(1.0);
        if (!(factor.low < factor.high)) {
            throw InputError(
                fmt::format("{}: design.parameters.{} = [{}, {}] is not a range from low "
                            "to high",
                            factor.place, factor.key, factor.low, factor.high));
        }
        if (factor.whole &&
            (factor.low != std::floor(factor.low) || factor.high != std::floor(factor.high))) {
            throw InputError(fmt::format("{}: {} takes whole numbers", factor.place, factor.key));
        }
        const DesignParameters& p = design_.parameters;
        if (p.kind != Kind::grid) {
            return;
        }
        const auto count = static_cast<double>(p.points);
        std::vector<std::string> values;
        for (double n = 0.0; n < count; n += 1.0) {
            const double value = count < 2.0
                                     ? factor.low
                                     : factor.low + (factor.high - factor.low) * n / (count - 1.0);
            const std::string text = factor.whole
                                         ? value_text(static_cast<std::int64_t>(std::round(value)))
                                         : value_text(value);
            if (values.empty() || values.back() != text) {
                values.push_back(text);
            }
        }
        factor.values = std::move(values);
    }

    TomlSource source_;
    std::vector<ParameterInfo> known_;
    std::string place_;
    std::string file_;
    Design design_;
};

}  // namespace

Design read_design(const toml::table& table, const TomlSource& source,
                   const std::vector<Setting>& settings) {
    return DesignReader(source).read(table, settings);
}

}  // namespace colead
