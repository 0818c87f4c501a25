// The program: commands and flags. stdout is the result, stderr the talk.

#include <fmt/format.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <CLI/CLI.hpp>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <exception>
#include <new>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

#include "app/commands.hpp"
#include "app/crash.hpp"
#include "app/interrupt.hpp"
#include "colead_version.hpp"
#include "sim/error.hpp"

namespace {

std::string join(int argc, char** argv) {
    std::string line;
    for (int n = 0; n < argc; ++n) {
        line += (n > 0 ? " " : "") + std::string(argv[n]);
    }
    return line;
}

// CLI11 would only say that a subcommand is required.
void refuse_unknown_command(const CLI::App& app, int argc, char** argv) {
    if (argc < 2 || argv[1][0] == '-') {
        return;
    }
    std::vector<std::string> names;
    for (const CLI::App* command : app.get_subcommands(nullptr)) {
        names.push_back(command->get_name());
    }
    if (std::find(names.begin(), names.end(), argv[1]) != names.end()) {
        return;
    }
    const std::vector<std::string_view> known(names.begin(), names.end());
    const std::string nearest = colead::nearest_name(argv[1], known);
    throw colead::InputError(
        "unknown command " + std::string(argv[1]) +
        (nearest.empty() ? "; see colead --help" : "; did you mean " + nearest + "?"));
}

std::vector<std::string> flags_of(const CLI::App& command) {
    std::vector<std::string> names;
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_group().empty()) {  // taken, not offered
            continue;
        }
        for (const std::string& name : option->get_lnames()) {
            names.push_back(name);
        }
    }
    return names;
}

// CLI11 would list all words that it could not place, in reverse order, and name no flag that may be meant.
void refuse_unknown_flag(const CLI::App& app) {
    for (const CLI::App* command : app.get_subcommands()) {
        for (const std::string& word : command->remaining()) {
            if (word.empty() || word[0] != '-' || word == "-" || word == "--") {
                continue;
            }
            const std::string flag = word.substr(0, word.find('='));
            const std::vector<std::string> names = flags_of(*command);
            const std::vector<std::string_view> known(names.begin(), names.end());
            // Of a single letter everything short would be near.
            const std::string nearest =
                flag.starts_with("--") ? colead::nearest_name(flag.substr(2), known) : "";
            throw colead::InputError(command->get_name() + ": unknown flag " + flag +
                                     (nearest.empty()
                                          ? "; see colead " + command->get_name() + " --help"
                                          : "; did you mean --" + nearest + "?"));
        }
    }
}

std::string complaint_of(const CLI::App& app, const CLI::ParseError& error) {
    if (dynamic_cast<const CLI::ExtrasError*>(&error) == nullptr) {
        return error.what();
    }
    std::string words;
    for (const CLI::App* command : app.get_subcommands()) {
        for (const std::string& word : command->remaining()) {
            words += (words.empty() ? command->get_name() + ": not expected: " : " ") + word;
        }
    }
    return words.empty() ? error.what() : words;
}

int dispatch(int argc, char** argv) {
    CLI::App app{"colead: collective leadership in networks, compared at equal budget"};
    app.name("colead");
    app.set_version_flag("--version", std::string("colead ") + COLEAD_VERSION + " (" +
                                          COLEAD_COMMIT + ", " + COLEAD_COMPILER + ")");
    app.require_subcommand(1);
    // Line by line, so that result and talk stand in their order where both go to one place.
    std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);
    colead::Invocation invocation;
    invocation.options.command_line = join(argc, argv);
    for (const auto add :
         {colead::add_compare, colead::add_run, colead::add_sweep, colead::add_merge,
          colead::add_sensitivity, colead::add_attribute, colead::add_leverage,
          colead::add_calibrate, colead::add_report, colead::add_explore, colead::add_export,
          colead::add_scenarios, colead::add_params, colead::add_check, colead::add_verify,
          colead::add_manual}) {
        add(app, invocation);
    }

    refuse_unknown_command(app, argc, argv);
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& help) {
        return app.exit(help);
    } catch (const CLI::ParseError& error) {
        refuse_unknown_flag(app);
        throw colead::InputError(complaint_of(app, error) + "; see colead --help");
    }
    if (std::fflush(stdout) != 0) {
        throw colead::FileError("cannot write to standard output");
    }
    return invocation.code;
}

int complain(const char* message, int code) {
    fmt::print(stderr, "colead: {}\n", message);
    return code;
}

// Nobody listening on stderr ends no run: what cannot be said there is lost.
void make_talk_optional() {
#ifdef __GLIBC__
    cookie_io_functions_t talk{};
    talk.write = [](void* /*nothing*/, const char* text, std::size_t size) {
        (void)!::write(STDERR_FILENO, text, size);
        return static_cast<ssize_t>(size);
    };
    if (std::FILE* stream = ::fopencookie(nullptr, "w", talk)) {
        std::setvbuf(stream, nullptr, _IOLBF, 0);
        stderr = stream;
    }
#endif
}

// The C library gives what is freed at the heap's end back to the system from 128 KiB on. A file is written by
// hundreds of such pieces, each of which the system would have to clear again: a fifth of a small run.
void keep_what_is_freed() {
#ifdef __GLIBC__
    constexpr int largest = 32 << 20;  // that the library itself would come to in time
    ::mallopt(M_MMAP_THRESHOLD, largest);
    ::mallopt(M_TRIM_THRESHOLD, 2 * largest);
#endif
}

}  // namespace

int main(int argc, char** argv) {
    // A limit on file size, or a reader that has gone, is an error of the write, not the end of the
    // program.
    std::signal(SIGXFSZ, SIG_IGN);
    std::signal(SIGPIPE, SIG_IGN);
    make_talk_optional();
    keep_what_is_freed();
    colead::end_cleanly_on_signals();
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    colead::tell_crashes();
#endif
    try {
        return dispatch(argc, argv);
    } catch (const colead::InputError& error) {
        return complain(error.what(), 2);
    } catch (const colead::FileError& error) {
        return complain(error.what(), 3);
    } catch (const std::system_error& error) {
        return complain(error.what(), 3);
    } catch (const std::bad_alloc&) {
        return complain("there is not enough memory for this", 1);
    } catch (const std::exception& error) {
        return complain(error.what(), 1);
    }
}
