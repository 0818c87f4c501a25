#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>

#include "app/commands.hpp"
#include "app/embedded_page.hpp"
#include "app/explorer/server.hpp"
#include "app/explorer/two_worlds.hpp"
#include "scenarios/experiment.hpp"
#include "sim/error.hpp"

extern char** environ;

namespace colead {

namespace {

struct ExploreWishes {
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    bool open = true;
    std::string state;
};

// What a link says of a state, from a link or that part of one; empty when none is wanted.
std::string state_of(const std::string& link) {
    constexpr std::string_view mark = "#state=";
    if (link.empty()) {
        return "";
    }
    const std::size_t at = link.find(mark);
    const bool letters =
        at != std::string::npos && at + mark.size() < link.size() &&
        std::all_of(link.begin() + static_cast<std::ptrdiff_t>(at + mark.size()), link.end(),
                    [](unsigned char c) { return std::isalnum(c) != 0 || c == '-' || c == '_'; });
    if (!letters) {
        throw InputError("--state: this is no link of an explorer, nor its part from #state= on");
    }
    return link.substr(at);
}

// In the user's browser, where there is a desktop; it does not matter when there is none.
void open_in_browser(const std::string& address) {
    if (std::getenv("DISPLAY") == nullptr && std::getenv("WAYLAND_DISPLAY") == nullptr) {
        return;
    }
    std::string program = "xdg-open";
    std::string argument = address;
    char* arguments[] = {program.data(), argument.data(), nullptr};
    pid_t child = 0;
    if (posix_spawnp(&child, program.c_str(), nullptr, nullptr, arguments, environ) == 0) {
        std::thread([child] { waitpid(child, nullptr, 0); }).detach();
    }
}

int explore(Options& options, const ExploreWishes& wishes) {
    if (options.scenario.empty()) {
        options.scenario = "lawrence-community-works";
    }
    const explorer::Catalogue catalogue(options.scenario, settings_of(options), options.arms);
    // What the first page will ask for is refused here, before there is one.
    const std::string& first = catalogue.scenarios().front().first;
    const Prepared prepared = prepare(catalogue.load(first, catalogue.first_settings(first)));
    explorer::check_size(prepared);
    tell(options, prepared.notes);
    tell(options, prepared.cautions);
    const std::string state = state_of(wishes.state);
    explorer::ServerWishes server_wishes;
    server_wishes.address = wishes.host;
    server_wishes.port = wishes.port;
    server_wishes.threads = std::min(2, options.thread_count());
    server_wishes.page = embedded_explorer_page();
    explorer::Server server(catalogue, server_wishes);
    if (!options.quiet && wishes.host != "127.0.0.1" && wishes.host != "::1") {
        fmt::print(
            stderr,
            "anyone who reaches {} and knows the token can use this explorer; the connection "
            "is not encrypted\n",
            wishes.host);
    }
    const std::string address = server.address() + state;
    fmt::print("{}\n", address);
    if (std::fflush(stdout) != 0) {
        throw FileError("cannot write to standard output");
    }
    if (!options.quiet) {
        fmt::print(stderr, "the explorer is at this address; Ctrl-C ends it\n");
    }
    if (wishes.open) {
        open_in_browser(address);
    }
    server.run();
    return 130;
}

}  // namespace

void add_explore(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("explore", "try a scenario in the browser, two worlds side by side");
    Options& options = invocation.options;
    const auto wishes = std::make_shared<ExploreWishes>();
    command->add_option("scenario", options.scenario,
                        "a scenario file, or the name of a preset (default: "
                        "lawrence-community-works)");
    command->add_option("--set", options.sets, "change a parameter: key=value (repeatable)")
        ->allow_extra_args(false);
    command->add_option("--seed", options.seed, "seed of all draws");
    command->add_option("--arms", options.arms, "only these arms: a,b")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option(
        "--state", wishes->state,
        "open a state: a link from an explorer's page, or its part from #state= on");
    command->add_option("--host", wishes->host, "address to listen at (default: 127.0.0.1)");
    command->add_option("--port", wishes->port, "port to listen at (default: any that is free)");
    command->add_option("--threads", options.threads, "threads (default: 2, one for each world)")
        ->check(CLI::Range(1, 1024));
    command->add_flag_callback(
        "--no-open", [wishes] { wishes->open = false; }, "do not open a browser");
    command->add_flag("-q,--quiet", options.quiet, "only the result");
    command->callback(
        [&invocation, wishes] { invocation.code = explore(invocation.options, *wishes); });
}

}  // namespace colead
