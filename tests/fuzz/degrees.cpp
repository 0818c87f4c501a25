// The list of degrees for the generator "configuration".
#include "scenarios/degree_sequence.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    const std::string path = written("degrees.txt", bytes);
    refusing([&] { read_degrees(path); });
}

}  // namespace colead::fuzz
