// The CSV of points of a design of kind "list".
#include "scenarios/study.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    written("points.csv", bytes);
    const std::string study = written("study.toml",
                                      "[network]\npeople = 60\n"
                                      "[design]\nkind = \"list\"\nfile = \"points.csv\"\n");
    refusing([&] { Study::load(study, {}, {}); });
}

}  // namespace colead::fuzz
