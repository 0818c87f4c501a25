// For tests that read networks: small files written for the moment, and the real ones that may or
// may not lie beside the repository.
#pragma once

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

#include "scenarios/network_data.hpp"
#include "sim/error.hpp"
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

/// Reads one file of this name and text.
inline NetworkData read_file(const std::string& name, const std::string& text,
                             const std::map<std::string, std::string>& columns = {},
                             const NetworkParameters& parameters = {}) {
    const WorkingFolder folder;
    WorkingFolder::write(name, text);
    return read_network({name, "", columns, {}}, parameters, 2, 5);
}

/// What is said when the file is refused.
inline std::string refusal_of_file(const std::string& name, const std::string& text,
                                   const std::map<std::string, std::string>& columns = {},
                                   const NetworkParameters& parameters = {}) {
    try {
        read_file(name, text, columns, parameters);
    } catch (const InputError& error) {
        return error.what();
    }
    return "accepted";
}

/// "a-b 0.5 0.25": each tie with its ends' ids and trusts, in order.
inline std::vector<std::string> shown_ties(const NetworkData& network) {
    std::vector<std::string> shown;
    for (const NewTie& tie : network.ties) {
        shown.push_back(fmt::format("{}-{} {} {}", network.ids[tie.pair.low],
                                    network.ids[tie.pair.high], tie.trust_low, tie.trust_high));
    }
    return shown;
}

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
