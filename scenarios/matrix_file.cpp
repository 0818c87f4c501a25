#include "scenarios/matrix_file.hpp"

#include <algorithm>

#include "scenarios/delimited.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Record = std::vector<std::string_view>;

// Where a file has names; numbers are what is left.
struct Shape {
    bool names_above = false;
    bool names_before = false;
    bool corner = false;  // the names above begin with a field of their own
};

class MatrixReader {
public:
    MatrixReader(const std::string& path, const TieColumns& columns)
        : file_(std::make_shared<DelimitedText>(path, DelimitedText::Widths::any)) {
        if (!columns.trust.empty() && columns.trust != "weight") {
            throw InputError(path + ": network.columns.trust = " + columns.trust +
                             ": a matrix has weight alone");
        }
        network_.people.path = path;
        network_.people.source = file_;
        network_.people.column("id");
        network_.weight_name = "weight";
        network_.weight_is_trust = !columns.trust.empty();
    }

    RawNetwork read() {
        const std::size_t records = count_records();
        file_->next();
        const Record first = record();
        const std::size_t first_line = file_->line();
        const bool more = file_->next();
        const Shape shape = shape_of(first, more ? record() : Record(), records, first_line);
        if (shape.names_above) {
            above_.assign(first.begin() + (shape.corner ? 1 : 0), first.end());
        } else {
            take_row(first, first_line, shape);
        }
        for (bool there = more; there; there = file_->next()) {
            take_row(record(), file_->line(), shape);
        }
        if (blank_ > 0) {
            network_.notes.push_back(counted(blank_, "empty cell", "empty cells") + ": no tie");
        }
        return std::move(network_);
    }

private:
    Record record() const { return {file_->fields().begin(), file_->fields().end()}; }

    std::size_t count_records() const {
        DelimitedText file(file_->path(), DelimitedText::Widths::any);
        std::size_t records = 0;
        while (file.next()) {
            ++records;
        }
        if (records == 0) {
            throw InputError(file.path() + ": no ties: the file is empty");
        }
        return records;
    }

    // A name above is no number, or makes one record more than there are columns; where each row has
    // one field more than there are rows, names stand before.
    Shape shape_of(const Record& first, const Record& second, std::size_t records,
                   std::size_t first_line) {
        const std::size_t width = first.size();
        Shape shape;
        if (second.size() == width + 1) {
            shape = {true, true, false};
        } else {
            shape.names_above = records == width + 1 || has_names(first, 1) ||
                                (records == width && is_corner(first, second));
            shape.names_before = width == records + (shape.names_above ? 0 : 1);
            shape.corner = shape.names_above && shape.names_before;
        }
        people_ = width - (shape.corner || (shape.names_before && !shape.names_above) ? 1 : 0);
        const std::size_t rows = records - (shape.names_above ? 1 : 0);
        if (rows != people_ || people_ < 2) {
            file_->refuse(first_line,
                          "a matrix has as many rows as columns, at least 2: here are " +
                              counted(rows, "row", "rows") + " and " +
                              counted(people_, "column", "columns"));
        }
        return shape;
    }

    static bool has_names(const Record& fields, std::size_t begin) {
        return std::any_of(
            fields.begin() + static_cast<std::ptrdiff_t>(begin), fields.end(),
            [](std::string_view field) { return !field.empty() && !to_number(field).has_value(); });
    }

    // Whether the first field is the corner above names before and before names above, which are
    // numbers here: those of people are distinct.
    static bool is_corner(const Record& first, const Record& second) {
        if (!first[0].empty() || second.empty() || second[0].empty()) {
            return has_names({first[0]}, 0);
        }
        Record names(first.begin() + 1, first.end());
        std::sort(names.begin(), names.end());
        return std::adjacent_find(names.begin(), names.end()) == names.end();
    }

    void take_row(const Record& fields, std::size_t line, const Shape& shape) {
        const std::size_t begin = shape.names_before ? 1 : 0;
        if (fields.size() != people_ + begin) {
            file_->refuse(line, counted(fields.size(), "field", "fields") + " where " +
                                    std::to_string(people_ + begin) + " are expected");
        }
        name_person(fields, line, shape);
        for (std::size_t alter = 0; alter < people_; ++alter) {
            const std::string_view cell = fields[begin + alter];
            const float weight = network_.weight(cell, line);
            blank_ += cell.empty() ? 1 : 0;
            if (!cell.empty() && weight != 0.0F) {
                network_.ties.push_back({rows_, static_cast<std::uint32_t>(alter), weight,
                                         static_cast<std::uint32_t>(line)});
            }
        }
        ++rows_;
    }

    void name_person(const Record& fields, std::size_t line, const Shape& shape) {
        RawPeople& people = network_.people;
        if (shape.names_above && shape.names_before && above_[rows_] != fields[0]) {
            file_->refuse(line, "row " + std::to_string(rows_ + 1) + " is of " +
                                    std::string(fields[0]) + ", column " +
                                    std::to_string(rows_ + 1) + " of " +
                                    std::string(above_[rows_]));
        }
        const std::string_view id = shape.names_before  ? fields[0]
                                    : shape.names_above ? above_[rows_]
                                                        : people.keep(std::to_string(rows_ + 1));
        people.columns[0].fields.emplace_back(rows_, id);
        people.lines.push_back(static_cast<std::uint32_t>(line));
    }

    std::shared_ptr<DelimitedText> file_;
    RawNetwork network_;
    std::size_t people_ = 0;
    std::uint32_t rows_ = 0;
    Record above_;
    std::size_t blank_ = 0;
};

}  // namespace

RawNetwork read_matrix(const std::string& path, const TieColumns& columns) {
    return MatrixReader(path, columns).read();
}

}  // namespace colead
