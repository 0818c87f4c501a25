#include "scenarios/words.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

namespace colead {

namespace {

template <class Number>
std::optional<Number> whole_text(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace

std::optional<double> to_number(std::string_view text) {
    const std::optional<double> number = whole_text<double>(text);
    return number && std::isfinite(*number) ? number : std::nullopt;
}

std::optional<std::int64_t> to_whole_number(std::string_view text) {
    return whole_text<std::int64_t>(text);
}

std::vector<std::uint32_t> ascending(std::span<const std::string_view> names) {
    std::vector<std::uint32_t> order(names.size());
    std::iota(order.begin(), order.end(), 0U);
    std::vector<std::int64_t> values;
    values.reserve(names.size());
    for (const std::string_view name : names) {
        const std::optional<std::int64_t> value = to_whole_number(name);
        if (!value) {
            break;
        }
        values.push_back(*value);
    }
    const bool by_value = values.size() == names.size();
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (by_value && values[a] != values[b]) {
            return values[a] < values[b];
        }
        return names[a] < names[b];
    });
    return order;
}

std::vector<std::string_view> distinct(std::vector<std::string_view> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    std::vector<std::string_view> sorted;
    sorted.reserve(names.size());
    for (const std::uint32_t n : ascending(names)) {
        sorted.push_back(names[n]);
    }
    return sorted;
}

std::string listed(std::span<const std::string_view> names, std::size_t most) {
    std::string list;
    for (std::size_t n = 0; n < names.size(); ++n) {
        list += n == 0 ? "" : ", ";
        if (n == most) {
            return list + "...";
        }
        list += names[n];
    }
    return list;
}

std::string lower_case(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') {
            c = static_cast<char>(c - 'A' + 'a');
        }
    }
    return lower;
}

std::string one_line(std::string text, std::size_t most) {
    if (text.size() > most) {
        // Not within a character of UTF-8.
        while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xC0U) == 0x80U) {
            --most;
        }
        text.resize(most);
        text += "...";
    }
    for (char& c : text) {
        const auto byte = static_cast<unsigned char>(c);
        c = byte < 0x20 || byte == 0x7F ? ' ' : c;
    }
    return text;
}

std::string decimal_comma_hint(std::string_view text) {
    std::string with_point(text);
    const std::size_t comma = with_point.find(',');
    if (comma == std::string::npos) {
        return "";
    }
    // As likely a thousand as a decimal: 1,000, but not 0,125.
    const std::string_view whole = text.substr(0, comma);
    if (text.size() - comma == 4 && whole != "0" && whole != "-0") {
        return "";
    }
    with_point[comma] = '.';
    return to_number(with_point) ? "; write " + with_point : "";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace colead
