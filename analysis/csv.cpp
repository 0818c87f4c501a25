// Results as CSV, in tidy long form: one row per value, numbers that read back exactly, NaN empty.
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <span>
#include <system_error>

#include "analysis/hdf5.hpp"
#include "analysis/output_file.hpp"
#include "analysis/results_file.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Texts = std::vector<std::string>;

// Quotes a cell if it must be (RFC 4180).
std::string cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c == '"' ? "\"\"" : std::string(1, c);
    }
    return quoted + '"';
}

// A text file being written, whole or not at all.
class CsvFile {
public:
    CsvFile(const std::string& path, bool overwrite)
        : path_(path),
          output_(path, overwrite),
          stream_(std::fopen(output_.aside().c_str(), "wb")) {
        check(stream_ != nullptr);
    }

    void row(std::span<const std::string> cells) {
        line_.clear();
        for (const std::string& text : cells) {
            if (&text != cells.data()) {
                line_ += ',';
            }
            line_ += text;
        }
        line_ += '\n';
        check(std::fwrite(line_.data(), 1, line_.size(), stream_.get()) == line_.size());
    }

    void finish() {
        check(std::fclose(stream_.release()) == 0);
        output_.finish();
    }

private:
    struct Close {
        void operator()(std::FILE* stream) const { std::fclose(stream); }
    };

    void check(bool well) const {
        if (!well) {
            throw FileError(fmt::format("'{}' cannot be written: {}", path_,
                                        std::generic_category().message(errno)));
        }
    }

    std::string path_;
    OutputFile output_;
    std::unique_ptr<std::FILE, Close> stream_;
    std::string line_;
};

// Everything that is read comes through here, so that what is wrong names the file.
template <class Read>
auto reading(const std::string& path, Read&& read) {
    try {
        return read();
    } catch (const FileError& error) {
        throw FileError(fmt::format("'{}' cannot be read: {}", path, error.what()));
    }
}

hdf5::Group open_results(const std::string& path) {
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status)) {
        throw FileError(fmt::format("'{}' does not exist", path));
    }
    if (std::filesystem::is_directory(status)) {
        throw FileError(fmt::format("'{}' is a folder, not a results file", path));
    }
    return reading(path, [&] {
        if (!hdf5::is_hdf5(path)) {
            throw InputError(fmt::format("'{}' is not a results file: it is not HDF5", path));
        }
        hdf5::Group root = hdf5::open_file(path);
        if (!root.has("format") || !root.has("scenario") || !root.contains("arm")) {
            throw InputError(fmt::format("'{}' is not a results file of colead", path));
        }
        if (const std::int64_t format = root.whole_number("format"); format != 1) {
            throw InputError(
                fmt::format("'{}' has format {}; this program reads format 1", path, format));
        }
        return root;
    });
}

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
        text = cell(text);
    }
    return cells;
}

void add_column(Table& table, const std::string& heading, const hdf5::Dataset& dataset) {
    table.columns.push_back(heading);
    table.values.push_back(cells_of(dataset));
    std::size_t rows = 1;
    for (const Texts& labels : table.labels) {
        rows *= labels.size();
    }
    if (table.values.back().size() != rows) {
        throw FileError(fmt::format("{} does not fit its coordinates", heading));
    }
}

void add_dimensions(Table& table, const hdf5::Group& group, const hdf5::Dataset& dataset) {
    table.dimensions = dataset.dimensions();
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
    add_dimensions(table, root, dataset);
    add_column(table, "value", dataset);
    return table;
}

// All columns of a group that share their dimensions.
Table group_table(const hdf5::Group& root, const std::string& name) {
    Table table{.name = name, .dimensions = {}, .labels = {}, .columns = {}, .values = {}};
    const hdf5::Group group = root.group(name);
    for (const std::string& column : group.datasets()) {
        const hdf5::Dataset dataset = group.dataset(column);
        if (dataset.is_scale()) {
            continue;
        }
        if (table.columns.empty()) {
            add_dimensions(table, group, dataset);
        }
        add_column(table, column, dataset);
    }
    return table;
}

void write_table(const Table& table, const std::string& path, bool overwrite, bool with_labels) {
    CsvFile file(path, overwrite);
    Texts row;
    if (with_labels) {
        row = table.dimensions;
    }
    row.insert(row.end(), table.columns.begin(), table.columns.end());
    file.row(row);
    const std::size_t rows = table.values.empty() ? 0 : table.values.front().size();
    for (std::size_t r = 0; r < rows; ++r) {
        row.clear();
        // The last dimension runs fastest.
        std::size_t stride = rows;
        for (std::size_t k = 0; with_labels && k < table.labels.size(); ++k) {
            stride /= table.labels[k].size();
            row.push_back(table.labels[k][r / stride % table.labels[k].size()]);
        }
        for (const Texts& values : table.values) {
            row.push_back(values[r]);
        }
        file.row(row);
    }
    file.finish();
}

}  // namespace

void export_csv(const std::string& path, const std::string& folder, bool overwrite) {
    const hdf5::Group root = open_results(path);
    const auto target = [&](const std::string& name) {
        return (std::filesystem::path(folder) / (name + ".csv")).string();
    };
    Texts measures;
    Texts groups;
    reading(path, [&] {
        for (const std::string& name : root.datasets()) {
            if (!root.dataset(name).is_scale()) {
                measures.push_back(name);
            }
        }
        for (const char* name : {"comparison", "runs"}) {
            if (root.contains(name)) {
                groups.emplace_back(name);
            }
        }
    });
    // Refused before anything is written.
    for (const Texts* names : {&measures, &groups}) {
        for (const std::string& name : *names) {
            check_output(target(name), overwrite);
        }
    }
    for (const std::string& name : measures) {
        const Table table = reading(path, [&] { return measure_table(root, name); });
        write_table(table, target(name), overwrite, true);
    }
    for (const std::string& name : groups) {
        const Table table = reading(path, [&] { return group_table(root, name); });
        // A row of the comparison names its measure and arms itself.
        write_table(table, target(name), overwrite, name != "comparison");
    }
}

}  // namespace colead
