#include "scenarios/gml_tokens.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace colead {

namespace {

std::string utf8(std::uint32_t code) {
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) {
        return "";
    }
    const auto byte = [](std::uint32_t value) { return static_cast<char>(value); };
    const auto tail = [&](int shift) { return byte(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) {
        return {byte(code)};
    }
    if (code < 0x800) {
        return {byte(0xC0U | code >> 6U), tail(0)};
    }
    if (code < 0x10000) {
        return {byte(0xE0U | code >> 12U), tail(6), tail(0)};
    }
    return {byte(0xF0U | code >> 18U), tail(12), tail(6), tail(0)};
}

std::string entity(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, char>, 5> known = {
        {{"quot", '"'}, {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"apos", '\''}}};
    for (const auto& [word, character] : known) {
        if (name == word) {
            return {character};
        }
    }
    if (!name.starts_with('#')) {
        return "";
    }
    name.remove_prefix(1);
    const bool hexadecimal = name.starts_with('x');
    name.remove_prefix(hexadecimal ? 1 : 0);
    std::uint32_t code = 0;
    const auto [stop, error] =
        std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
    const bool whole = error == std::errc() && stop == name.data() + name.size();
    return whole ? utf8(code) : "";
}

// Characters beyond ASCII stand as &#233; in GML, and quotes as &quot;
std::string decoded(std::string_view text) {
    std::string plain;
    while (!text.empty()) {
        const std::size_t end = text.front() == '&' ? text.find(';') : std::string_view::npos;
        const std::string character =
            end == std::string_view::npos ? "" : entity(text.substr(1, end - 1));
        plain += character.empty() ? std::string(text.substr(0, 1)) : character;
        text.remove_prefix(character.empty() ? 1 : end + 1);
    }
    return plain;
}

}  // namespace

GmlToken GmlTokens::next() {
    skip_blanks();
    GmlToken token;
    token.line = line_;
    if (rest_.empty()) {
        return token;
    }
    if (rest_.front() == '[' || rest_.front() == ']') {
        token.kind = rest_.front() == '[' ? GmlToken::open : GmlToken::close;
        rest_.remove_prefix(1);
    } else if (rest_.front() == '"') {
        token.kind = GmlToken::text;
        token.value = quoted();
    } else {
        token.kind = GmlToken::word;
        token.value = rest_.substr(0, rest_.find_first_of(" \t\r\n[]\""));
        rest_.remove_prefix(token.value.size());
    }
    return token;
}

void GmlTokens::skip_blanks() {
    while (!rest_.empty()) {
        if (rest_.front() == '\n') {
            ++line_;
            line_begins_ = true;
        } else if (rest_.front() == '#' && line_begins_) {
            rest_.remove_prefix(std::min(rest_.find('\n'), rest_.size()));
            continue;
        } else if (rest_.front() != ' ' && rest_.front() != '\t' && rest_.front() != '\r') {
            line_begins_ = false;
            return;
        }
        rest_.remove_prefix(1);
    }
}

std::string_view GmlTokens::quoted() {
    const std::size_t close = rest_.find('"', 1);
    if (close == std::string_view::npos) {
        refuse(line_, "a quote that is not closed");
    }
    const std::string_view inside = rest_.substr(1, close - 1);
    rest_.remove_prefix(close + 1);
    line_ += static_cast<std::uint32_t>(std::count(inside.begin(), inside.end(), '\n'));
    return inside.find('&') == std::string_view::npos ? inside : people_.keep(decoded(inside));
}

}  // namespace colead
