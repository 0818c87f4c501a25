#include "app/crash.hpp"

#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <new>

#include "analysis/file_under_way.hpp"
#include "analysis/unfinished.hpp"

namespace colead {

namespace {

constexpr int exit_failed = 1;
constexpr int exit_file = 3;

void say(const char* text) { (void)!::write(STDERR_FILENO, text, std::strlen(text)); }

[[noreturn]] void end(const char* file, const char* why) {
    remove_unfinished();
    say("colead: '");
    say(file);
    say(why);
    ::_exit(exit_file);
}

extern "C" void on_crash(int signal) {
    // Time that has run out is that of a read, and told to any thread.
    const hdf5::FileUnderWay* here = signal == SIGVTALRM ? nullptr : hdf5::file_under_way();
    if (here != nullptr && here->use() == hdf5::FileUse::writing) {
        end(here->path(),
            "' cannot be written: the HDF5 library fails, as it does when memory runs out\n");
    }
    if (const char* file = here != nullptr ? here->path() : hdf5::file_being_read()) {
        end(file,
            "' cannot be read: the HDF5 library fails on it, since it is damaged or memory runs "
            "out\n");
    }
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

std::terminate_handler usual_end = nullptr;

// Libraries throw also where they promise not to, when memory runs out while they make an exception.
[[noreturn]] void on_uncaught() {
    try {
        if (std::current_exception() != nullptr) {
            throw;
        }
    } catch (const std::bad_alloc&) {
        remove_unfinished();
        say("colead: there is not enough memory for this\n");
        ::_exit(exit_failed);
    } catch (...) {
    }
    usual_end();
    std::abort();
}

}  // namespace

void tell_crashes() {
    usual_end = std::set_terminate(on_uncaught);
    // A stack of its own: what is read may have used up the other.
    static std::array<char, std::size_t{64} * 1024> stack;
    stack_t alternate{};
    alternate.ss_sp = stack.data();
    alternate.ss_size = stack.size();
    ::sigaltstack(&alternate, nullptr);
    struct sigaction action {};
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK | SA_NODEFER;
    for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGVTALRM}) {
        ::sigaction(signal, &action, nullptr);
    }
}

}  // namespace colead
