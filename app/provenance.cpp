#include "app/provenance.hpp"

#include <array>
#include <ctime>

#include "analysis/sweep_parts.hpp"

namespace colead {

Provenance provenance_of(const Options& options, const Scenario& scenario,
                         const std::vector<std::string>& cautions) {
    std::array<char, 32> date{};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
    Provenance provenance;
    provenance.scenario = to_toml(scenario);
    provenance.command_line = options.command_line;
    provenance.date = date.data();
    provenance.seed = static_cast<std::uint64_t>(scenario.run.seed);
    provenance.threads = options.thread_count();
    provenance.network_files = network_digests(scenario.files);
    provenance.cautions = cautions;
    return provenance;
}

}  // namespace colead
