#include "scenarios/people_table.hpp"

#include <algorithm>

#include "scenarios/people_columns.hpp"
#include "scenarios/text_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

std::string condition(const std::string& name, const std::string& value) {
    return "network.only." + name + " = " + value + ": ";
}

}  // namespace

PeopleTable::PeopleTable(const RawPeople& people, std::size_t id_column,
                         const std::map<std::string, std::string>& columns, int factors)
    : raw_(people) {
    locate(id_column, columns, factors);
    read_fields();
    order_ = ascending(ids());
    check_ids();
}

std::string PeopleTable::name() const { return file_name(raw_.path); }

const PeopleTable::Fields* PeopleTable::find(std::string_view name) const {
    const auto found = fields_.find(name);
    return found == fields_.end() ? nullptr : &found->second;
}

void PeopleTable::locate(std::size_t id_column, const std::map<std::string, std::string>& columns,
                         int factors) {
    for (const auto& [ours, theirs] : columns) {
        if (!is_tie_column(ours)) {
            places_[ours] = column_asked_for(ours, theirs);
        }
    }
    if (id_column != no_column) {
        places_.emplace("id", id_column);
    }
    if (raw_.named) {
        take_named_columns(factors);
    }
    list_unused();
    if (!places_.contains("id")) {
        refuse_header("no column is called id; say which one it is by network.columns.id");
    }
    check_vectors(factors);
}

// A column's own name goes before a number.
std::size_t PeopleTable::column_asked_for(const std::string& ours,
                                          const std::string& theirs) const {
    std::vector<std::string_view> names;
    for (const RawPeople::Column& column : raw_.columns) {
        names.push_back(column.name);
    }
    const auto found = std::find(names.begin(), names.end(), theirs);
    if (!theirs.empty() && found != names.end()) {
        return static_cast<std::size_t>(found - names.begin());
    }
    const std::string asked = "network.columns." + ours + " = " + theirs + ": no such column; ";
    const std::optional<std::int64_t> number = to_whole_number(theirs);
    if (!number) {
        const std::string nearest = nearest_name(theirs, names);
        refuse_header(asked + (nearest.empty() ? "there are " + listed(names, 20)
                                               : "the nearest is " + nearest));
    }
    if (*number < 1 || static_cast<std::uint64_t>(*number) > names.size()) {
        refuse_header(asked + "there are " + std::to_string(names.size()));
    }
    return static_cast<std::size_t>(*number) - 1;
}

// Columns that bear our names, unless the user gave the name or the column otherwise.
void PeopleTable::take_named_columns(int factors) {
    const auto names = people_columns(factors);
    const auto asked_for = places_;
    for (std::size_t place = 0; place < raw_.columns.size(); ++place) {
        const std::string name = lower_case(raw_.columns[place].name);
        const bool claimed = std::any_of(asked_for.begin(), asked_for.end(),
                                         [&](const auto& entry) { return entry.second == place; });
        if (claimed || asked_for.contains(name)) {
            continue;
        }
        if (names.contains(name)) {
            if (!places_.emplace(name, place).second) {
                refuse_header("two columns are called " + name);
            }
        } else if (names_component(name)) {
            refuse_header("column " + name + ": the issue system has " + std::to_string(factors) +
                          " factors");
        }
    }
}

void PeopleTable::list_unused() {
    for (std::size_t place = 0; place < raw_.columns.size(); ++place) {
        if (std::none_of(places_.begin(), places_.end(),
                         [&](const auto& entry) { return entry.second == place; })) {
            unused_.push_back(raw_.named ? std::string(raw_.columns[place].name)
                                         : std::to_string(place + 1));
        }
    }
    unused_.insert(unused_.end(), raw_.unreadable.begin(), raw_.unreadable.end());
}

void PeopleTable::check_vectors(int factors) const {
    for (const std::string_view vector : vector_columns) {
        std::string missing;
        int given = 0;
        for (int k = factors - 1; k >= 0; --k) {
            if (places_.contains(component_column(vector, k))) {
                ++given;
            } else {
                missing = component_column(vector, k);
            }
        }
        if (given > 0 && given < factors) {
            refuse_header("no column " + missing + ": " + std::string(vector) + " takes all of " +
                          component_column(vector, 0) + " to " +
                          component_column(vector, factors - 1) + " or none");
        }
    }
}

void PeopleTable::read_fields() {
    for (const auto& [name, place] : places_) {
        fields_[name] = raw_.fields(place);
    }
    const Fields& id = ids();
    if (!raw_.named && id.size() > 1 && !to_whole_number(id[0]) && to_whole_number(id[1])) {
        refuse(0, "id = " + std::string(id[0]) +
                      " looks like the name of a column: in a file with a header, give "
                      "network.columns by name");
    }
}

void PeopleTable::check_ids() const {
    const Fields& id = ids();
    for (std::size_t n = 0; n < order_.size(); ++n) {
        const std::uint32_t row = order_[n];
        if (id[row].empty()) {
            refuse(row, "id is empty");
        }
        if (n > 0 && id[order_[n - 1]] == id[row]) {
            const auto [first, second] = std::minmax(order_[n - 1], row);
            refuse(second, "id = " + std::string(id[row]) + " is given twice, first in line " +
                               std::to_string(raw_.lines[first]));
        }
    }
}

std::vector<std::uint32_t> PeopleTable::rows(const std::map<std::string, std::string>& only) const {
    for (const auto& [column, value] : only) {
        const Fields* there = find(column);
        if (there == nullptr) {
            throw InputError(condition(column, value) + name() + " has no column " + column);
        }
        if (std::find(there->begin(), there->end(), value) == there->end()) {
            throw InputError(condition(column, value) + "nobody in " + name() +
                             " has it; there are " + listed(distinct(*there), 5));
        }
    }
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t row : order_) {
        const bool keep = std::all_of(only.begin(), only.end(), [&](const auto& entry) {
            return (*find(entry.first))[row] == entry.second;
        });
        if (keep) {
            kept.push_back(row);
        }
    }
    if (kept.empty()) {
        throw InputError("network.only: nobody in " + name() + " meets all its conditions");
    }
    return kept;
}

}  // namespace colead
