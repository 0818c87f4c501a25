// Parts of a report's document that are more than numbers of a measure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/network_sketch.hpp"

namespace colead {

/// The first eight pictures with places from -1000 to 1000; null where there are none.
nlohmann::json networks_as_json(NetworkPictures networks);

/// From the resolved text of a scenario: `changed`, parameters that are not at their default, and
/// `programs`, what each arm buys. `unread` says why when this version cannot read the text.
nlohmann::json settings_as_json(const std::string& scenario);

}  // namespace colead
