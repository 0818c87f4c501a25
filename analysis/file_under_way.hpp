// Which HDF5 file is at work, for a handler of crashes: libhdf5 itself fails on some files that were damaged or
// made to harm, and on any that it writes while memory runs out.
#pragma once

namespace colead::hdf5 {

enum class FileUse { reading, writing };

/// While it lives, a crash of this thread is that of libhdf5 with this file; of several the one made last
/// counts. `path` must live as long.
class FileUnderWay {
public:
    FileUnderWay(const char* path, FileUse use) noexcept;
    ~FileUnderWay();
    FileUnderWay(const FileUnderWay&) = delete;
    FileUnderWay& operator=(const FileUnderWay&) = delete;

    const char* path() const noexcept { return path_; }
    FileUse use() const noexcept { return use_; }

private:
    const char* path_;
    FileUse use_;
    const FileUnderWay* before_;
};

/// That of this thread, or null. May be called from a handler of signals: a crash is handled by the thread
/// that made it.
const FileUnderWay* file_under_way() noexcept;

/// The file opened last for reading, by whichever thread, while any is open; else null. May be called there
/// too, for a signal that any thread may get.
const char* file_being_read() noexcept;

}  // namespace colead::hdf5
