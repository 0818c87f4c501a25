#include "analysis/results_reader.hpp"

#include <cstdint>
#include <filesystem>
#include <system_error>

#include "analysis/results_file.hpp"

namespace colead {

hdf5::Group open_any_results(const std::string& path) {
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
        if (!root.has("format") || !root.has("scenario")) {
            throw InputError(fmt::format("'{}' is not a results file of colead", path));
        }
        if (const std::int64_t format = root.whole_number("format"); format != results_format) {
            throw InputError(fmt::format(
                "'{}' has format {}, of {}; this program reads format {}: {}", path, format,
                root.has("version") ? "colead " + root.text("version") : "?", results_format,
                format > results_format ? "use that version of colead or a later one"
                                        : "use that version, or compute its scenario again"));
        }
        return root;
    });
}

hdf5::Group open_results(const std::string& path) {
    hdf5::Group root = open_any_results(path);
    if (!root.contains("arm")) {
        throw InputError(
            root.contains("leverage")
                ? fmt::format("'{}' holds levers and no runs: colead report shows it", path)
            : root.contains("posterior")
                ? fmt::format("'{}' holds a calibration and no runs: docs/calibration.md reads it "
                              "in Python",
                              path)
                : fmt::format("'{}' is not a results file of colead", path));
    }
    return root;
}

}  // namespace colead
