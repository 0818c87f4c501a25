#include "app/explorer/gate.hpp"

#include "support/catch.hpp"

using namespace colead::explorer;

namespace {

const std::string token = "0123456789abcdef0123456789abcdef";

Request asked(std::string_view target, std::string_view host = "127.0.0.1:8000") {
    return {"GET", target, host, std::nullopt, false};
}

unsigned status(const Gate& gate, const Request& request) { return gate.judge(request).status; }

}  // namespace

TEST_CASE("The gate opens for its own address and token, and for nothing else") {
    const Gate gate("127.0.0.1", 8000, token);
    const std::string page = "/" + token + "/";
    REQUIRE(gate.judge(asked(page)).what == Answer::What::page);
    REQUIRE(gate.judge(asked(page + "?x=1")).what == Answer::What::page);
    REQUIRE(gate.judge(asked(page, "localhost:8000")).what == Answer::What::page);

    for (const char* host :
         {"", "127.0.0.1", "127.0.0.1:8001", "evil.example:8000", "[::1]:8000",
          "127.0.0.1.evil.example:8000", "127.0.0.2:8000", "127.0.0.1:8000:8000",
          "127.0.0.1:08000x", "[127.0.0.1:8000", "0x7f000001:8000", "localhost"}) {
        INFO(host);
        REQUIRE(status(gate, asked(page, host)) == 403);
    }
    REQUIRE(status(gate, asked("/")) == 404);
    REQUIRE(status(gate, asked("")) == 404);
    REQUIRE(status(gate, asked("//")) == 403);
    REQUIRE(status(gate, asked("/0123456789abcdef0123456789abcdee/")) == 403);
    REQUIRE(status(gate, asked("/0123456789abcdef/")) == 403);
    REQUIRE(status(gate, asked("/" + token)) == 404);
    for (const char* asset :
         {"../etc/passwd", "..%2f..%2fetc/passwd", "index.html", "stream/", "/"}) {
        INFO(asset);
        REQUIRE(status(gate, asked(page + asset)) == 404);
    }
    Request post = asked(page);
    post.method = "POST";
    REQUIRE(status(gate, post) == 405);
}

TEST_CASE("A stream is for pages of this server alone") {
    const Gate gate("127.0.0.1", 8000, token);
    const std::string target = "/" + token + "/stream";
    Request request = asked(target);
    REQUIRE(status(gate, request) == 426);
    request.upgrade = true;
    REQUIRE(status(gate, request) == 403);
    for (const char* origin :
         {"null", "http://evil.example", "https://127.0.0.1:8000", "http://127.0.0.1:8001",
          "http://localhost:8000", "http://127.0.0.1:8000/"}) {
        INFO(origin);
        request.origin = origin;
        REQUIRE(status(gate, request) == 403);
    }
    request.origin = "http://127.0.0.1:8000";
    REQUIRE(gate.judge(request).what == Answer::What::stream);
    request.method = "HEAD";
    REQUIRE(gate.judge(request).what == Answer::What::refuse);
}

TEST_CASE(
    "A gate bound to every address takes any literal, never a name that DNS could send here") {
    const Gate gate("0.0.0.0", 8000, token);
    const std::string page = "/" + token + "/";
    REQUIRE(status(gate, asked(page, "192.168.1.5:8000")) == 200);
    REQUIRE(status(gate, asked(page, "localhost:8000")) == 200);
    REQUIRE(status(gate, asked(page, "my-laptop:8000")) == 403);
    const Gate six("::1", 8000, token);
    REQUIRE(status(six, asked(page, "[::1]:8000")) == 200);
    REQUIRE(status(six, asked(page, "127.0.0.1:8000")) == 403);
}

TEST_CASE("Tokens are 128 bits in hexadecimal, each another") {
    const std::string one = new_token();
    REQUIRE(one.size() == 32);
    REQUIRE(one.find_first_not_of("0123456789abcdef") == std::string::npos);
    REQUIRE(one != new_token());
}

TEST_CASE("An allowance is a burst, and then its rate") {
    Allowance allowance(10.0, 3.0);
    int taken = 0;
    for (int n = 0; n < 10; ++n) {
        taken += allowance.take(100.0) ? 1 : 0;
    }
    REQUIRE(taken == 3);
    REQUIRE_FALSE(allowance.take(100.05));
    REQUIRE(allowance.take(100.11));
    REQUIRE_FALSE(allowance.take(100.12));
}
