// Connecting: ego proposes rate_connecting qC ties a month (the whole part, and one more by chance of
// the rest), each to a friend of a friend (with probability `closure`), else to someone of the team
// or organization.
#pragma once

#include <array>
#include <vector>

#include "agents/tie_changes.hpp"
#include "sim/luck.hpp"

namespace colead {

/// How many ties ego will propose this month, by the first word of its draws.
std::uint32_t connections_sought(const World& world, Person ego, std::uint32_t word);

/// Egos who look for ties. They go together, step by step: what one asks of memory is under way while others
/// ask.
class Seekers {
public:
    Seekers(World& world, std::vector<Proposal>& proposals)
        : world_(world), proposals_(proposals) {}

    /// All that ego seeks this month; `luck`: ego's first block of draws for it.
    void add(Person ego, const DrawBlock& luck);
    /// Appends the proposals of those added, in no order, and marks who proposes as having practised,
    /// whatever comes of it. To be called at the end.
    void propose();

private:
    struct Seeker {
        Person ego;
        DrawBlock luck;
    };
    static constexpr std::size_t at_once = Luck::most;
    using Places = std::array<std::uint32_t, at_once>;  // of seekers

    void look_around(std::array<Person, at_once>& others) const;

    World& world_;
    std::vector<Proposal>& proposals_;
    std::array<Seeker, at_once> seekers_;
    std::size_t count_ = 0;
};

}  // namespace colead
