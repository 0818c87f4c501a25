// The messages that a session sends, made from worlds (session.hpp).
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "app/explorer/catalogue.hpp"
#include "app/explorer/two_worlds.hpp"

namespace colead::explorer {

/// Scenarios, parameters, measures and limits.
nlohmann::json greeting(const Catalogue& catalogue);
/// Long-run effect on the result of a lasting unit of pressure on each factor, on both sides.
nlohmann::json leverage_of(const TwoWorlds& worlds);
/// Arms, people drawn and where, issue system, and the value of every parameter on either side.
nlohmann::json world_message(const TwoWorlds& worlds, const std::string& scenario);
/// Equal for equal states, here or on another machine: of both worlds, of what they are set to, and so of all
/// that comes.
std::string fingerprint(const TwoWorlds& worlds);
/// The measures of the present month on both sides, bit for bit, and what the issue system does.
/// `with_check`: with the fingerprint of the state, by which a link knows it again.
nlohmann::json month_message(const TwoWorlds& worlds, bool with_check);
/// The last thing done, how many there are with it, and what all is set to now.
nlohmann::json event_message(const TwoWorlds& worlds);
/// The values of all parameters, by key.
nlohmann::json values_of(const Scenario& scenario);

/// The network of a side as bytes, little-endian: side, month, people n and ties m (4 bytes each); then
/// coalition (4 bytes, -1: none) of each person, degree (2), ends of each tie (2 + 2: all lower ends,
/// then all upper ones), role (1) and target (1, 255: does not act) of each person, trust of each tie
/// (1, 255: full).
std::string picture_bytes(const TwoWorlds& worlds, std::size_t side);
/// Where people would stand if laid out by their ties of now, beginning from where they stood.
nlohmann::json places_of(const TwoWorlds& worlds, std::size_t side);

/// What is on screen as a scenario file, and the command that runs it: the left world (0), the right (1), both (2).
nlohmann::json exported(const TwoWorlds& worlds, std::size_t which);

}  // namespace colead::explorer
