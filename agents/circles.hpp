// Who belongs together: members of each community, organization or team as rows of one array,
// ascending. Positions do not move, so circles are made once.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sim/columns.hpp"

namespace colead {

class Circles {
public:
    Circles() = default;
    /// `circle[i]` in [0, count) or `unaffiliated`.
    Circles(std::span<const std::uint32_t> circle, std::size_t count);

    std::size_t count() const { return begin_.empty() ? 0 : begin_.size() - 1; }
    std::span<const Person> members(std::uint32_t circle) const {
        return {members_.data() + begin_[circle], begin_[circle + 1] - begin_[circle]};
    }

private:
    std::vector<std::size_t> begin_;
    Column<Person> members_;
};

}  // namespace colead
