// The networks that a report draws, in a results file: group networks/, one group per picture.
#pragma once

#include "analysis/hdf5.hpp"
#include "analysis/network_sketch.hpp"

namespace colead {

/// Writes networks/id and networks/0, 1, ... with attributes `arm` and `month`, a column each of
/// community, organization, culture, coalition, role and degree along id, and ties as low, high (places
/// in id) and trust. Nothing when there are no pictures.
void write_networks(hdf5::Group& root, const NetworkPictures& networks);

/// No pictures where the file has none. Throws FileError when columns do not fit each other.
NetworkPictures read_networks(const hdf5::Group& root);

}  // namespace colead
