#include "scenarios/people_file.hpp"

#include <algorithm>
#include <set>

#include "scenarios/people_columns.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

std::string condition(const std::string& name, const std::string& value) {
    return "network.only." + name + " = " + value + ": ";
}

}  // namespace

PeopleFile::PeopleFile(const std::string& path, const std::map<std::string, std::string>& columns,
                       int factors)
    : text_(path) {
    if (!text_.next()) {
        throw InputError(path + ": no people: the file is empty");
    }
    const bool header = has_header(columns);
    locate(columns, factors, header);
    read_rows(header);
    if (lines_.empty()) {
        throw InputError(path + ": no people: there is nothing but a header");
    }
    order_ = ascending(ids());
    check_ids();
}

const PeopleFile::Fields* PeopleFile::find(std::string_view name) const {
    const auto found = cells_.find(name);
    return found == cells_.end() ? nullptr : &found->second;
}

// The first line is a header where columns are asked for by name, or where one of it is "id". Other
// names of ours do not tell: an organization may well be called "learning".
bool PeopleFile::has_header(const std::map<std::string, std::string>& columns) const {
    const auto by_name = [](const auto& entry) { return !to_whole_number(entry.second); };
    const auto is_id = [](std::string_view field) { return lower_case(field) == "id"; };
    const auto fields = text_.fields();
    return std::any_of(columns.begin(), columns.end(), by_name) ||
           std::any_of(fields.begin(), fields.end(), is_id);
}

void PeopleFile::locate(const std::map<std::string, std::string>& columns, int factors,
                        bool header) {
    for (const auto& [ours, theirs] : columns) {
        places_[ours] = column_asked_for(ours, theirs, header);
    }
    if (header) {
        take_named_columns(factors);
    } else {
        std::set<std::size_t> used;
        for (const auto& [ours, place] : places_) {
            used.insert(place);
        }
        for (std::size_t place = 0; place < text_.fields().size(); ++place) {
            if (!used.contains(place)) {
                unused_.push_back(std::to_string(place + 1));
            }
        }
    }
    if (!places_.contains("id")) {
        text_.refuse("no column is called id; say which one it is by network.columns.id");
    }
    check_vectors(factors);
}

// A header's own name goes before a number.
std::size_t PeopleFile::column_asked_for(const std::string& ours, const std::string& theirs,
                                         bool header) const {
    const auto fields = text_.fields();
    const auto found = std::find(fields.begin(), fields.end(), theirs);
    if (header && found != fields.end()) {
        return static_cast<std::size_t>(found - fields.begin());
    }
    const std::string asked = "network.columns." + ours + " = " + theirs + ": ";
    const std::optional<std::int64_t> number = to_whole_number(theirs);
    if (!number) {
        const std::string nearest = nearest_name(theirs, fields);
        text_.refuse(
            asked + "no such column; " +
            (nearest.empty() ? "there are " + listed(fields, 20) : "the nearest is " + nearest));
    }
    if (*number < 1 || static_cast<std::uint64_t>(*number) > fields.size()) {
        text_.refuse(asked + "no such column; there are " + std::to_string(fields.size()));
    }
    return static_cast<std::size_t>(*number) - 1;
}

// Columns of a header that bear our names, unless the user gave the name or the column otherwise.
void PeopleFile::take_named_columns(int factors) {
    const auto names = people_columns(factors);
    const auto asked_for = places_;
    for (std::size_t place = 0; place < text_.fields().size(); ++place) {
        const std::string_view theirs = text_.fields()[place];
        const std::string name = lower_case(theirs);
        const bool claimed = std::any_of(asked_for.begin(), asked_for.end(),
                                         [&](const auto& entry) { return entry.second == place; });
        if (claimed) {
            continue;
        }
        if (!names.contains(name) || asked_for.contains(name)) {
            if (names_component(name) && !names.contains(name)) {
                text_.refuse("column " + name + ": the issue system has " +
                             std::to_string(factors) + " factors");
            }
            unused_.emplace_back(theirs);
            continue;
        }
        if (!places_.emplace(name, place).second) {
            text_.refuse("two columns are called " + name);
        }
    }
}

void PeopleFile::check_vectors(int factors) const {
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
            text_.refuse("no column " + missing + ": " + std::string(vector) + " takes all of " +
                         component_column(vector, 0) + " to " +
                         component_column(vector, factors - 1) + " or none");
        }
    }
}

void PeopleFile::read_rows(bool header) {
    for (const auto& [name, place] : places_) {
        cells_[name];
    }
    for (bool more = !header || text_.next(); more; more = text_.next()) {
        lines_.push_back(text_.line());
        for (const auto& [name, place] : places_) {
            cells_[name].push_back(text_.fields()[place]);
        }
    }
    const Fields& id = ids();
    if (!header && id.size() > 1 && !to_whole_number(id[0]) && to_whole_number(id[1])) {
        refuse(0, "id = " + std::string(id[0]) +
                      " looks like the name of a column: in a file with a header, give "
                      "network.columns by name");
    }
}

void PeopleFile::check_ids() const {
    const Fields& id = ids();
    for (std::size_t n = 0; n < order_.size(); ++n) {
        const std::uint32_t row = order_[n];
        if (id[row].empty()) {
            refuse(row, "id is empty");
        }
        if (n > 0 && id[order_[n - 1]] == id[row]) {
            const auto [first, second] = std::minmax(order_[n - 1], row);
            refuse(second, "id = " + std::string(id[row]) + " is given twice, first in line " +
                               std::to_string(lines_[first]));
        }
    }
}

std::vector<std::uint32_t> PeopleFile::rows(const std::map<std::string, std::string>& only) const {
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
