// --set key=value: a line for each, over a preset with programs.
#include "scenarios/scenario_file.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

void take(std::string_view bytes) {
    refusing([&] {
        std::vector<Setting> settings;
        while (!bytes.empty()) {
            const std::size_t end = std::min(bytes.find('\n'), bytes.size());
            settings.push_back(parse_setting(bytes.substr(0, end)));
            bytes.remove_prefix(std::min(end + 1, bytes.size()));
        }
        const std::string text = to_toml(load_scenario("lawrence-community-works", settings));
        if (to_toml(parse_scenario(text, "resolved.toml", "/", {})) != text) {
            fault("what was resolved reads back as something else");
        }
    });
}

}  // namespace colead::fuzz
