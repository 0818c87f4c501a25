// [design]: its rows, `file` of a list, and `parameters.<key>`, under each a list of values or the two
// ends of a range.
#include "scenarios/design_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "scenarios/delimited.hpp"
#include "scenarios/factor_reader.hpp"
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
    explicit DesignReader(const TomlSource& source) : source_(source), factors_(source, "design") {}

    Design read(const toml::table& table, const std::vector<Setting>& settings) {
        place_ = source_.place(table);
        for (const auto& [name, node] : table) {
            const std::string key = dotted("design", name.str());
            if (name.str() == "parameters") {
                design_.factors = factors_.read(source_.table(key, node));
            } else if (name.str() == "file") {
                design_.file =
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

    void read_file() {
        DelimitedText text(design_.file);
        std::vector<Factor> columns;
        while (text.next()) {
            const std::string place = fmt::format("{}:{}", text.path(), text.line());
            if (columns.empty()) {
                for (const std::string_view key : text.fields()) {
                    columns.push_back(factors_.new_factor(std::string(key), place));
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
            throw InputError(design_.file + ": there are no points");
        }
        for (Factor& column : columns) {
            column.place = design_.file;
            design_.factors.push_back(std::move(column));
        }
    }

    void finish() {
        const DesignParameters& p = design_.parameters;
        if (p.test_model != Kind::no_test_model) {
            take_test_model();
        }
        if (!design_.file.empty()) {
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

    // A test model brings its own factors.
    void take_test_model() {
        if (!design_.factors.empty() || !design_.file.empty()) {
            throw InputError(place_ +
                             ": design.test_model brings its own factors: leave out "
                             "design.parameters and design.file");
        }
        if (design_.parameters.kind <= Kind::list) {
            throw InputError(
                place_ + ": design.test_model goes with kind = \"lhs\", \"sobol\" or \"morris\"");
        }
        design_.factors = factors_of_test_model(design_.parameters.test_model);
    }

    // Two numbers are the ends of a range, which a grid cuts into as many values as it has points.
    void make_range(Factor& factor) const {
        factors_.make_range(factor);
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
    FactorReader factors_;
    std::string place_;
    Design design_;
};

}  // namespace

Design read_design(const toml::table& table, const TomlSource& source,
                   const std::vector<Setting>& settings) {
    return DesignReader(source).read(table, settings);
}

}  // namespace colead
