// Snapshots read back from a results file: people as the columns that a people file has, ties as the
// store they came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/hdf5.hpp"
#include "sim/ties.hpp"

namespace colead {

/// A column of people under the name that a people file gives it (docs of scenarios/people_columns).
struct PeopleColumn {
    enum Kind { category, share, flag, whole };

    std::string name;
    Kind kind = share;
    std::vector<float> shares;                // of a share, by person
    std::vector<std::int32_t> whole_numbers;  // of the others, by person; a category of -1 is none
    std::vector<std::string> names;  // of a category's numbers; empty: the numbers are its names

    /// What a file has in place of it: shortest text that reads back, "" for no category.
    std::string text(std::size_t person) const;
};

struct SnapshotPeople {
    std::vector<std::string> ids;  // the users', in the order in which people are numbered
    std::vector<PeopleColumn> columns;
};

class SnapshotReader {
public:
    /// Throws FileError, and InputError when the file is no results file or has no snapshots.
    explicit SnapshotReader(const std::string& path);

    const std::string& path() const { return path_; }
    /// Months that there are snapshots of, ascending.
    const std::vector<std::int64_t>& months() const { return months_; }
    /// Throws InputError, naming those there are, when there is none of this month.
    void check_month(std::int64_t month) const;

    std::string title() const;
    std::string arm() const;
    std::uint32_t replicate() const;
    std::uint64_t seed() const;

    /// Columns as in a people file: positions, states, target (from 1), active, vectors by component.
    SnapshotPeople people(std::int64_t month) const;
    /// With columns that a people file does not have: role, coalition (an id), trained (a month, -1
    /// never).
    SnapshotPeople people_and_results(std::int64_t month) const;
    /// A column of whole numbers as the file has it.
    std::vector<std::int64_t> numbers(std::int64_t month, const std::string& column) const;
    /// Reads half-ties by blocks. `ids` of people().
    TieStore ties(std::int64_t month, const std::vector<std::string>& ids) const;
    /// Factors of the issue system, by number from 0.
    std::vector<std::string> factors(std::int64_t month) const;

private:
    hdf5::Group group_of(std::int64_t month) const;
    PeopleColumn category(const hdf5::Group& people, std::string_view name) const;

    std::string path_;
    hdf5::Group root_;
    std::vector<std::int64_t> months_;
};

}  // namespace colead
