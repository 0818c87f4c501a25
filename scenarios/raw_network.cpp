#include "scenarios/raw_network.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// What writers of graph files call the strength of a tie; Gephi's GML says "value".
constexpr std::array<std::string_view, 2> weight_names = {"weight", "value"};

std::string nearest_or_all(const std::string& name, std::span<const std::string_view> names) {
    const std::string nearest = nearest_name(name, names);
    return nearest.empty() ? "there are " + listed(names, 20) : "the nearest is " + nearest;
}

}  // namespace

std::size_t RawPeople::column(std::string_view name) {
    const auto [place, added] = places_.emplace(name, columns.size());
    if (added) {
        columns.push_back({name, {}, {}});
    }
    return place->second;
}

std::vector<std::string_view> RawPeople::fields(std::size_t column) const {
    std::vector<std::string_view> all(rows(), columns[column].initial);
    for (const auto& [row, field] : columns[column].fields) {
        all[row] = field;
    }
    return all;
}

void RawPeople::refuse(std::size_t line, const std::string& what) const {
    throw InputError(path + ":" + std::to_string(line) + ": " + one_line(what));
}

float RawNetwork::weight(std::string_view text, std::size_t line) const {
    if (text.empty()) {
        return no_weight;
    }
    const std::optional<double> number = to_number(text);
    if (!number || std::abs(*number) > static_cast<double>(std::numeric_limits<float>::max())) {
        refuse(line, weight_name + " = " + std::string(text) + " is not a number" +
                         (weight_is_trust ? " in [0, 1]" : "") + decimal_comma_hint(text));
    }
    return static_cast<float>(*number);
}

void RawNetwork::call_people_by(const std::string& wanted) {
    if (wanted.empty()) {
        return;
    }
    std::vector<std::string_view> names;
    for (std::size_t c = 0; c < people.columns.size(); ++c) {
        names.push_back(people.columns[c].name);
        if (names.back() == wanted) {
            id_column = c;
            return;
        }
    }
    throw InputError(people.path + ": network.columns.node = " + wanted + ": no such column; " +
                     nearest_or_all(wanted, names));
}

std::size_t choose_trust(std::span<const std::string_view> names, const std::string& wanted,
                         RawNetwork& network) {
    const auto find = [&](std::string_view name) {
        const auto same = [&](std::string_view other) { return lower_case(other) == name; };
        const auto found = std::find_if(names.begin(), names.end(), same);
        return found == names.end() ? no_column : static_cast<std::size_t>(found - names.begin());
    };
    const auto take = [&](std::size_t column, bool is_trust) {
        network.weight_name = std::string(names[column]);
        network.weight_is_trust = is_trust;
        return column;
    };
    if (!wanted.empty()) {
        const auto found = std::find(names.begin(), names.end(), wanted);
        if (found == names.end()) {
            throw InputError(network.people.path + ": network.columns.trust = " + wanted +
                             ": ties have no such column; " + nearest_or_all(wanted, names));
        }
        return take(static_cast<std::size_t>(found - names.begin()), true);
    }
    if (const std::size_t trust = find("trust"); trust != no_column) {
        return take(trust, true);
    }
    for (const std::string_view name : weight_names) {
        if (const std::size_t weight = find(name); weight != no_column) {
            return take(weight, false);
        }
    }
    return no_column;
}

}  // namespace colead
