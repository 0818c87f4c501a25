#include "scenarios/delimited.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <numeric>

#include "sim/error.hpp"

namespace colead {

namespace {

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

std::string read_whole(const std::string& path) {
    const auto refuse = [&](int reason) {
        throw FileError("cannot read '" + path + "': " + std::strerror(reason));
    };
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (file == nullptr) {
        refuse(errno);
    }
    std::string text;
    std::size_t size = 0;
    for (;;) {
        text.resize(std::max<std::size_t>(std::size_t{1} << 16U, 2 * size));
        size += std::fread(text.data() + size, 1, text.size() - size, file.get());
        if (std::ferror(file.get()) != 0) {
            refuse(errno);
        }
        if (size < text.size()) {
            text.resize(size);
            return text;
        }
    }
}

template <class Number>
std::optional<Number> whole_text(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    return error == std::errc() && stop == end ? std::optional(number) : std::nullopt;
}

}  // namespace

DelimitedText::DelimitedText(std::string path) : path_(std::move(path)), text_(read_whole(path_)) {
    const std::size_t zero = text_.find('\0');
    if (zero != std::string::npos) {
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(zero);
        const auto line = static_cast<std::size_t>(std::count(text_.begin(), end, '\n')) + 1;
        refuse(line, "a zero byte: not a text file in UTF-8");
    }
    if (text_.starts_with("\xEF\xBB\xBF")) {
        next_ = 3;
    }
}

bool DelimitedText::next() {
    while (next_ < text_.size()) {
        const std::size_t begin = next_;
        std::size_t end = std::min(text_.find('\n', begin), text_.size());
        next_ = end + 1;
        ++line_;
        while (end > begin && text_[end - 1] == '\r') {
            --end;
        }
        if (end - begin > longest_line) {
            refuse("the line is longer than 1 MB");
        }
        const std::string_view line(text_.data() + begin, end - begin);
        const std::size_t first = line.find_first_not_of(" \t");
        if (first == std::string_view::npos || line[first] == '#' || line[first] == '%') {
            continue;
        }
        if (line.find('\r') != std::string_view::npos) {
            refuse("a carriage return within the line");
        }
        if (delimiter_ == '\0') {
            find_delimiter(line.substr(first, line.find_last_not_of(" \t") + 1 - first));
        }
        split(text_.data() + begin, text_.data() + end);
        if (width_ == 0) {
            width_ = fields_.size();
        }
        if (fields_.size() != width_) {
            refuse(counted(fields_.size(), "field", "fields") + " where the first line has " +
                   std::to_string(width_));
        }
        return true;
    }
    return false;
}

void DelimitedText::find_delimiter(std::string_view line) {
    std::string outside_quotes;
    bool quoted = false;
    for (const char c : line) {
        quoted ^= c == '"';
        if (!quoted) {
            outside_quotes += c;
        }
    }
    delimiter_ = ',';
    for (const char candidate : {'\t', ';', ',', ' '}) {
        if (outside_quotes.find(candidate) != std::string::npos) {
            delimiter_ = candidate;
            return;
        }
    }
}

void DelimitedText::split(char* at, char* end) {
    fields_.clear();
    while (end > at && blank(end[-1])) {
        --end;
    }
    for (;;) {
        while (at < end && blank(*at)) {
            ++at;
        }
        if (at < end && *at == '"') {
            fields_.push_back(quoted_field(at, end));
            while (at < end && delimiter_ != ' ' && blank(*at)) {
                ++at;
            }
        } else {
            const char* begin = at;
            at = std::find(at, end, delimiter_);
            const char* stop = at;
            while (stop > begin && blank(stop[-1])) {
                --stop;
            }
            fields_.emplace_back(begin, static_cast<std::size_t>(stop - begin));
        }
        if (at == end) {
            return;
        }
        if (*at != delimiter_) {
            refuse("text after a closing quote");
        }
        ++at;
    }
}

// Doubled quotes are made single in place, which moves the rest of the field to the left.
std::string_view DelimitedText::quoted_field(char*& at, char* end) const {
    char* const begin = at + 1;
    char* to = begin;
    for (const char* from = begin; from < end; ++from) {
        if (*from == '"') {
            if (from + 1 == end || from[1] != '"') {
                at += from + 1 - at;
                return {begin, static_cast<std::size_t>(to - begin)};
            }
            ++from;
        }
        *to++ = *from;
    }
    refuse("a quote that is not closed in its line");
}

std::string DelimitedText::name() const {
    const std::size_t slash = path_.rfind('/');
    return slash == std::string::npos ? path_ : path_.substr(slash + 1);
}

void DelimitedText::refuse(std::size_t line, const std::string& what) const {
    throw InputError(path_ + ":" + std::to_string(line) + ": " + what);
}

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

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

}  // namespace colead
