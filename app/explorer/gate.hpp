// Who may come in. A page elsewhere in the user's browser can send requests to this machine, and with DNS
// rebinding under a name of its own; a program of another user can open connections. So a request must name
// this server's own address (Host), come from a page of it (Origin, where there is one), and know the token.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace colead::explorer {

struct Request {
    std::string_view method;
    std::string_view target;
    std::string_view host;                   // empty: none, or more than one
    std::optional<std::string_view> origin;  // nothing: none
    bool upgrade = false;                    // to a WebSocket
};

struct Answer {
    enum class What { refuse, page, stream };
    What what = What::refuse;
    unsigned status = 400;
    std::string_view reason;
};

class Gate {
public:
    /// `address`: what is bound, a literal; `token`: hexadecimal.
    Gate(std::string address, std::uint16_t port, std::string token);

    Answer judge(const Request& request) const;
    /// Path of the page, "/TOKEN/"; the stream is "/TOKEN/stream".
    std::string page_path() const { return "/" + token_ + "/"; }

private:
    bool is_own(std::string_view host) const;

    std::string address_;
    std::uint16_t port_;
    std::string token_;
};

/// 128 bits from the system, in hexadecimal.
std::string new_token();

/// At most `burst` at once and `rate` a second in the long run.
class Allowance {
public:
    Allowance(double rate, double burst) : rate_(rate), burst_(burst), left_(burst) {}
    /// `now` in seconds, never falling.
    bool take(double now);

private:
    double rate_;
    double burst_;
    double left_;
    double last_ = 0.0;
};

}  // namespace colead::explorer
