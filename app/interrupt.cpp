#include "app/interrupt.hpp"

#include <unistd.h>

#include <csignal>
#include <string_view>

#include "analysis/unfinished.hpp"

namespace colead {

namespace {

constexpr int exit_interrupted = 130;

std::atomic<bool> asked{false};

extern "C" void end_at_once(int /*signal*/) {
    remove_unfinished();
    constexpr std::string_view words = "colead: interrupted\n";
    (void)!::write(STDERR_FILENO, words.data(), words.size());
    ::_exit(exit_interrupted);
}

void handle_by(void (*handler)(int)) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
        if (std::signal(signal, handler) == SIG_IGN) {
            std::signal(signal, SIG_IGN);
        }
    }
}

extern "C" void ask(int /*signal*/) {
    asked.store(true);
    handle_by(end_at_once);
}

}  // namespace

void end_cleanly_on_signals() { handle_by(end_at_once); }

const std::atomic<bool>& interrupted() {
    if (!asked.load()) {
        handle_by(ask);
    }
    return asked;
}

}  // namespace colead
