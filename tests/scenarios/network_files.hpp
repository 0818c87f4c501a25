// For tests that read networks: small files written for the moment, and the real ones that may or
// may not lie beside the repository.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "scenarios/network_data.hpp"
#include "support/catch.hpp"
#include "support/places.hpp"

namespace colead::test {

/// A folder that is the working directory while it lives, so that messages show bare file names.
class WorkingFolder {
public:
    WorkingFolder() : before_(std::filesystem::current_path()) {
        std::string folder = (std::filesystem::temp_directory_path() / "colead-XXXXXX").string();
        REQUIRE(mkdtemp(folder.data()) != nullptr);
        path_ = folder;
        std::filesystem::current_path(path_);
    }
    ~WorkingFolder() {
        std::error_code ignored;
        std::filesystem::current_path(before_, ignored);
        std::filesystem::remove_all(path_, ignored);
    }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

    static void write(const std::string& name, const std::string& text) {
        std::ofstream(name, std::ios::binary) << text;
    }

private:
    std::filesystem::path before_;
    std::filesystem::path path_;
};

/// Whether the real data are there; warns that the test is skipped where they are not.
inline bool have_shared_data(const std::string& folder) {
    const bool there = std::filesystem::is_directory(shared_data() / folder);
    if (!there) {
        WARN("skipped: no " << (shared_data() / folder).string());
    }
    return there;
}

inline bool has_note(const NetworkData& network, const std::string& note) {
    return std::find(network.notes.begin(), network.notes.end(), note) != network.notes.end();
}

}  // namespace colead::test
