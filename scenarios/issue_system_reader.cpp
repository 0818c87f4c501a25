// Reading the data of [issue_system]: factors, influence, baselines, weights.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

#include "scenarios/scenario_reader.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::array<std::string_view, 4> data_keys = {"factors", "influence", "baselines",
                                                       "weights"};
constexpr double largest = std::numeric_limits<double>::max();

std::string full_key(std::string_view name) { return dotted(IssueParameters::section, name); }

class IssueReader {
public:
    IssueReader(const toml::table& table, const TomlSource& source)
        : table_(table), source_(source) {}

    IssueSystem read() const {
        IssueSystem issues;
        issues.names = names();
        const std::size_t count = issues.names.size();
        const toml::array& influence = rows("influence");
        if (influence.size() != count) {
            refuse(influence, fmt::format("issue_system.influence has {}, but there are {} "
                                          "factors",
                                          counted(influence.size(), "row", "rows"), count));
        }
        append_rows(issues.influence, influence, "influence", count, {-largest, largest});
        const toml::array& baselines = rows("baselines");
        if (baselines.empty()) {
            refuse(baselines, "issue_system.baselines has no row");
        }
        if (baselines.front().is_array()) {
            append_rows(issues.baselines, baselines, "baselines", count, {0.0, 1.0});
        } else {
            append_row(issues.baselines, baselines, full_key("baselines"), count, {0.0, 1.0});
        }
        issues.weights = weights(count);
        return issues;
    }

private:
    [[noreturn]] void refuse(const toml::node& node, const std::string& why) const {
        throw InputError(source_.place(node) + ": " + why);
    }

    const toml::array& rows(std::string_view name) const {
        const toml::node* node = table_.get(name);
        if (node == nullptr) {
            refuse(*table_.get("factors"),
                   fmt::format("issue_system.factors needs issue_system.{} as well", name));
        }
        return source_.array(full_key(name), *node);
    }

    std::vector<std::string> names() const {
        const toml::array& factors = rows("factors");
        std::vector<std::string> names;
        for (const toml::node& node : factors) {
            std::string name = read_text("issue_system.factors", source_.given(node));
            if (name.empty()) {
                refuse(node, "issue_system.factors has an empty name");
            }
            if (std::find(names.begin(), names.end(), name) != names.end()) {
                refuse(node, fmt::format("issue_system.factors has {} twice", in_quotes(name)));
            }
            names.push_back(std::move(name));
        }
        if (names.size() < 2 || names.size() > static_cast<std::size_t>(max_factors)) {
            refuse(factors, fmt::format("issue_system.factors has {}: it must have 2 to {}",
                                        counted(names.size(), "name", "names"), max_factors));
        }
        return names;
    }

    void append_row(std::vector<double>& numbers, const toml::array& row, const std::string& what,
                    std::size_t count, const Limits& limits) const {
        if (row.size() != count) {
            refuse(row, fmt::format("{} has {}, but there are {} factors", what,
                                    counted(row.size(), "number", "numbers"), count));
        }
        for (std::size_t k = 0; k < count; ++k) {
            double number = 0.0;
            read_into(number, fmt::format("{}, number {}", what, k + 1), limits,
                      source_.given(*row.get(k)));
            numbers.push_back(number);
        }
    }

    void append_rows(std::vector<double>& numbers, const toml::array& rows, std::string_view name,
                     std::size_t count, const Limits& limits) const {
        for (std::size_t r = 0; r < rows.size(); ++r) {
            const std::string what = fmt::format("{}, row {}", full_key(name), r + 1);
            append_row(numbers, source_.array(what, *rows.get(r)), what, count, limits);
        }
    }

    std::vector<double> weights(std::size_t count) const {
        if (!table_.contains("weights")) {
            return std::vector<double>(count, 1.0 / static_cast<double>(count));
        }
        std::vector<double> weights;
        const toml::array& row = rows("weights");
        // So that no sum of them overflows.
        constexpr double heaviest = 1e9;
        append_row(weights, row, full_key("weights"), count, {0.0, heaviest});
        if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0.0) {
            refuse(row, "issue_system.weights sum to 0");
        }
        scale_to_one(weights);
        return weights;
    }

    const toml::table& table_;
    const TomlSource& source_;
};

}  // namespace

bool is_issue_data(std::string_view key) {
    return std::find(data_keys.begin(), data_keys.end(), key) != data_keys.end();
}

IssueSystem read_issue_system(const toml::table& table, const TomlSource& source) {
    if (table.contains("factors")) {
        return IssueReader(table, source).read();
    }
    for (const std::string_view key : data_keys) {
        if (const toml::node* node = table.get(key)) {
            throw InputError(fmt::format("{}: issue_system.{} needs issue_system.factors as well",
                                         source.place(*node), key));
        }
    }
    return {};
}

}  // namespace colead
