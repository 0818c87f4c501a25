#include "scenarios/locality.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>

namespace colead {

namespace {

constexpr std::uint32_t within_group = 32;  // groups of a level, or people, in one of the next
constexpr int most_rounds = 6;              // more move hardly anyone

using Group = std::uint32_t;
constexpr Group no_group = std::numeric_limits<Group>::max();

// People, or groups of them, and how many ties there are between any two.
struct Level {
    std::vector<std::size_t> begin;  // of each one's row, and the end of the last
    std::vector<Group> alter;
    std::vector<std::uint32_t> ties;
    std::vector<std::uint32_t> people;

    std::size_t size() const { return people.size(); }
};

Level level_of_people(std::size_t people, std::span<const NewTie> ties) {
    Level level;
    level.begin.assign(people + 1, 0);
    level.people.assign(people, 1);
    for (const NewTie& tie : ties) {
        ++level.begin[tie.pair.low + 1];
        ++level.begin[tie.pair.high + 1];
    }
    std::partial_sum(level.begin.begin(), level.begin.end(), level.begin.begin());
    level.alter.resize(level.begin.back());
    level.ties.assign(level.alter.size(), 1);
    std::vector<std::size_t> next(level.begin.begin(), level.begin.end() - 1);
    for (const NewTie& tie : ties) {
        level.alter[next[tie.pair.low]++] = tie.pair.high;
        level.alter[next[tie.pair.high]++] = tie.pair.low;
    }
    return level;
}

// Ties counted by group, for one row after the other.
class TiesByGroup {
public:
    explicit TiesByGroup(std::size_t groups) : count_(groups, 0) {}

    void add(Group group, std::uint32_t ties) {
        if (count_[group] == 0) {
            met_.push_back(group);
        }
        count_[group] += ties;
    }
    std::uint32_t of(Group group) const { return count_[group]; }
    const std::vector<Group>& met() const { return met_; }
    void clear() {
        for (const Group group : met_) {
            count_[group] = 0;
        }
        met_.clear();
    }

private:
    std::vector<std::uint32_t> count_;
    std::vector<Group> met_;
};

// Everyone, one after the other, goes where most ties lead and there is room; of equals, to the smallest
// number. The group of each, numbered in the order in which they are met.
std::vector<Group> group(const Level& level, std::uint64_t room) {
    std::vector<Group> of(level.size());
    std::iota(of.begin(), of.end(), Group{0});
    std::vector<std::uint32_t> people = level.people;
    TiesByGroup ties(level.size());
    for (int round = 0; round < most_rounds; ++round) {
        std::size_t moved = 0;
        for (std::size_t n = 0; n < level.size(); ++n) {
            for (std::size_t k = level.begin[n]; k < level.begin[n + 1]; ++k) {
                ties.add(of[level.alter[k]], level.ties[k]);
            }
            Group best = of[n];
            for (const Group candidate : ties.met()) {
                const bool better = ties.of(candidate) > ties.of(best) ||
                                    (ties.of(candidate) == ties.of(best) && candidate < best);
                if (better && (candidate == of[n] ||
                               std::uint64_t{people[candidate]} + level.people[n] <= room)) {
                    best = candidate;
                }
            }
            ties.clear();
            if (best != of[n]) {
                people[of[n]] -= level.people[n];
                people[best] += level.people[n];
                of[n] = best;
                ++moved;
            }
        }
        if (moved * 100 < level.size()) {
            break;
        }
    }
    std::vector<Group> number(level.size(), no_group);
    Group groups = 0;
    for (Group& one : of) {
        if (number[one] == no_group) {
            number[one] = groups++;
        }
        one = number[one];
    }
    return of;
}

// Who is in which group, group by group.
std::vector<Group> by_group(const std::vector<Group>& of, const std::vector<Group>& groups) {
    std::vector<std::vector<Group>> members(groups.size());
    for (std::size_t n = 0; n < of.size(); ++n) {
        members[of[n]].push_back(static_cast<Group>(n));
    }
    std::vector<Group> order;
    order.reserve(of.size());
    for (const Group one : groups) {
        order.insert(order.end(), members[one].begin(), members[one].end());
    }
    return order;
}

std::vector<Group> all_of(std::size_t count) {
    std::vector<Group> all(count);
    std::iota(all.begin(), all.end(), Group{0});
    return all;
}

Level contract(const Level& level, const std::vector<Group>& of) {
    const std::size_t groups = 1 + *std::max_element(of.begin(), of.end());
    Level next;
    next.people.assign(groups, 0);
    next.begin.assign(1, 0);
    TiesByGroup ties(groups);
    const auto close_row = [&](Group own) {
        for (const Group alter : ties.met()) {
            if (alter != own) {
                next.alter.push_back(alter);
                next.ties.push_back(ties.of(alter));
            }
        }
        next.begin.push_back(next.alter.size());
        ties.clear();
    };
    Group own = 0;
    for (const Group n : by_group(of, all_of(groups))) {
        if (of[n] != own) {
            close_row(own);
            own = of[n];
        }
        next.people[own] += level.people[n];
        for (std::size_t k = level.begin[n]; k < level.begin[n + 1]; ++k) {
            ties.add(of[level.alter[k]], level.ties[k]);
        }
    }
    close_row(own);
    return next;
}

template <class T>
void reorder(std::vector<T>& column, std::span<const Person> order) {
    if (column.empty()) {
        return;
    }
    std::vector<T> next;
    next.reserve(column.size());
    for (const Person i : order) {
        next.push_back(std::move(column[i]));
    }
    column = std::move(next);
}

}  // namespace

std::vector<Person> order_by_ties(std::size_t people, std::span<const NewTie> ties) {
    if (people == 0) {
        return {};
    }
    Level level = level_of_people(people, ties);
    std::vector<std::vector<Group>> groups_of;  // of each level's members
    for (std::uint64_t room = within_group; level.size() > 1; room *= within_group) {
        groups_of.push_back(group(level, room));
        level = contract(level, groups_of.back());
        if (room >= people) {
            break;
        }
    }
    std::vector<Group> order = all_of(level.size());
    for (; !groups_of.empty(); groups_of.pop_back()) {
        order = by_group(groups_of.back(), order);
    }
    return order;
}

void renumber(NetworkData& network, std::span<const Person> order) {
    reorder(network.ids, order);
    reorder(network.community, order);
    reorder(network.organization, order);
    reorder(network.team, order);
    reorder(network.culture, order);
    reorder(network.sector, order);
    reorder(network.rank, order);
    for (StateColumn& column : network.state) {
        reorder(column.values, order);
    }
    std::vector<Person> number(order.size());
    for (std::size_t n = 0; n < order.size(); ++n) {
        number[order[n]] = static_cast<Person>(n);
    }
    for (NewTie& tie : network.ties) {
        const Person low = number[tie.pair.low];
        const Person high = number[tie.pair.high];
        tie.pair = pair_of(low, high);
        if (high < low) {
            std::swap(tie.trust_low, tie.trust_high);
        }
    }
    std::sort(network.ties.begin(), network.ties.end(),
              [](const NewTie& a, const NewTie& b) { return a.pair < b.pair; });
}

}  // namespace colead
