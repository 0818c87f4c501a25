// One connection that speaks HTTP, until it asks for the stream.
#pragma once

#include <boost/asio/ip/tcp.hpp>

#include "app/explorer/house.hpp"

namespace colead::explorer {

/// Reads one request and answers it, or hands the socket on to `open_stream`. `house` outlives the executor's
/// work.
void serve_connection(boost::asio::ip::tcp::socket&& socket, House& house);

/// Answers that there are too many.
void refuse_crowd(boost::asio::ip::tcp::socket&& socket, House& house);

}  // namespace colead::explorer
