#include "analysis/xml_text.hpp"

#include <fmt/format.h>

#include "sim/error.hpp"

namespace colead {

std::string xml_text(std::string_view text) {
    std::string escaped;
    escaped.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            case '\t':
            case '\n':
            case '\r':
                // As they are, readers would turn them into spaces.
                escaped += fmt::format("&#{};", static_cast<int>(c));
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    throw InputError(
                        fmt::format("\"{}\" holds a control character, which XML cannot", text));
                }
                escaped += c;
        }
    }
    return escaped;
}

}  // namespace colead
