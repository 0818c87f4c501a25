// The WebSocket of one page, for as long as the page is open.
#pragma once

#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>

#include "app/explorer/house.hpp"

namespace colead::explorer {

/// Answers a request to upgrade and goes on with it; takes its place in `house.connections` over, and gives
/// it back at the end. `house` outlives the executor's work.
void open_stream(boost::beast::tcp_stream&& socket, House& house,
                 boost::beast::http::request<boost::beast::http::string_body> request);

}  // namespace colead::explorer
