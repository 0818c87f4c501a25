#include "app/explorer/http_request.hpp"

#include <boost/beast/websocket/rfc6455.hpp>

namespace colead::explorer {

namespace http = boost::beast::http;

std::optional<Request> request_of(const HttpRequest& request) {
    if (request.count(http::field::host) != 1 || request.count(http::field::origin) > 1) {
        return std::nullopt;
    }
    const auto first = [&](http::field field) {
        const auto value = request[field];
        return std::string_view(value.data(), value.size());
    };
    Request asked;
    asked.method = {request.method_string().data(), request.method_string().size()};
    asked.target = {request.target().data(), request.target().size()};
    asked.host = first(http::field::host);
    if (request.count(http::field::origin) == 1) {
        asked.origin = first(http::field::origin);
    }
    asked.upgrade = boost::beast::websocket::is_upgrade(request);
    return asked;
}

}  // namespace colead::explorer
