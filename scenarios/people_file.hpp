// The people file: who there is, where they belong, and what is known of their state. A row per
// person; which column is which is said by the header, by network.columns, or by both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/delimited.hpp"

namespace colead {

/// The rows of a people file, as text under our names for columns.
class PeopleFile {
public:
    using Fields = std::vector<std::string_view>;

    /// Reads all rows. `columns`: NetworkFiles::columns; `factors`: M. Throws InputError for a
    /// column that does not exist, an empty id and ids that occur twice; FileError.
    PeopleFile(const std::string& path, const std::map<std::string, std::string>& columns,
               int factors);

    std::size_t size() const { return lines_.size(); }
    const Fields& ids() const { return *find("id"); }
    /// The fields under one of our names, by row; null when the file has no such column.
    const Fields* find(std::string_view name) const;
    const std::string& path() const { return text_.path(); }
    std::string name() const { return text_.name(); }
    /// Columns that are not ours and that nobody asked for.
    const std::vector<std::string>& unused() const { return unused_; }

    /// The rows that have all values of `only` (our name -> value), ascending by id.
    std::vector<std::uint32_t> rows(const std::map<std::string, std::string>& only) const;

    /// Throws InputError "path:line: what" for a row.
    [[noreturn]] void refuse(std::size_t row, const std::string& what) const {
        text_.refuse(lines_[row], what);
    }

private:
    bool has_header(const std::map<std::string, std::string>& columns) const;
    void locate(const std::map<std::string, std::string>& columns, int factors, bool header);
    std::size_t column_asked_for(const std::string& ours, const std::string& theirs,
                                 bool header) const;
    void take_named_columns(int factors);
    void check_vectors(int factors) const;
    void read_rows(bool header);
    void check_ids() const;

    DelimitedText text_;
    std::map<std::string, std::size_t, std::less<>> places_;  // our name -> column of the file
    std::map<std::string, Fields, std::less<>> cells_;
    std::vector<std::size_t> lines_;    // by row
    std::vector<std::uint32_t> order_;  // rows, ascending by id
    std::vector<std::string> unused_;
};

}  // namespace colead
