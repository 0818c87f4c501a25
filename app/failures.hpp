// Replicates that failed.
#pragma once

#include "analysis/results.hpp"

namespace colead {

/// Says on stderr how many failed, if any, and why the first did: one line, since each one's message is in
/// the file. Returns whether any did. All arms of a replicate fail together.
bool tell_failed(const Results& results);

/// Stores a result, then tells it; also where it cannot be stored, and only then lets that error go on: what a
/// long run found is not to be lost with a full disk. Told afterwards, since nobody may listen.
template <class Store, class Tell>
void store_and_tell(Store&& store, Tell&& tell) {
    try {
        store();
    } catch (...) {
        tell();
        throw;
    }
    tell();
}

}  // namespace colead
