// The CSV of people, beside a fixed list of ties.
#include "scenarios/network_data.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    static const std::string ties = written("ties.csv", "ego,alter,trust\na,b,.5\nb,c,1\n1,2,0\n");
    const std::string people = written("people.csv", bytes);
    refusing([&] { read_network({ties, people, {}, {}}, {}, 4, 5); });
    refusing([&] { read_network({ties, people, {{"id", "1"}}, {{"culture", "a"}}}, {}, 2, 5); });
}

}  // namespace colead::fuzz
