#include <fmt/format.h>

#include "app/commands.hpp"
#include "scenarios/experiment.hpp"

namespace colead {

int list_scenarios() {
    for (const auto& [name, title] : preset_titles()) {
        fmt::print("{:<42} {}\n", name, title);
    }
    return 0;
}

int list_parameters(bool markdown, bool json) {
    fmt::print("{}", markdown ? parameters_as_markdown()
                     : json   ? parameters_as_json()
                              : parameters_as_text());
    return 0;
}

int check(const Options& options) {
    const Prepared prepared = prepare(scenario_of(options));
    tell(options, prepared.notes);
    fmt::print("{}", to_toml(prepared.scenario));
    return 0;
}

}  // namespace colead
