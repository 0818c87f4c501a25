#include "app/interrupt.hpp"

#include <csignal>

namespace colead {

namespace {

std::atomic<bool> asked{false};

extern "C" void on_signal(int signal) {
    asked.store(true);
    std::signal(signal, SIG_DFL);
}

}  // namespace

const std::atomic<bool>& interrupted() {
    std::signal(SIGINT, on_signal);
    std::signal(SIGTERM, on_signal);
    return asked;
}

}  // namespace colead
