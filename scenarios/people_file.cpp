#include "scenarios/people_file.hpp"

#include <algorithm>

#include "scenarios/delimited.hpp"
#include "scenarios/people_columns.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Names = std::span<const std::string_view>;

bool has(Names fields, std::string_view name) {
    return std::find(fields.begin(), fields.end(), name) != fields.end();
}

// Whether people are asked to be called by the numbers of their rows.
bool asks_for_numbers(Names fields, const std::map<std::string, std::string>& columns) {
    const auto id = columns.find("id");
    return id != columns.end() && id->second == row_number && !has(fields, row_number);
}

// The first line is a header where columns are asked for by name, or where one of it is "id". Other
// names of ours do not tell: an organization may well be called "learning".
bool is_header(Names fields, const std::map<std::string, std::string>& columns) {
    const bool numbered = asks_for_numbers(fields, columns);
    const auto by_name = [&](const auto& entry) {
        const auto& [ours, theirs] = entry;
        return !is_tie_column(ours) && !to_whole_number(theirs) && !(ours == "id" && numbered);
    };
    const auto is_id = [](std::string_view field) { return lower_case(field) == "id"; };
    return std::any_of(columns.begin(), columns.end(), by_name) ||
           std::any_of(fields.begin(), fields.end(), is_id);
}

// A header that is_header does not know would otherwise make a person, where no id tells: a word above numbers
// alone.
void check_first_row(const RawPeople& people) {
    const auto is_number = [](const auto& field) { return to_number(field.second).has_value(); };
    for (const RawPeople::Column& column : people.columns) {
        if (people.rows() > 2 && !is_number(column.fields.front()) &&
            std::all_of(column.fields.begin() + 1, column.fields.end(), is_number)) {
            people.refuse(people.header,
                          std::string(column.fields.front().second) +
                              " looks like the name of a column: ask for columns by their names in "
                              "network.columns, or leave the line out");
        }
    }
}

void number_rows(RawPeople& people) {
    RawPeople::Column numbers{row_number, {}, {}};
    for (std::uint32_t row = 0; row < people.rows(); ++row) {
        numbers.fields.emplace_back(row, people.keep(std::to_string(row + 1)));
    }
    people.columns.push_back(std::move(numbers));
}

}  // namespace

RawPeople read_people_file(const std::string& path,
                           const std::map<std::string, std::string>& columns) {
    const auto file = std::make_shared<DelimitedText>(path);
    if (!file->next()) {
        throw InputError(path + ": no people: the file is empty");
    }
    RawPeople people;
    people.path = path;
    people.source = file;
    people.named = is_header(file->fields(), columns);
    const bool numbered = asks_for_numbers(file->fields(), columns);
    people.header = static_cast<std::uint32_t>(file->line());
    for (const std::string_view name : file->fields()) {
        people.columns.push_back({people.named ? name : std::string_view(), {}, {}});
    }
    for (bool more = !people.named || file->next(); more; more = file->next()) {
        const auto row = static_cast<std::uint32_t>(people.rows());
        people.lines.push_back(static_cast<std::uint32_t>(file->line()));
        for (std::size_t c = 0; c < file->fields().size(); ++c) {
            people.columns[c].fields.emplace_back(row, file->fields()[c]);
        }
    }
    if (people.rows() == 0) {
        throw InputError(path + ": no people: there is nothing but a header");
    }
    if (numbered) {
        if (!people.named) {
            check_first_row(people);
        }
        number_rows(people);
    }
    return people;
}

}  // namespace colead
