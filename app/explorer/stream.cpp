#include "app/explorer/stream.hpp"

#include <boost/asio/post.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <memory>

namespace colead::explorer {

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace websocket = beast::websocket;
using boost::system::error_code;

constexpr std::size_t most_command = 64 * 1024;

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
        house_.clear_ended();
        if (house_.runners.size() >= most_sessions) {
            // A script is never told the status of a refused request, but why a stream was closed.
            socket_.async_close(
                {websocket::close_code::try_again_later, std::to_string(most_sessions)},
                [self = shared_from_this()](error_code) {});
            return;
        }
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

}  // namespace

void open_stream(beast::tcp_stream&& socket, House& house,
                 http::request<http::string_body> request) {
    std::make_shared<Stream>(std::move(socket), house)->accept(std::move(request));
}

}  // namespace colead::explorer
