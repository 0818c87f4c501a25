#include "scenarios/people_state.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <optional>

#include "scenarios/people_columns.hpp"
#include "scenarios/words.hpp"

namespace colead {

namespace {

constexpr float to_be_drawn = std::numeric_limits<float>::quiet_NaN();

// Whole numbers from `low` to `high`, stored from 0.
std::vector<float> whole_numbers(const PeopleTable& file, const std::string& name,
                                 std::span<const std::uint32_t> rows, int low, int high) {
    const PeopleTable::Fields& column = *file.find(name);
    std::vector<float> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const std::optional<std::int64_t> number = to_whole_number(column[row]);
        if (!column[row].empty() && !(number && *number >= low && *number <= high)) {
            file.refuse(row, name + " = " + std::string(column[row]) +
                                 " is not a whole number in [" + std::to_string(low) + ", " +
                                 std::to_string(high) + "]");
        }
        values.push_back(number ? static_cast<float>(*number - low) : to_be_drawn);
    }
    return values;
}

// One person's vector; false when it was not of sum 1 (within .001).
bool read_vector(const PeopleTable& file, std::span<StateColumn> components, std::uint32_t row,
                 std::size_t person) {
    std::array<double, max_factors> numbers{};
    double sum = 0.0;
    std::size_t empty = 0;
    for (std::size_t k = 0; k < components.size(); ++k) {
        const std::string_view field = (*file.find(components[k].name))[row];
        if (field.empty()) {
            ++empty;
            continue;
        }
        const std::optional<double> number = to_number(field);
        if (!number || *number < 0.0) {
            file.refuse(row, components[k].name + " = " + std::string(field) +
                                 " is not a number of 0 or more" + decimal_comma_hint(field));
        }
        numbers[k] = *number;
        sum += *number;
    }
    const std::string all = components.front().name + " to " + components.back().name;
    if (empty != 0 && empty != components.size()) {
        file.refuse(row, std::to_string(empty) + " of " + all + " are empty: give all or none");
    }
    if (empty == 0 && !(sum > 0.0 && sum <= std::numeric_limits<double>::max())) {
        file.refuse(row, all + " have no positive sum");
    }
    // What the program wrote has the sum 1 but for rounding, and reads back as it was.
    const double scale = std::abs(sum - 1.0) <= 1e-6 ? 1.0 : sum;
    for (std::size_t k = 0; k < components.size(); ++k) {
        components[k].values[person] =
            empty == 0 ? static_cast<float>(numbers[k] / scale) : to_be_drawn;
    }
    return empty != 0 || (sum >= 0.999 && sum <= 1.001);
}

}  // namespace

Categories categorize(const PeopleTable::Fields& column, std::span<const std::uint32_t> rows) {
    Categories categories;
    std::vector<std::string_view> fields;
    fields.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        if (!column[row].empty()) {
            fields.push_back(column[row]);
        }
    }
    std::map<std::string_view, std::uint32_t> number;
    for (const std::string_view name : distinct(std::move(fields))) {
        number.emplace(name, static_cast<std::uint32_t>(number.size()));
        categories.names.emplace_back(name);
    }
    categories.of.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const bool empty = column[row].empty();
        categories.empty += empty ? 1 : 0;
        categories.of.push_back(empty ? unaffiliated : number.find(column[row])->second);
    }
    return categories;
}

std::vector<float> shares(const PeopleTable& file, const std::string& name,
                          std::span<const std::uint32_t> rows, float absent) {
    const PeopleTable::Fields& column = *file.find(name);
    std::vector<float> values;
    values.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        const std::optional<double> number = to_number(column[row]);
        if (!column[row].empty() && !(number && *number >= 0.0 && *number <= 1.0)) {
            file.refuse(row, name + " = " + std::string(column[row]) +
                                 " is not a number in [0, 1]" + decimal_comma_hint(column[row]));
        }
        values.push_back(number ? static_cast<float>(*number) : absent);
    }
    return values;
}

std::vector<StateColumn> read_state(const PeopleTable& file, std::span<const std::uint32_t> rows,
                                    int factors, std::vector<std::string>& notes) {
    std::vector<StateColumn> state;
    for (const std::string& name : share_columns()) {
        if (file.find(name) != nullptr) {
            state.push_back({name, shares(file, name, rows, to_be_drawn)});
        }
    }
    if (file.find("target") != nullptr) {
        state.push_back({"target", whole_numbers(file, "target", rows, 1, factors)});
    }
    if (file.find("active") != nullptr) {
        state.push_back({"active", whole_numbers(file, "active", rows, 0, 1)});
    }
    for (const std::string_view vector : vector_columns) {
        if (file.find(component_column(vector, 0)) == nullptr) {
            continue;
        }
        std::vector<StateColumn> components;
        components.reserve(static_cast<std::size_t>(factors));
        for (int k = 0; k < factors; ++k) {
            components.push_back({component_column(vector, k), std::vector<float>(rows.size())});
        }
        std::size_t scaled = 0;
        for (std::size_t person = 0; person < rows.size(); ++person) {
            scaled += read_vector(file, components, rows[person], person) ? 0 : 1;
        }
        if (scaled > 0) {
            notes.push_back(counted(scaled, "row", "rows") + " of " + std::string(vector) +
                            " scaled to sum 1");
        }
        std::move(components.begin(), components.end(), std::back_inserter(state));
    }
    return state;
}

}  // namespace colead
