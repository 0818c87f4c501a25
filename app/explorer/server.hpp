// The server: one page over HTTP and its stream over a WebSocket, on one thread; each session runs on a
// thread of its own (runner.hpp). Bounds on everything that others decide: docs/explorer.md.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "app/explorer/catalogue.hpp"

namespace colead::explorer {

struct ServerWishes {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // 0: any that is free
    int threads = 1;         // of each session
    std::string_view page;   // with NONCE where its script says so
};

class Server {
public:
    /// Binds. Throws InputError for an address that is none, FileError when it cannot be had.
    Server(const Catalogue& catalogue, const ServerWishes& wishes);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    /// Where the page is: with the token, to be opened in a browser of this machine.
    std::string address() const;
    /// Serves until SIGINT or SIGTERM.
    void run();

private:
    struct Inside;
    std::unique_ptr<Inside> inside_;
};

}  // namespace colead::explorer
