// From HTTP as it was parsed to what the gate judges.
#pragma once

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <optional>

#include "app/explorer/gate.hpp"

namespace colead::explorer {

/// No header of a request may be longer, in bytes.
inline constexpr std::uint32_t most_header = 8 * 1024;

using HttpRequest = boost::beast::http::request<boost::beast::http::string_body>;

/// Nothing when there is not exactly one host, or more than one origin: the gate could judge one and the
/// page mean the other. What it returns refers to `request`.
std::optional<Request> request_of(const HttpRequest& request);

}  // namespace colead::explorer
