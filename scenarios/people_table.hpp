// Who there is, where they belong, and what is known of their state: the rows of a people file, or the
// nodes of a graph file, under our names for columns. Which column is which is said by its name, by
// network.columns, or by both.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/raw_network.hpp"

namespace colead {

class PeopleTable {
public:
    using Fields = std::vector<std::string_view>;

    /// `id_column`: the one that is `id` unless `columns` (NetworkFiles::columns) says otherwise, or
    /// no_column: the one of that name; `factors`: M. Throws InputError for a column that does not
    /// exist, an empty id and ids that occur twice.
    /// `people` must outlive the table.
    PeopleTable(const RawPeople& people, std::size_t id_column,
                const std::map<std::string, std::string>& columns, int factors);

    std::size_t size() const { return raw_.rows(); }
    const Fields& ids() const { return *find("id"); }
    /// The fields under one of our names, by row; null when there is no such column.
    const Fields* find(std::string_view name) const;
    const std::string& path() const { return raw_.path; }
    std::string name() const;
    /// Columns that are not ours and that nobody asked for.
    const std::vector<std::string>& unused() const { return unused_; }

    /// The rows that have all values of `only` (our name -> value), ascending by id.
    std::vector<std::uint32_t> rows(const std::map<std::string, std::string>& only) const;

    /// Throws InputError "path:line: what" for a row.
    [[noreturn]] void refuse(std::size_t row, const std::string& what) const {
        raw_.refuse(raw_.lines[row], what);
    }

private:
    void locate(std::size_t id_column, const std::map<std::string, std::string>& columns,
                int factors);
    std::size_t column_asked_for(const std::string& ours, const std::string& theirs) const;
    void take_named_columns(int factors);
    void list_unused();
    void check_vectors(int factors) const;
    void read_fields();
    void check_ids() const;
    [[noreturn]] void refuse_header(const std::string& what) const {
        raw_.refuse(raw_.header, what);
    }

    const RawPeople& raw_;
    std::map<std::string, std::size_t, std::less<>> places_;  // our name -> column
    std::map<std::string, Fields, std::less<>> fields_;
    std::vector<std::uint32_t> order_;  // rows, ascending by id
    std::vector<std::string> unused_;
};

}  // namespace colead
