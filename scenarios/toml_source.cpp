#include "scenarios/toml_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>

#include "sim/error.hpp"

namespace colead {

namespace {

// Messages are one line whatever a user typed.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (static_cast<unsigned char>(c) < 0x20) {
            c = ' ';
        }
    }
    return text;
}

std::string shown(const toml::node& node) {
    if (node.is_table()) {
        return "{...}";
    }
    if (node.is_array()) {
        return "[...]";
    }
    if (const auto* text = node.as_string()) {
        return in_quotes(text->get());
    }
    if (const auto* whole = node.as_integer()) {
        return value_text(whole->get());
    }
    if (const auto* real = node.as_floating_point()) {
        return value_text(real->get());
    }
    std::ostringstream other;
    other << toml::node_view<const toml::node>(node);
    return other.str();
}

bool trips_assertion(std::string_view text) {
    try {
        const toml::table document = toml::parse(text);
        return false;
    } catch (const toml::parse_error& /*error*/) {
        return false;
    } catch (const TomlAssertion& /*failed*/) {
        return true;
    }
}

// The last line of the shortest run of first lines that trips toml++, found by halving.
std::size_t line_of_assertion(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] == '\n' || at + 1 == text.size()) {
            ends.push_back(at + 1);
        }
    }
    const auto first = std::partition_point(ends.begin(), ends.end(), [&text](std::size_t end) {
        return !trips_assertion(text.substr(0, end));
    });
    return static_cast<std::size_t>(first - ends.begin()) + 1;
}

// The document `value = text`; nothing when that is not TOML, or may be more than one line, which
// could smuggle in a second key.
std::optional<toml::table> document_of(const std::string& text) {
    if (text != one_line(text)) {
        return std::nullopt;
    }
    try {
        return toml::parse("value = " + text);
    } catch (const toml::parse_error& /*error*/) {
        return std::nullopt;
    } catch (const TomlAssertion& /*failed*/) {
        return std::nullopt;
    }
}

// What is written to a resolved scenario must read back.
void require_utf8(const std::string& text, const std::string& place) {
    if (!document_of(in_quotes(text))) {
        throw InputError(place + " is not UTF-8 text");
    }
}

void take_value(const toml::node& node, Given& given) {
    given.shown = shown(node);
    if (const auto* text = node.as_string()) {
        given.value = text->get();
    } else if (const auto* whole = node.as_integer()) {
        given.value = whole->get();
    } else if (const auto* real = node.as_floating_point()) {
        given.value = real->get();
    } else if (const auto* on = node.as_boolean()) {
        given.value = on->get();
    }
}

void take_bare(const std::string& text, Given& given) {
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr == end) {
        given.value = number;
        given.shown = text;
        return;
    }
    given.value = text;
    given.shown = in_quotes(text);
}

}  // namespace

std::string TomlSource::place(const toml::node& node) const {
    const auto line = node.source().begin.line;
    return line == 0 ? origin : fmt::format("{}:{}", origin, line);
}

Given TomlSource::given(const toml::node& node) const {
    Given given;
    given.place = place(node);
    take_value(node, given);
    return given;
}

const toml::table& TomlSource::table(std::string_view key, const toml::node& node) const {
    const auto* table = node.as_table();
    if (table == nullptr) {
        throw InputError(fmt::format("{}: {} = {} is not a table", place(node), key, shown(node)));
    }
    return *table;
}

const toml::array& TomlSource::array(std::string_view key, const toml::node& node) const {
    const auto* array = node.as_array();
    if (array == nullptr) {
        throw InputError(fmt::format("{}: {} = {} is not an array", place(node), key, shown(node)));
    }
    return *array;
}

Given given_by(const Setting& setting) {
    Given given;
    given.place = setting.place.empty()
                      ? one_line(fmt::format("--set {}={}", setting.key, setting.value))
                      : setting.place;
    given.typed = setting.value;
    require_utf8(setting.key, given.place);
    require_utf8(setting.value, given.place);
    if (const auto document = document_of(setting.value)) {
        take_value(*document->get("value"), given);
        if (const auto* text = std::get_if<std::string>(&given.value)) {
            given.typed = *text;
        }
    } else {
        take_bare(setting.value, given);
    }
    return given;
}

toml::table parse_toml(std::string_view text, const std::string& origin) {
    try {
        return toml::parse(text);
    } catch (const toml::parse_error& error) {
        throw InputError(one_line(
            fmt::format("{}:{}: {}", origin, error.source().begin.line, error.description())));
    } catch (const TomlAssertion& /*failed*/) {
        throw InputError(
            fmt::format("{}:{}: this line is not TOML", origin, line_of_assertion(text)));
    }
}

}  // namespace colead
