#include "app/explorer/server.hpp"

#include <fmt/format.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/websocket.hpp>
#include <chrono>
#include <csignal>
#include <list>
#include <memory>

#include "app/explorer/gate.hpp"
#include "app/explorer/http_request.hpp"
#include "app/explorer/runner.hpp"
#include "sim/error.hpp"

namespace colead::explorer {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using asio::ip::tcp;
using boost::system::error_code;

constexpr std::size_t most_connections = 64;
constexpr std::size_t most_sessions = 8;
constexpr std::size_t most_command = 64 * 1024;
constexpr auto patience = std::chrono::seconds(10);

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch())
        .count();
}

// What all connections share.
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

// The stream of one page: reads commands, writes what its runner has ready, one after the other.
class Stream : public std::enable_shared_from_this<Stream> {
public:
    Stream(beast::tcp_stream&& socket, House& house) : socket_(std::move(socket)), house_(house) {
        websocket::stream_base::timeout limits{};
        limits.handshake_timeout = patience;
        limits.idle_timeout = std::chrono::seconds(60);
        limits.keep_alive_pings = true;
        socket_.set_option(limits);
        socket_.read_message_max(most_command);
    }
    ~Stream() {
        if (runner_ != nullptr) {
            runner_->leave();
        }
        --house_.connections;
    }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    void accept(http::request<http::string_body> request) {
        request_ = std::move(request);
        beast::get_lowest_layer(socket_).expires_never();
        socket_.async_accept(request_, [self = shared_from_this()](error_code failed) {
            if (!failed) {
                self->begin();
            }
        });
    }

private:
    void begin() {
        // The runner's thread only ever asks this thread to look: it holds no stream.
        const std::weak_ptr<Stream> weak = weak_from_this();
        const auto executor = socket_.get_executor();
        house_.runners.push_back(
            std::make_shared<Runner>(house_.catalogue, house_.threads, [weak, executor] {
                asio::post(executor, [weak] {
                    if (const auto self = weak.lock()) {
                        self->write();
                    }
                });
            }));
        runner_ = house_.runners.back();
        read();
        write();
    }

    void read() {
        socket_.async_read(buffer_, [self = shared_from_this()](error_code failed, std::size_t) {
            self->have_read(failed);
        });
    }

    void have_read(error_code failed) {
        if (failed) {
            runner_->leave();
            return;
        }
        if (!socket_.got_text() || !commands_.take(seconds_now()) ||
            !runner_->command(beast::buffers_to_string(buffer_.data()))) {
            close(websocket::close_code::policy_error);
            return;
        }
        buffer_.consume(buffer_.size());
        read();
    }

    void write() {
        if (writing_ || closing_) {
            return;
        }
        if (!runner_->take(message_)) {
            if (runner_->ended()) {
                close(websocket::close_code::policy_error);
            }
            return;
        }
        writing_ = true;
        socket_.binary(message_.kind == Message::Kind::picture);
        socket_.async_write(asio::buffer(message_.bytes),
                            [self = shared_from_this()](error_code failed, std::size_t) {
                                self->writing_ = false;
                                if (failed) {
                                    self->runner_->leave();
                                } else {
                                    self->write();
                                }
                            });
    }

    void close(websocket::close_code why) {
        if (closing_) {
            return;
        }
        closing_ = true;
        runner_->leave();
        socket_.async_close(why, [self = shared_from_this()](error_code) {});
    }

    websocket::stream<beast::tcp_stream> socket_;
    House& house_;
    http::request<http::string_body> request_;
    beast::flat_buffer buffer_;
    std::shared_ptr<Runner> runner_;
    Allowance commands_{60.0, 120.0};
    Message message_;
    bool writing_ = false;
    bool closing_ = false;
};

// One connection that speaks HTTP, until it asks for the stream.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    Connection(tcp::socket&& socket, House& house) : socket_(std::move(socket)), house_(house) {
        ++house_.connections;
    }
    ~Connection() {
        if (!handed_on_) {
            --house_.connections;
        }
    }
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void read() {
        parser_.header_limit(most_header);
        parser_.body_limit(std::uint64_t{0});
        socket_.expires_after(patience);
        http::async_read(socket_, buffer_, parser_,
                         [self = shared_from_this()](error_code failed, std::size_t) {
                             self->have_read(failed);
                         });
    }

    void refuse_crowd() { answer(503, "too many connections"); }

