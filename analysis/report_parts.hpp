// Parts of a report's document that are more than numbers of a measure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "analysis/attribution.hpp"
#include "analysis/hdf5.hpp"
#include "analysis/network_sketch.hpp"
#include "analysis/stored_results.hpp"

namespace colead {

/// The first eight pictures with places from -1000 to 1000; null where there are none.
nlohmann::json networks_as_json(NetworkPictures networks);

/// From the resolved text of a scenario: `changed`, parameters that are not at their default, and
/// `programs`, what each arm buys. `unread` says why when this version cannot read the text.
nlohmann::json settings_as_json(const std::string& scenario);

/// Effects with their intervals, by arm; null where there is no attribution.
nlohmann::json attribution_as_json(const Attribution& attribution);

/// What moved at each level and what each evaluator would conclude, as the comparison prints it; null
/// where there is one arm only.
nlohmann::json levels_as_json(const StoredResults& results);

/// What made the file of this path.
nlohmann::json origin_as_json(const Origin& origin, const std::string& path);

/// The document of a sweep: arms and their differences along each factor and over each pair of factors.
nlohmann::json sweep_document(const hdf5::Group& root, const std::string& path);

/// The document of what `colead leverage` left.
nlohmann::json leverage_document(const hdf5::Group& root, const std::string& path);

}  // namespace colead
