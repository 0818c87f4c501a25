// Files of networks. COLEAD_FORMAT is a value of network.format: this is built once for each.
#include "scenarios/network_data.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    NetworkParameters parameters;
    parameters.format = NetworkParameters::COLEAD_FORMAT;
    const std::string path = written("network", bytes);
    for (const auto oddities : {NetworkParameters::refuse, NetworkParameters::skip}) {
        parameters.oddities = oddities;
        refusing([&] { read_network({path, "", {}, {}}, parameters, 2, 5); });
    }
    refusing([&] {
        read_network({path, "", {{"trust", "2"}, {"node", "name"}}, {}}, parameters, 2, 5);
    });
}

}  // namespace colead::fuzz