private:
    void have_read(error_code failed) {
        if (failed == http::error::end_of_stream || failed == beast::error::timeout) {
            return;
        }
        if (!house_.requests.take(seconds_now())) {
            answer(429, "too many requests");
        } else if (failed == http::error::header_limit) {
            answer(431, "the header is too long");
        } else if (failed == http::error::body_limit) {
            answer(413, "a body is not taken");
        } else if (failed &&
                   failed.category() == http::make_error_code(http::error::bad_method).category()) {
            answer(400, "this is not HTTP");
        } else if (!failed) {
            serve();
        }
    }

    void serve() {
        const std::optional<Request> asked = request_of(parser_.get());
        if (!asked) {
            answer(400, "one host, and one origin at most");
            return;
        }
        const Answer verdict = house_.gate.judge(*asked);
        if (verdict.what == Answer::What::page) {
            answer(200, "");
        } else if (verdict.what == Answer::What::refuse) {
            answer(verdict.status, verdict.reason);
        } else {
            stream();
        }
    }

    void stream() {
        house_.clear_ended();
        if (house_.runners.size() >= most_sessions) {
            answer(503, "too many pages are open");
            return;
        }
        handed_on_ = true;
        std::make_shared<Stream>(std::move(socket_), house_)->accept(parser_.release());
    }

    // The page when all is well, a line of text otherwise.
    void answer(unsigned status, std::string_view reason) {
        response_ = {};
        response_.version(11);
        response_.result(status);
        const bool well = status == 200;
        const std::string nonce = well ? new_token() : "";
        response_.set(http::field::content_type,
                      well ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
        response_.set(http::field::cache_control, "no-store");
        response_.set("Content-Security-Policy",
                      fmt::format("default-src 'none'; script-src 'nonce-{}'; style-src "
                                  "'unsafe-inline'; img-src data: blob:; connect-src 'self'; "
                                  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                                  well ? nonce : "none"));
        response_.set("X-Content-Type-Options", "nosniff");
        response_.set("X-Frame-Options", "DENY");
        response_.set("Referrer-Policy", "no-referrer");
        response_.set("Cross-Origin-Opener-Policy", "same-origin");
        response_.set("Cross-Origin-Resource-Policy", "same-origin");
        response_.set("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
        if (status == 405) {
            response_.set(http::field::allow, "GET, HEAD");
        }
        if (status == 426) {
            response_.set(http::field::upgrade, "websocket");
        }
        response_.keep_alive(false);
        response_.body() = well ? with_nonce(nonce) : std::string(reason) + "\n";
        response_.prepare_payload();
        if (parser_.get().method() == http::verb::head) {
            response_.body().clear();
        }
        socket_.expires_after(patience);
        http::async_write(
            socket_, response_, [self = shared_from_this()](error_code failed, std::size_t) {
                if (!failed) {
                    error_code ignored;
                    self->socket_.socket().shutdown(tcp::socket::shutdown_send, ignored);
                    self->hear_out(0);
                }
            });
    }

    // Closing while the other end still sends would take the answer from it: what comes is thrown away, some
    // of it and for a while.
    void hear_out(std::size_t heard) {
        constexpr std::size_t enough = 256 * 1024;
        buffer_.clear();
        socket_.expires_after(std::chrono::seconds(2));
        socket_.async_read_some(buffer_.prepare(4096), [self = shared_from_this(), heard](
                                                           error_code failed, std::size_t more) {
            if (!failed && heard + more < enough) {
                self->hear_out(heard + more);
            }
        });
    }

    std::string with_nonce(const std::string& nonce) const {
        constexpr std::string_view mark = "NONCE";
        std::string page = house_.page;
        if (const std::size_t at = page.find(mark); at != std::string::npos) {
            page.replace(at, mark.size(), nonce);
        }
        return page;
    }

    beast::tcp_stream socket_;
    House& house_;
    beast::flat_buffer buffer_{most_header + 4096};
    http::request_parser<http::string_body> parser_;
    http::response<http::string_body> response_;
    bool handed_on_ = false;
};

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
        : acceptor(listen(io, wishes)), address(wishes.address), ends(io, SIGINT, SIGTERM) {
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
                const bool crowded = house->connections >= most_connections;
                const auto connection = std::make_shared<Connection>(std::move(socket), *house);
                if (crowded) {
                    connection->refuse_crowd();
                } else {
                    connection->read();
                }
            }
            accept();
        });
    }

    std::unique_ptr<House> house;  // once the port is known
    asio::io_context io{1};
    tcp::acceptor acceptor;
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
