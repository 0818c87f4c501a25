// The six channels through which a program acts: the five processes and individual leader skill. All
// that a program does to people goes through one of them, so that each can be switched off alone
// (docs/attribution.md).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "scenarios/program.hpp"

namespace colead {

/// The processes keep their numbers.
inline constexpr int through_skill = process_count;
inline constexpr std::size_t channel_count = 6;
inline constexpr std::array<std::string_view, channel_count> channel_names = {
    "connecting", "organizing", "systems_thinking", "bridging", "learning", "skill"};

/// Some of the channels: a bit for each, the first the lowest.
using Channels = std::uint8_t;
inline constexpr std::size_t channel_subsets = std::size_t{1} << channel_count;
inline constexpr Channels every_channel = channel_subsets - 1;

constexpr bool holds(Channels channels, int channel) {
    return (channels >> static_cast<unsigned>(channel) & 1U) != 0;
}

/// Hours on a Subject: openness is what bridges, clarity is learned, commitment is organized.
constexpr int channel_of(int subject) {
    switch (subject) {
        case on_skill:
            return through_skill;
        case on_clarity:
            return learning;
        case on_openness:
            return bridging;
        case on_commitment:
            return organizing;
        default:
            return subject;
    }
}

}  // namespace colead
