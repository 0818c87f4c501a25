// Opening a results file for reading, with errors that name it.
#pragma once

#include <fmt/format.h>

#include <stdexcept>
#include <string>

#include "analysis/file_under_way.hpp"
#include "analysis/hdf5.hpp"
#include "sim/error.hpp"

namespace colead {

/// The root of a results file. Throws FileError when it cannot be read, InputError when it is
/// something else.
hdf5::Group open_results(const std::string& path);

/// The same, also of a file that holds no runs but what was reckoned from them: `leverage/`.
hdf5::Group open_any_results(const std::string& path);

/// Everything that is read from a file comes through here, so that what is wrong names it.
template <class Read>
auto reading(const std::string& path, Read&& read) {
    const hdf5::FileUnderWay under_way(path.c_str(), hdf5::FileUse::reading);
    try {
        return read();
    } catch (const FileError& error) {
        throw FileError(fmt::format("'{}' cannot be read: {}", path, error.what()));
    } catch (const std::out_of_range&) {
        throw FileError(fmt::format("'{}' cannot be read: its parts do not fit each other", path));
    }
}

}  // namespace colead
