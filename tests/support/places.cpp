#include "support/places.hpp"

#include <cstdlib>

namespace colead::test {

// The two names are given to this file alone, so that all others compile alike in every checkout.
const char* built_program() { return COLEAD_PROGRAM; }

std::filesystem::path source_folder() { return COLEAD_SOURCE_DIR; }

std::filesystem::path shared_data() {
    const char* given = std::getenv("COLEAD_SHARED_DATA");
    return std::filesystem::absolute(given != nullptr ? std::filesystem::path(given)
                                                      : source_folder() / ".." / "shared" / "data");
}

}  // namespace colead::test
