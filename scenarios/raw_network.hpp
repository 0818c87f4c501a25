// What network files say, whatever their format, before any of it has a meaning: people as rows with
// named columns of text, ties between these rows. Each format's reader fills it; people_table and
// network_reader give it meaning.
//
// Memory grows with the file and not with what its numbers claim: a column holds only the rows that
// say something.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace colead {

/// People as a file lists them. Views show text that `source` or `made` owns.
struct RawPeople {
    struct Column {
        std::string_view name;     // empty in a file without names of columns
        std::string_view initial;  // of rows that say nothing
        std::vector<std::pair<std::uint32_t, std::string_view>> fields;  // row, text
    };

    std::string path;
    bool named = true;         // whether columns have names
    std::uint32_t header = 1;  // line of the names
    std::vector<Column> columns;
    std::vector<std::uint32_t> lines;     // by row
    std::vector<std::string> unreadable;  // columns whose fields are no plain text
    std::shared_ptr<const void> source;   // what was read
    std::deque<std::string> made;         // text that is not in the file as such

    std::size_t rows() const { return lines.size(); }
    /// Index of the column of this name, made where there is none yet.
    std::size_t column(std::string_view name);
    /// Keeps a text that stands nowhere in the file.
    std::string_view keep(std::string text) { return made.emplace_back(std::move(text)); }
    /// Every row's field of a column.
    std::vector<std::string_view> fields(std::size_t column) const;
    /// Throws InputError "path:line: what".
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const;

private:
    std::map<std::string_view, std::size_t> places_;
};

/// A line, edge or cell that ties two people; rows of RawNetwork::people.
struct RawTie {
    std::uint32_t ego;
    std::uint32_t alter;
    float weight;  // NaN where there is none
    std::uint32_t line;
    bool both = false;  // speaks for both ends
};

/// Which columns of ties the scenario names, in [network.columns]; empty where it names none.
struct TieColumns {
    std::string ego;  // of edge lists
    std::string alter;
    std::string trust;
    std::string node;  // of graph files: what people are called
};

inline constexpr float no_weight = std::numeric_limits<float>::quiet_NaN();

struct RawNetwork {
    RawPeople people;
    std::size_t id_column = 0;  // of people: what ties call them
    bool lists_people = true;   // false: they are only those whom ties name
    std::vector<RawTie> ties;
    /// Whether a tie without `both` speaks of its ego alone. An edge list does not say; there the
    /// other end holds the same trust where no line is its own.
    bool directed = true;
    std::string weight_name;       // column of RawTie::weight; empty: ties have none
    bool weight_is_trust = false;  // it is called so, or asked for; else it is taken for trust
    std::vector<std::string> unused_tie_columns;
    std::vector<std::string> notes;

    /// The number that a tie's weight is. Throws InputError when it is none.
    float weight(std::string_view text, std::size_t line) const;
    /// Makes the column `wanted` of people, or else the present one, what ties call them.
    void call_people_by(const std::string& wanted);
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const {
        people.refuse(line, what);
    }
};

inline constexpr std::size_t no_column = static_cast<std::size_t>(-1);

/// The place of the column that is trust: the one asked for, "trust", or else one of weights; or
/// no_column. Sets weight_name and weight_is_trust. Throws InputError when the one asked for is not
/// there.
std::size_t choose_trust(std::span<const std::string_view> names, const std::string& wanted,
                         RawNetwork& network);

/// A reader of one format. Throws InputError, FileError.
using NetworkReader = RawNetwork (*)(const std::string& path, const TieColumns& columns);

}  // namespace colead
