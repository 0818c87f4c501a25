// What comes to the explorer's port, parsed and judged as its server does: whoever is let in names this
// server, knows its token and, for a stream, comes from a page of it.
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/parser.hpp>

#include "app/explorer/http_request.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace colead::fuzz {

namespace {

namespace http = boost::beast::http;
using explorer::Answer;

constexpr std::string_view token = "0123456789abcdef0123456789abcdef";

// Brackets and leading zeros say nothing else.
bool names_this_server(std::string_view host) {
    std::string plain(host);
    std::erase_if(plain, [](char c) { return c == '[' || c == ']'; });
    const std::size_t colon = plain.find(':');
    if (colon == std::string::npos) {
        return false;
    }
    const std::string name = plain.substr(0, colon);
    plain.erase(0, std::min(plain.find_first_not_of('0', colon + 1), plain.size()));
    return (name == "127.0.0.1" || name == "localhost") && plain == "8000";
}

void require_right(const explorer::Request& request, const Answer& answer) {
    if (answer.what == Answer::What::refuse) {
        if (answer.status < 400 || answer.reason.empty()) {
            fault("a refusal without its status and reason");
        }
        return;
    }
    if (!names_this_server(request.host)) {
        fault("let in under the name of another server");
    }
    const std::string page = "/" + std::string(token) + "/";
    const std::string_view path = request.target.substr(0, request.target.find('?'));
    const bool stream = answer.what == Answer::What::stream;
    if (path != (stream ? page + "stream" : page)) {
        fault("let in without the token");
    }
    if (request.origin ? *request.origin != "http://" + std::string(request.host) : stream) {
        fault("let in from another page");
    }
}

}  // namespace

void take(std::string_view bytes) {
    static const explorer::Gate gate("127.0.0.1", 8000, std::string(token));
    http::request_parser<http::string_body> parser;
    parser.header_limit(explorer::most_header);
    parser.body_limit(std::uint64_t{0});
    parser.eager(true);
    boost::system::error_code failed;
    while (!bytes.empty() && !failed && !parser.is_done()) {
        const std::size_t taken = parser.put(boost::asio::buffer(bytes), failed);
        if (taken == 0) {
            break;
        }
        bytes.remove_prefix(taken);
    }
    if (failed || !parser.is_done()) {
        return;
    }
    if (const auto request = explorer::request_of(parser.get())) {
        require_right(*request, gate.judge(*request));
    }
}

}  // namespace colead::fuzz
