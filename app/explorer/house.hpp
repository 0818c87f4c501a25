// What all connections of the explorer's server share.
#pragma once

#include <chrono>
#include <cstddef>
#include <list>
#include <memory>
#include <string>

#include "app/explorer/gate.hpp"
#include "app/explorer/runner.hpp"

namespace colead::explorer {

inline constexpr auto patience = std::chrono::seconds(10);
inline constexpr std::size_t most_sessions = 8;

inline double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

struct House {
    const Catalogue& catalogue;
    int threads;
    std::string page;
    Gate gate;
    Allowance requests{500.0, 2000.0};
    std::size_t connections = 0;
    std::list<std::shared_ptr<Runner>> runners{};

    void clear_ended() {
        runners.remove_if([](const auto& runner) { return runner->ended(); });
    }
};

}  // namespace colead::explorer
