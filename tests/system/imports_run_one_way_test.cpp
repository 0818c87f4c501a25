// Imports run one way: app -> analysis -> scenarios -> agents -> sim, and only analysis/ sees HDF5.
//
// Reads every #include line of the source folders, so that a step back is found when it is made.
#include "support/catch.hpp"
#include "support/places.hpp"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

// Each folder may include itself and the folders to its left.
constexpr std::array<const char*, 5> houses{"sim", "agents", "scenarios", "analysis", "app"};

std::optional<std::ptrdiff_t> level(const std::string& folder) {
    const auto* found = std::find(houses.begin(), houses.end(), folder);
    if (found == houses.end()) return std::nullopt;
    return found - houses.begin();
}

// The includes of `source`, a file of `folder`, that the plan of the house forbids.
std::vector<std::string> forbidden_includes(const std::string& folder, std::istream& source) {
    static const std::regex include{R"(^\s*#\s*include\s*[<"]([^>"]+)[>"])"};
    static const std::regex hdf5{R"((^|/)(hdf5|H5)[A-Za-z0-9_]*\.(h|hpp)$)"};
    std::vector<std::string> found;
    std::string line;
    while (std::getline(source, line)) {
        std::smatch match;
        if (!std::regex_search(line, match, include)) continue;
        const std::string header = match[1];
        const auto target = level(header.substr(0, header.find('/')));
        const bool runs_back = target && *target > level(folder).value();
        const bool is_relative = header.find("..") != std::string::npos;
        const bool is_hdf5 = folder != "analysis" && std::regex_search(header, hdf5);
        if (runs_back || is_relative || is_hdf5) found.push_back(header);
    }
    return found;
}

std::vector<std::string> forbidden_in_text(const std::string& folder, const std::string& text) {
    std::istringstream source{text};
    return forbidden_includes(folder, source);
}

}  // namespace

TEST_CASE("imports run one way from app to sim and HDF5 stays in analysis", "[system]") {
    std::size_t files = 0;
    for (const std::string folder : houses) {
        const fs::path house = colead::test::source_folder() / folder;
        if (!fs::is_directory(house)) continue;
        for (const auto& entry : fs::recursive_directory_iterator{house}) {
            const auto extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".hpp") continue;
            ++files;
            std::ifstream source{entry.path()};
            INFO(entry.path().string());
            CHECK(forbidden_includes(folder, source) == std::vector<std::string>{});
        }
    }
    CHECK(files > 0);
}

TEST_CASE("an import that runs back is found", "[system]") {
    using Found = std::vector<std::string>;
    CHECK(forbidden_in_text("sim", "#include \"agents/dialogue.hpp\"") ==
          Found{"agents/dialogue.hpp"});
    CHECK(forbidden_in_text("agents", "  #  include <app/page.hpp>") == Found{"app/page.hpp"});
    CHECK(forbidden_in_text("agents", "#include \"../sim/draw.hpp\"") == Found{"../sim/draw.hpp"});
    CHECK(forbidden_in_text("app", "#include <hdf5.h>\n#include <hdf5_hl.h>") ==
          Found{"hdf5.h", "hdf5_hl.h"});
    CHECK(forbidden_in_text("analysis", "#include <hdf5.h>\n#include \"sim/draw.hpp\"").empty());
    CHECK(forbidden_in_text("app", "// #include nothing\n#include <vector>").empty());
}
