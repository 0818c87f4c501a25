#include "analysis/output_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdio>  // renameat2
#include <filesystem>
#include <system_error>
#include <utility>

#include "analysis/unfinished.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

std::string in_words(int error) { return std::generic_category().message(error); }

FileError cannot_be_written(const std::string& path, const std::string& reason) {
    return FileError(fmt::format("'{}' cannot be written: {}", path, reason));
}

std::string folder_of(const std::string& path) {
    const std::string folder = std::filesystem::path(path).parent_path().string();
    return folder.empty() ? "." : folder;
}

// 0, or what went wrong. A folder is synced so that a rename in it lasts.
int sync_to_disk(const std::string& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return errno;
    }
    // Some file systems cannot sync a folder and say so by EINVAL: nothing is lost by that.
    const int error = ::fsync(file) == 0 || errno == EINVAL ? 0 : errno;
    ::close(file);
    return error;
}

// Renames and returns 0, or what went wrong.
int rename_file(const std::string& from, const std::string& to, bool overwrite) {
    if (!overwrite) {
        if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
            return 0;
        }
        if (errno != EINVAL && errno != ENOSYS) {
            return errno;
        }
        if (::access(to.c_str(), F_OK) == 0) {
            return EEXIST;
        }
    }
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

// What is being written aside, for remove_unfinished: each place is taken and left by one thread, and
// looked at by a signal at any moment. Files beyond these places are not removed by a signal.
constexpr std::size_t places = 64;
std::array<std::atomic<const char*>, places> unfinished{};

void replace_unfinished(const char* old, const char* now) {
    for (std::atomic<const char*>& place : unfinished) {
        const char* expected = old;
        if (place.compare_exchange_strong(expected, now)) {
            return;
        }
    }
}
void note_unfinished(const std::string& path) { replace_unfinished(nullptr, path.c_str()); }
void forget_unfinished(const std::string& path) { replace_unfinished(path.c_str(), nullptr); }

}  // namespace

void remove_unfinished() noexcept {
    for (const std::atomic<const char*>& path : unfinished) {
        if (const char* there = path.load()) {
            ::unlink(there);
        }
    }
}

OutputFile::OutputFile(std::string path, bool overwrite, std::string aside)
    : path_(std::move(path)),
      aside_(aside.empty() ? fmt::format("{}.{}.partial", path_, ::getpid()) : std::move(aside)),
      overwrite_(overwrite) {
    if (path_.empty()) {
        throw FileError("the name of the file to write is empty");
    }
    refuse_existing();
    const std::string folder = folder_of(path_);
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw cannot_be_written(path_, fmt::format("folder '{}': {}", folder, error.message()));
    }
    note_unfinished(aside_);
    const int file = ::open(aside_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0) {
        const int reason = errno;
        forget_unfinished(aside_);
        throw cannot_be_written(path_, in_words(reason));
    }
    ::close(file);
}

OutputFile::~OutputFile() {
    if (!finished_) {
        ::unlink(aside_.c_str());
    }
    forget_unfinished(aside_);
}

void OutputFile::refuse_existing() const {
    std::error_code error;
    const auto kind = std::filesystem::status(path_, error).type();
    if (kind == std::filesystem::file_type::directory ||
        !std::filesystem::path(path_).has_filename()) {
        throw cannot_be_written(path_, "it is a folder");
    }
    if (kind == std::filesystem::file_type::none ||
        (kind == std::filesystem::file_type::not_found &&
         !std::filesystem::is_symlink(path_, error))) {
        return;
    }
    if (kind != std::filesystem::file_type::regular) {
        throw cannot_be_written(path_, "it exists and is not an ordinary file");
    }
    if (!overwrite_) {
        throw FileError(fmt::format("'{}' exists; --overwrite replaces it", path_));
    }
}

void OutputFile::finish() {
    int error = sync_to_disk(aside_);
    if (error == 0) {
        error = rename_file(aside_, path_, overwrite_);
    }
    if (error == EEXIST && !overwrite_) {
        throw FileError(fmt::format("'{}' exists; --overwrite replaces it", path_));
    }
    if (error != 0) {
        throw cannot_be_written(path_, in_words(error));
    }
    finished_ = true;
    // The file is whole and in its place; only that its name outlasts a power cut is left to ask for.
    (void)sync_to_disk(folder_of(path_));
}

}  // namespace colead
