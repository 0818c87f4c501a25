// Rows of the sections that belong to a scenario as a whole: run, network, measures.
#include "scenarios/scenario.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "scenarios/generators.hpp"
#include "scenarios/registry.hpp"
#include "sim/error.hpp"

namespace colead {

std::span<const Parameter<RunParameters>> RunParameters::rows() {
    using P = RunParameters;
    static constexpr std::array<Parameter<P>, 4> table = {{
        {&P::months, "months", "months", 1, 12'000, "how long each arm is followed after the fork",
         "assumed: five years, a usual length of community initiatives; range 12-240", 12},
        {&P::burn_in, "burn_in", "months", 0, 12'000,
         "simulated once per replicate before it is forked into the arms",
         "assumed: ten years, for a world to settle (docs/model.md, section 5); range 60-240", 12},
        {&P::replicates, "replicates", "1", 1, 1'000'000,
         "worlds drawn; every arm runs in each of them",
         "assumed: enough for intervals in minutes of computing; range 20-10000", 12},
        {&P::seed, "seed", "1", 0, 0x1p53, "decides every draw of every replicate",
         "assumed: any whole number does; range 0-2^53, exact in a double", 12},
    }};
    return table;
}

std::span<const Parameter<NetworkParameters>> NetworkParameters::rows() {
    using P = NetworkParameters;
    static constexpr std::array<std::string_view, 2> oddities = {"refuse", "skip"};
    static constexpr std::array<std::string_view, 6> formats = {"extension", "edges", "matrix",
                                                                "pajek",     "gml",   "graphml"};
    static constexpr std::array<Parameter<P>, 20> table = {{
        {&P::generator, "generator", "choice", 0, generator_names.size() - 1,
         "how first ties are drawn when no file gives them: `organizations` nests them in teams, "
         "organizations and communities; the others are those of their authors "
         "(docs/model.md, section 5)",
         "assumed: people know their team first; the others are references", 10, generator_names},
        {&P::people, "people", "people", 2, 100'000'000, "how many people a generator makes",
         "assumed: a town's organized residents; range 2-10000000", 11},
        {&P::communities, "communities", "communities", 0, 1'000'000,
         "how many communities a generator makes; 0: one per 1000 people",
         "assumed: each is about as large as people can know of; range 0-10000", 10},
        {&P::organization_size, "organization_size", "people", 1, 1'000'000,
         "people per organization", "assumed: a small nonprofit; range 10-100", 10},
        {&P::team_size, "team_size", "people", 1, 1'000'000, "people per team",
         "assumed: teams work best when small (Hackman 2002); range 3-12", 10},
        {&P::cultures, "cultures", "groups", 1, 64,
         "culture groups that a generator makes; under `stochastic-block` they are the blocks",
         "assumed; range 1-6", 10},
        {&P::majority, "majority", "share", 0, 1,
         "share of an organization's people who are of its majority culture; not used by "
         "`stochastic-block`",
         "assumed: organizations mix less than their town; range .4-1", 10},
        {&P::sectors, "sectors", "sectors", 1, 255, "sectors of work that a generator makes",
         "assumed: housing, schools, health, jobs; range 1-8", 10},
        {&P::inequity, "inequity", "share", 0, 1,
         "how far the standard issue system's baselines fall from the first to the last group",
         "assumed: structural inequity; range 0-.6", 5},
        {&P::degree, "degree", "ties", 0, 10'000,
         "mean number of a person's first ties; not used by `barabasi-albert`, "
         "`stochastic-block` and `complete`",
         "assumed: the attention one has (trust.attention), near which the degree rests; range "
         "4-20",
         10},
        {&P::rewiring, "rewiring", "probability", 0, 1,
         "`watts-strogatz`: with which a tie of the ring is moved to somebody at random",
         "assumed: short paths and much clustering (Watts & Strogatz 1998); range 0-1", 10},
        {&P::attach, "attach", "ties", 1, 10'000,
         "`barabasi-albert`: ties with which each newcomer begins; the mean degree is twice that",
         "assumed: the mean degree of the others (Barabasi & Albert 1999); range 1-10", 10},
        {&P::within, "within", "probability", 0, 1,
         "`stochastic-block`: of a tie between two of one culture",
         "assumed: a degree of about 12 among 1000 (Holland, Laskey & Leinhardt 1983); range 0-1",
         10},
        {&P::between, "between", "probability", 0, 1,
         "`stochastic-block`: of a tie between two of different cultures",
         "assumed: a tenth of that within; range 0-1", 10},
        {&P::exponent, "exponent", "1", 2.01, 10,
         "`configuration` without `network.degrees`: of the power law of degrees",
         "assumed: between 2 and 3, as in many networks (Newman 2003)", 10},
        {&P::swaps, "swaps", "1 / tie", 0, 1000,
         "attempted swaps of the ends of two ties, per tie, after any generator: degrees stay, "
         "all else goes",
         "assumed: none; range 0-10, swaps as of Milo et al. (2003)", 10},
        {&P::trust, "trust", "0..1", 0, 1, "trust at both ends of a first tie that states none",
         "assumed: burn-in forgets it; range .2-.8", 12},
        {&P::oddities, "oddities", "choice", 0, 1,
         "what to do with self-ties and ties to nobody in files: `refuse` them, or `skip` and "
         "count",
         "assumed: no data are dropped unless asked for", 12, oddities},
        {&P::format, "format", "choice", 0, 5,
         "format of the file of ties: `extension` goes by its name (.graphml, .gml, .net; all else "
         "is an edge list)",
         "assumed: names tell, but for matrices", 12, formats},
        {&P::trust_scale, "trust_scale", "weight", 0, 1e9,
         "weight of a tie in files that is full trust; 0: weights are not trust",
         "assumed: files hold trust from 0 to 1; survey scales end at 5, 7 or 10", 12},
    }};
    return table;
}

std::span<const Parameter<MeasureParameters>> MeasureParameters::rows() {
    using P = MeasureParameters;
    static constexpr std::array<Parameter<P>, 3> table = {{
        {&P::network_every, "network_every", "months", 1, 12'000,
         "how often the costly measures of the network are taken",
         "assumed: yearly; networks change slowly; range 1-60", 12},
        {&P::by_community, "by_community", "switch", 0, 1,
         "whether measures are also recorded for each community",
         "assumed: on; it costs little beside the run", 12},
        {&P::mobilized_at, "mobilized_at", "share", 0, 1,
         "share of people acting from which a world counts as mobilized",
         "assumed: between worlds at rest and worlds that tip; range .15-.5", 12},
    }};
    return table;
}

std::span<const Parameter<UntilParameters>> UntilParameters::rows() {
    using P = UntilParameters;
    static constexpr std::array<Parameter<P>, 2> table = {{
        {&P::ci, "ci", "as the measure", 0, 1e9,
         "replicates are added until half the width of the paired 95% interval is at most this; "
         "0: all replicates are run, else `replicates` is the most",
         "assumed: off; take a tenth of the difference that would matter", 12},
        {&P::pilot, "pilot", "1", 2, 1'000'000, "replicates before the first look at the interval",
         "assumed: the spread of fewer says little; range 20-100", 12},
    }};
    return table;
}

std::string_view taken_up(const Scenario& scenario) {
    const OrganizationParameters& organizations = scenario.parameters.organizations;
    return find_row<OrganizationParameters>("takes")
        ->choices[static_cast<std::size_t>(organizations.takes)];
}

void keep_arms(Scenario& scenario, const std::vector<std::string>& names) {
    std::vector<Program> wanted;
    for (const std::string& name : names) {
        const auto of_this_name = [&](const Program& program) { return program.arm == name; };
        const auto found = std::find_if(scenario.arms.begin(), scenario.arms.end(), of_this_name);
        if (found == scenario.arms.end()) {
            std::vector<std::string_view> known;
            for (const Program& program : scenario.arms) {
                known.emplace_back(program.arm);
            }
            throw InputError(fmt::format("--arms: unknown arm \"{}\"; the scenario has {}", name,
                                         fmt::join(known, ", ")));
        }
        if (std::any_of(wanted.begin(), wanted.end(), of_this_name)) {
            throw InputError(fmt::format("--arms: {} is named twice", name));
        }
        wanted.push_back(*found);
    }
    if (!names.empty()) {
        scenario.arms = std::move(wanted);
    }
}

}  // namespace colead
