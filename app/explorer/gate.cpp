#include "app/explorer/gate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/asio/ip/address.hpp>
#include <charconv>
#include <random>

namespace colead::explorer {

namespace {

namespace ip = boost::asio::ip;

// Compares without telling by its time how far the two are alike.
bool same(std::string_view a, std::string_view b) {
    unsigned differ = a.size() == b.size() ? 0 : 1;
    for (std::size_t k = 0; k < a.size(); ++k) {
        differ |= static_cast<unsigned char>(a[k]) ^
                  static_cast<unsigned char>(b[b.empty() ? 0 : k % b.size()]);
    }
    return differ == 0;
}

struct Place {
    std::string name;
    std::uint32_t port = 80;
};

// "127.0.0.1:8000", "[::1]:8000", "localhost".
std::optional<Place> place_of(std::string_view host) {
    Place place;
    std::string_view rest;
    if (host.starts_with('[')) {
        const std::size_t end = host.find(']');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        place.name = host.substr(1, end - 1);
        rest = host.substr(end + 1);
    } else {
        const std::size_t colon = host.find(':');
        place.name = host.substr(0, colon);
        rest = colon == std::string_view::npos ? std::string_view() : host.substr(colon);
    }
    if (!rest.empty()) {
        const char* end = rest.data() + rest.size();
        if (rest.front() != ':' ||
            std::from_chars(rest.data() + 1, end, place.port) != std::from_chars_result{end, {}}) {
            return std::nullopt;
        }
    }
    return place;
}

}  // namespace

Gate::Gate(std::string address, std::uint16_t port, std::string token)
    : address_(std::move(address)), port_(port), token_(std::move(token)) {}

// A name that DNS knows could lead here from any page: only literals, and localhost.
bool Gate::is_own(std::string_view host) const {
    const std::optional<Place> place = place_of(host);
    if (!place || place->port != port_) {
        return false;
    }
    boost::system::error_code unknown;
    const ip::address bound = ip::make_address(address_, unknown);
    if (place->name == "localhost") {
        return bound.is_loopback() || bound.is_unspecified();
    }
    const ip::address named = ip::make_address(place->name, unknown);
    return !unknown && (named == bound || bound.is_unspecified());
}

Answer Gate::judge(const Request& request) const {
    if (!is_own(request.host)) {
        return {Answer::What::refuse, 403, "this host is not served"};
    }
    if (request.origin &&
        !(request.origin->starts_with("http://") && request.origin->substr(7) == request.host)) {
        return {Answer::What::refuse, 403, "this origin is not served"};
    }
    if (request.method != "GET" && request.method != "HEAD") {
        return {Answer::What::refuse, 405, "only GET is answered"};
    }
    const std::string_view path = request.target.substr(0, request.target.find('?'));
    const std::size_t slash = path.find('/', 1);
    if (path.empty() || path.front() != '/' || slash == std::string_view::npos) {
        return {Answer::What::refuse, 404, "there is nothing here"};
    }
    if (!same(path.substr(1, slash - 1), token_)) {
        return {Answer::What::refuse, 403,
                "the token is wrong: use the address that colead printed"};
    }
    const std::string_view asset = path.substr(slash + 1);
    if (asset.empty()) {
        return {Answer::What::page, 200, ""};
    }
    if (asset != "stream") {
        return {Answer::What::refuse, 404, "there is nothing here"};
    }
    if (!request.upgrade || request.method != "GET") {
        return {Answer::What::refuse, 426, "the stream is a WebSocket"};
    }
    // Browsers always say where a WebSocket comes from.
    return request.origin ? Answer{Answer::What::stream, 101, ""}
                          : Answer{Answer::What::refuse, 403, "a stream needs an origin"};
}

std::string new_token() {
    std::random_device device;
    std::string token;
    for (int word = 0; word < 4; ++word) {
        token += fmt::format("{:08x}", device());
    }
    return token;
}

bool Allowance::take(double now) {
    left_ = std::min(burst_, left_ + rate_ * (now - last_));
    last_ = now;
    if (left_ < 1.0) {
        return false;
    }
    left_ -= 1.0;
    return true;
}

}  // namespace colead::explorer
