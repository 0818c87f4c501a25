// Scenario files: read, written out resolved, and read again to the same text; and prepared, which
// analyses the issue system. Files that a scenario names are not read here: network_*.cpp do that.
#include "scenarios/experiment.hpp"
#include "scenarios/scenario_file.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    refusing([&] {
        Scenario scenario = parse_scenario(bytes, "fuzz.toml", "/folder", {});
        const std::string text = to_toml(scenario);
        std::string again;
        try {
            again = to_toml(parse_scenario(text, "resolved.toml", "/folder", {}));
        } catch (const InputError& refused) {
            fault("what was resolved is refused: " + std::string(refused.what()));
        }
        if (again != text) {
            fault("what was resolved reads back as something else");
        }
        scenario.files = {};
        prepare(std::move(scenario));
    });
}

}  // namespace colead::fuzz
