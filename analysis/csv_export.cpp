// Results as CSV, in tidy long form: one row per value, numbers that read back exactly, NaN empty.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <utility>

#include "analysis/csv.hpp"
#include "analysis/exports.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/results_file.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/snapshot_csv.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Texts = std::vector<std::string>;

// What is to become one CSV file: labels of each dimension and columns of values over all of them.
struct Table {
    std::string name;
    Texts dimensions;
    std::vector<Texts> labels;  // by dimension
    Texts columns;
    std::vector<Texts> values;  // by column
};

Texts cells_of(const hdf5::Dataset& dataset) {
    Texts cells = dataset.read_as_text();
    for (std::string& text : cells) {
        text = csv_cell(text);
    }
    return cells;
}

std::size_t rows_of(const Table& table) {
    std::size_t rows = 1;
    for (const Texts& labels : table.labels) {
        rows *= labels.size();
    }
    return rows;
}

// Which label of dimension k a row has; the last dimension runs fastest.
std::size_t label_in_row(const Table& table, std::size_t row, std::size_t k) {
    for (std::size_t later = table.labels.size() - 1; later > k; --later) {
        row /= table.labels[later].size();
    }
    return row % table.labels[k].size();
}

// A column that lies along some of the table's dimensions alone is repeated along the others.
void add_column(Table& table, const std::string& heading, const hdf5::Dataset& dataset) {
    const Texts cells = cells_of(dataset);
    std::vector<std::size_t> along;  // the table's dimensions that are the column's
    std::size_t own_rows = 1;
    for (const std::string& dimension : dataset.dimensions()) {
        const auto found = std::find(table.dimensions.begin(), table.dimensions.end(), dimension);
        if (found == table.dimensions.end()) {
            throw FileError(fmt::format("{} does not fit its coordinates", heading));
        }
        along.push_back(static_cast<std::size_t>(found - table.dimensions.begin()));
        own_rows *= table.labels[along.back()].size();
    }
    if (cells.size() != own_rows) {
        throw FileError(fmt::format("{} does not fit its coordinates", heading));
    }
    Texts values(rows_of(table));
    for (std::size_t row = 0; row < values.size(); ++row) {
        std::size_t place = 0;
        for (const std::size_t k : along) {
            place = place * table.labels[k].size() + label_in_row(table, row, k);
        }
        values[row] = cells[place];
    }
    table.columns.push_back(heading);
    table.values.push_back(std::move(values));
}

void add_dimensions(Table& table, const hdf5::Group& group, const Texts& dimensions) {
    table.dimensions = dimensions;
    for (const std::string& dimension : table.dimensions) {
        if (dimension.empty()) {
            throw FileError(fmt::format("{} has a dimension without a scale", table.name));
        }
        table.labels.push_back(cells_of(group.dataset(dimension)));
    }
}

// One measure: arm, replicate, month[, community or group], value.
Table measure_table(const hdf5::Group& root, const std::string& name) {
    Table table{.name = name, .dimensions = {}, .labels = {}, .columns = {}, .values = {}};
    const hdf5::Dataset dataset = root.dataset(name);
    add_dimensions(table, root, dataset.dimensions());
    add_column(table, "value", dataset);
    return table;
}

// What a group holds but the scales.
Texts data_of(const hdf5::Group& group) {
    Texts names = group.datasets();
    std::erase_if(names, [&](const std::string& name) { return group.dataset(name).is_scale(); });
    return names;
}

// Columns of a group that become one file.
struct Columns {
    std::string file;
    std::string group;
    Texts names;
    Texts dimensions;
    bool with_labels = true;
};

// All columns of a group, along the dimensions of the one that has most.
Columns all_columns(const hdf5::Group& root, const std::string& name) {
    Columns columns{.file = name, .group = name, .names = {}, .dimensions = {}};
    const hdf5::Group group = root.group(name);
    for (const std::string& column : data_of(group)) {
        Texts dimensions = group.dataset(column).dimensions();
        if (columns.names.empty() || dimensions.size() > columns.dimensions.size()) {
            columns.dimensions = std::move(dimensions);
        }
        columns.names.push_back(column);
    }
    return columns;
}

// A file for each set of dimensions that columns of a group lie along: GROUP_by_DIMENSION_DIMENSION.
std::vector<Columns> columns_by_dimensions(const hdf5::Group& root, const std::string& name) {
    std::vector<Columns> sets;
    const hdf5::Group group = root.group(name);
    for (const std::string& column : data_of(group)) {
        const Texts dimensions = group.dataset(column).dimensions();
        auto set = std::find_if(sets.begin(), sets.end(), [&](const Columns& columns) {
            return columns.dimensions == dimensions;
        });
        if (set == sets.end()) {
            std::string file = fmt::format("{}_by_{}", name, fmt::join(dimensions, "_"));
            std::replace(file.begin(), file.end(), '/', '_');
            set = sets.insert(sets.end(), {file, name, {}, dimensions});
        }
        set->names.push_back(column);
    }
    return sets;
}

