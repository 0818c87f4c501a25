#include "agents/sound.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>

#include "agents/world.hpp"

namespace colead {

namespace {

// NaN and infinity have the largest exponent, so that the largest of all bits without their signs
// tells: whole vectors of whole numbers are compared, without a branch.
bool all_finite(std::span<const float> values) {
    constexpr std::uint32_t without_sign = 0x7fffffffU;
    std::uint32_t largest = 0;
    for (const float value : values) {
        largest = std::max(largest, std::bit_cast<std::uint32_t>(value) & without_sign);
    }
    return largest < std::bit_cast<std::uint32_t>(std::numeric_limits<float>::infinity());
}

bool all_finite(std::span<const double> values) {
    return std::all_of(values.begin(), values.end(), [](double v) { return std::isfinite(v); });
}

struct Block {
    std::size_t begin;
    std::size_t end;
};

struct Named {
    std::string_view name;
    const Column<float>* column;
};

// What people carry from month to month; each column is as many floats a person as its length says.
std::array<Named, 11> states_of(const Population& p) {
    return {{{"concern or strategy", &p.voice},
             {"intention", &p.intention},
             {"mental model", &p.mental_model},
             {"clarity", &p.clarity},
             {"openness", &p.openness},
             {"commitment", &p.commitment},
             {process_names[0], &p.capacity[0]},
             {process_names[1], &p.capacity[1]},
             {process_names[2], &p.capacity[2]},
             {process_names[3], &p.capacity[3]},
             {process_names[4], &p.capacity[4]}}};
}

// What is fixed, and comes into a state within a month, or is made of states anew each month.
std::array<Named, 12> rest_of(const World& world) {
    const Population& p = world.people;
    return {{{"share of alters acting", &world.scratch.shares_or_models},
             {"overlap with alters", &p.coherence},
             {"support", &p.support},
             {"threshold", &p.threshold},
             {"baseline of skill", &p.skill_baseline},
             {"baseline of clarity", &p.clarity_baseline},
             {"baseline of openness", &p.openness_baseline},
             {"baseline of connecting", &p.capacity_baseline[0]},
             {"baseline of organizing", &p.capacity_baseline[1]},
             {"baseline of systems thinking", &p.capacity_baseline[2]},
             {"baseline of bridging", &p.capacity_baseline[3]},
             {"baseline of learning", &p.capacity_baseline[4]}}};
}

std::span<const float> of_people(const Column<float>& column, std::size_t people, Block block) {
    const std::size_t width = column.size() / people;
    return {column.data() + block.begin * width, (block.end - block.begin) * width};
}

bool faces_finite(const Population& people, Block block) {
    constexpr std::uint32_t without_sign = 0x7fffffffU;
    std::uint32_t largest = 0;
    for (std::size_t n = block.begin; n < block.end; ++n) {
        const std::uint32_t skill = std::bit_cast<std::uint32_t>(people.face[n].skill);
        const std::uint32_t rank = std::bit_cast<std::uint32_t>(people.face[n].rank);
        largest = std::max(largest, std::max(skill & without_sign, rank & without_sign));
    }
    return largest < std::bit_cast<std::uint32_t>(std::numeric_limits<float>::infinity());
}

// The first of these columns that is amiss in a block of people, or "".
std::string_view unsound_column(std::span<const Named> columns, std::size_t people, Block block) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const Named& named) {
        return !all_finite(of_people(*named.column, people, block));
    });
    return found == columns.end() ? std::string_view() : found->name;
}

// "" when all is well with a block of people.
std::string_view unsound_state(const World& world, Block block, bool everything) {
    const Population& people = world.people;
    if (const auto name = unsound_column(states_of(people), people.size(), block); !name.empty()) {
        return name;
    }
    if (!faces_finite(people, block)) {
        return "skill or rank";
    }
    return everything ? unsound_column(rest_of(world), people.size(), block) : std::string_view();
}

// Of organizations and communities; calls fault(what) for the first that is amiss.
template <class Fault>
void look_at_circles(const World& world, Fault fault) {
    const auto stride = static_cast<std::size_t>(world.people.stride());
    const Organizations& organizations = world.organizations;
    for (std::size_t o = 0; o < organizations.capacity.size(); ++o) {
        if (!std::isfinite(organizations.capacity[o]) ||
            !all_finite(std::span<const float>(organizations.output[o]))) {
            fault(fmt::format("capacity or output of organization {}", o + 1));
        }
    }
    const Communities& communities = world.communities;
    const std::size_t factors =
        communities.factor.size() / std::max<std::size_t>(1, communities.size());
    for (std::size_t c = 0; c < communities.size(); ++c) {
        if (!all_finite(std::span(communities.narrative).subspan(c * stride, stride))) {
            fault(fmt::format("narrative of community {}", c + 1));
        }
        if (!all_finite(std::span(communities.factor).subspan(c * factors, factors)) ||
            !std::isfinite(communities.result[c]) || !std::isfinite(communities.rise[c])) {
            fault(fmt::format("factors or result of community {}", c + 1));
        }
    }
}

}  // namespace

Unsound::Unsound(std::string_view of_what, Person of_whom, std::uint32_t in_month,
                 std::string_view found_after)
    : std::runtime_error(fmt::format("{} is no finite number", of_what)),
      state(of_what),
      person(of_whom),
      month(in_month),
      phase(found_after) {}

void require_sound(const World& world, const Workers& workers, std::string_view after) {
    const bool everything = !after.empty();
    std::atomic<bool> sound{true};
    workers.for_blocks(world.people.size(), [&](std::size_t begin, std::size_t end) {
        if (!unsound_state(world, {begin, end}, everything).empty()) {
            sound = false;
        }
    });
    // By cells rather than by rows, which are short: a fault in a row is a fault in a cell.
    const std::span<const float> trust = world.ties.trust_cells();
    workers.for_blocks(
        trust.size(),
        [&](std::size_t begin, std::size_t end) {
            if (!all_finite(trust.subspan(begin, end - begin))) {
                sound = false;
            }
        },
        16 * Workers::people_per_block);
    for (std::size_t n = 0; !sound && n < world.people.size(); ++n) {
        const auto person = static_cast<Person>(n);
        if (const auto state = unsound_state(world, {n, n + 1}, everything); !state.empty()) {
            throw Unsound(state, person, world.month, after);
        }
        if (!all_finite(world.ties.trust(person))) {
            throw Unsound("trust", person, world.month, after);
        }
    }
    look_at_circles(
        world, [&](const std::string& what) { throw Unsound(what, nobody, world.month, after); });
}

}  // namespace colead
