#include "app/explorer/connection.hpp"

#include <fmt/format.h>

#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <memory>
#include <optional>

#include "app/explorer/http_request.hpp"
#include "app/explorer/stream.hpp"

namespace colead::explorer {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
using asio::ip::tcp;
using boost::system::error_code;

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
        handed_on_ = true;
        open_stream(std::move(socket_), house_, parser_.release());
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

}  // namespace

void serve_connection(tcp::socket&& socket, House& house) {
    std::make_shared<Connection>(std::move(socket), house)->read();
}

void refuse_crowd(tcp::socket&& socket, House& house) {
    std::make_shared<Connection>(std::move(socket), house)->refuse_crowd();
}

}  // namespace colead::explorer
