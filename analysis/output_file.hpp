// A file that appears under its name only when it is whole: it is written aside, synced to disk and
// renamed. Until then, and after any failure, an earlier file of that name stays as it was.
#pragma once

#include <string>

namespace colead {

class OutputFile {
public:
    /// Makes missing folders and an empty file beside `path`. Throws FileError when `path` exists and
    /// may not be overwritten, is no ordinary file, or cannot be written.
    /// `aside`: where to write until then, on the same file system; empty: beside `path`.
    OutputFile(std::string path, bool overwrite, std::string aside = {});
    /// Removes what was written unless it was finished.
    ~OutputFile();
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    /// Where to write.
    const std::string& aside() const { return aside_; }
    /// Syncs what was written, which must be closed by now, and gives it its name.
    void finish();

private:
    void refuse_existing() const;

    std::string path_;
    std::string aside_;
    bool overwrite_;
    bool finished_ = false;
};

}  // namespace colead