Table table_of(const hdf5::Group& root, const Columns& columns) {
    Table table{.name = columns.group, .dimensions = {}, .labels = {}, .columns = {}, .values = {}};
    const hdf5::Group group = root.group(columns.group);
    add_dimensions(table, group, columns.dimensions);
    for (const std::string& column : columns.names) {
        add_column(table, column, group.dataset(column));
    }
    return table;
}

void write_table(const Table& table, const std::string& path, bool overwrite, bool with_labels) {
    TextOutput file(path, overwrite);
    Texts row;
    if (with_labels) {
        row = table.dimensions;
    }
    row.insert(row.end(), table.columns.begin(), table.columns.end());
    write_csv_row(file, row);
    const std::size_t rows = table.values.empty() ? 0 : table.values.front().size();
    for (std::size_t r = 0; r < rows; ++r) {
        row.clear();
        for (std::size_t k = 0; with_labels && k < table.labels.size(); ++k) {
            row.push_back(table.labels[k][label_in_row(table, r, k)]);
        }
        for (const Texts& values : table.values) {
            row.push_back(values[r]);
        }
        write_csv_row(file, row);
    }
    file.finish();
}

// The snapshots to write: all there are, if any, or the one asked for.
std::vector<std::int64_t> snapshots_of(const std::string& path, std::optional<std::int64_t> month) {
    if (!month) {
        const hdf5::Group root = open_results(path);
        if (!reading(path, [&] { return root.contains("snapshots"); })) {
            return {};
        }
    }
    const SnapshotReader reader(path);
    if (!month) {
        return reader.months();
    }
    reader.check_month(*month);
    return {*month};
}

// Some systems allow no * in the names of files.
std::string file_name_of(std::string name) {
    for (std::size_t at = name.find('*'); at != std::string::npos; at = name.find('*', at)) {
        name.replace(at, 1, "all");
    }
    return name;
}

std::string target(const std::string& folder, const std::string& name) {
    return (std::filesystem::path(folder) / (file_name_of(name) + ".csv")).string();
}

std::vector<Columns> columns_of_groups(const hdf5::Group& root) {
    std::vector<Columns> all;
    for (const char* name : {"comparison", "runs"}) {
        if (root.contains(name)) {
            all.push_back(all_columns(root, name));
        }
    }
    if (!all.empty() && all.front().group == "comparison") {
        // A row of the comparison names its measure and arms itself; in a sweep it is of one point.
        all.front().with_labels = all.front().dimensions.size() > 1;
    }
    if (root.contains("attribution")) {
        for (const char* name : {"attribution", "attribution/chain"}) {
            std::vector<Columns> sets = columns_by_dimensions(root, name);
            std::move(sets.begin(), sets.end(), std::back_inserter(all));
        }
    }
    return all;
}

// Measures, comparison, attribution and runs; `further` tables are those to be written afterwards.
void write_results_tables(const std::string& path, const std::string& folder, bool overwrite,
                          const Texts& further) {
    const hdf5::Group root = open_results(path);
    Texts measures;
    std::vector<Columns> groups;
    reading(path, [&] {
        measures = data_of(root);
        groups = columns_of_groups(root);
    });
    // Refused before anything is written.
    Texts files = measures;
    for (const Columns& columns : groups) {
        files.push_back(columns.file);
    }
    files.insert(files.end(), further.begin(), further.end());
    for (const std::string& name : files) {
        check_output(target(folder, name), overwrite);
    }
    for (const std::string& name : measures) {
        const Table table = reading(path, [&] { return measure_table(root, name); });
        write_table(table, target(folder, name), overwrite, true);
    }
    for (const Columns& columns : groups) {
        const Table table = reading(path, [&] { return table_of(root, columns); });
        write_table(table, target(folder, columns.file), overwrite, columns.with_labels);
    }
}

}  // namespace

ExportNotes export_csv(const std::string& path, const std::string& folder, bool overwrite,
                       std::optional<std::int64_t> month) {
    // The file is opened by one reader after the other: closing one closes all that is open in it.
    const std::vector<std::int64_t> months = snapshots_of(path, month);
    Texts further;
    for (const std::int64_t m : months) {
        further.push_back(people_table(m));
        further.push_back(ties_table(m));
    }
    write_results_tables(path, folder, overwrite, further);
    ExportNotes notes;
    if (!months.empty()) {
        const SnapshotReader reader(path);
        for (const std::int64_t m : months) {
            for (std::string& note :
                 write_snapshot_tables(reader, m, target(folder, people_table(m)),
                                       target(folder, ties_table(m)), overwrite)) {
                notes.push_back(std::move(note));
            }
        }
    }
    return notes;
}

}  // namespace colead
