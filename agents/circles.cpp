#include "agents/circles.hpp"

#include "agents/population.hpp"

namespace colead {

Circles::Circles(std::span<const std::uint32_t> circle, std::size_t count) : begin_(count + 1) {
    std::size_t affiliated = 0;
    for (const std::uint32_t c : circle) {
        if (c != unaffiliated) {
            ++begin_[c + 1];
            ++affiliated;
        }
    }
    for (std::size_t c = 0; c < count; ++c) {
        begin_[c + 1] += begin_[c];
    }
    members_.resize(affiliated);
    std::vector<std::size_t> next(begin_.begin(), begin_.end());
    for (std::size_t i = 0; i < circle.size(); ++i) {
        if (circle[i] != unaffiliated) {
            members_[next[circle[i]]++] = static_cast<Person>(i);
        }
    }
}

}  // namespace colead
