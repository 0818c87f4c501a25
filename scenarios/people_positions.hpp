// Where people belong and stand, by the columns of their table; what no column says is taken for
// granted, or drawn, and told.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/network_data.hpp"
#include "scenarios/people_table.hpp"

namespace colead {

/// Fills community, organization, team, culture, sector (or one of `sectors`, drawn by `seed`) and
/// rank of the given rows, in order, and adds to the notes. Throws InputError.
void read_positions(const PeopleTable& table, const std::vector<std::uint32_t>& rows,
                    std::int64_t sectors, std::uint64_t seed, NetworkData& network);

}  // namespace colead
