#include "app/explorer/server.hpp"

#include <fmt/format.h>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <csignal>
#include <memory>

#include "app/explorer/connection.hpp"
#include "app/explorer/house.hpp"
#include "sim/error.hpp"

namespace colead::explorer {

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t most_connections = 64;

tcp::acceptor listen(asio::io_context& io, const ServerWishes& wishes) {
    error_code failed;
    const auto address = asio::ip::make_address(wishes.address, failed);
    if (failed) {
        throw InputError(
            fmt::format("--host {} is not an address, such as 127.0.0.1 or ::1", wishes.address));
    }
    tcp::acceptor acceptor(io);
    const tcp::endpoint place(address, wishes.port);
    acceptor.open(place.protocol());
    acceptor.set_option(asio::socket_base::reuse_address(true));
    acceptor.bind(place, failed);
    if (!failed) {
        acceptor.listen(32, failed);
    }
    if (failed) {
        throw FileError(fmt::format("cannot listen at {}, port {}: {}", wishes.address, wishes.port,
                                    failed.message()));
    }
    return acceptor;
}

}  // namespace

struct Server::Inside {
    Inside(const Catalogue& catalogue, const ServerWishes& wishes)
        : acceptor(listen(io, wishes)), address(wishes.address), ends(io, SIGINT, SIGTERM, SIGHUP) {
        house = std::make_unique<House>(
            House{catalogue, wishes.threads, std::string(wishes.page),
                  Gate(address, acceptor.local_endpoint().port(), new_token())});
    }
    ~Inside() {
        // Sessions call on `io`, and what `io` still holds refers to the house.
        for (const auto& runner : house->runners) {
            runner->finish();
        }
    }
    Inside(const Inside&) = delete;
    Inside& operator=(const Inside&) = delete;

    void accept() {
        acceptor.async_accept([this](error_code failed, tcp::socket socket) {
            if (!failed) {
                if (house->connections >= most_connections) {
                    refuse_crowd(std::move(socket), *house);
                } else {
                    serve_connection(std::move(socket), *house);
                }
                accept();
            } else {  // as where no more files may be open: that lasts
                pause.expires_after(std::chrono::milliseconds(100));
                pause.async_wait([this](error_code) { accept(); });
            }
        });
    }

    std::unique_ptr<House> house;  // once the port is known
    asio::io_context io{1};
    tcp::acceptor acceptor;
    asio::steady_timer pause{io};
    std::string address;
    asio::signal_set ends;
};

Server::Server(const Catalogue& catalogue, const ServerWishes& wishes)
    : inside_(std::make_unique<Inside>(catalogue, wishes)) {}

Server::~Server() = default;

std::string Server::address() const {
    const auto bound = asio::ip::make_address(inside_->address);
    const std::string host = bound.is_unspecified() ? "localhost"
                             : bound.is_v6()        ? "[" + inside_->address + "]"
                                                    : inside_->address;
    return fmt::format("http://{}:{}{}", host, inside_->acceptor.local_endpoint().port(),
                       inside_->house->gate.page_path());
}

void Server::run() {
    inside_->ends.async_wait([this](error_code, int) { inside_->io.stop(); });
    inside_->accept();
    inside_->io.run();
}

}  // namespace colead::explorer
