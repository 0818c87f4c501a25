#include "scenarios/delimited.hpp"

#include <algorithm>

namespace colead {

bool DelimitedText::next() {
    while (file_.next_line()) {
        const std::span<char> line = file_.line();
        const std::string_view text(line.data(), line.size());
        const std::size_t first = text.find_first_not_of(" \t");
        if (first == std::string_view::npos || text[first] == '#' || text[first] == '%') {
            continue;
        }
        if (delimiter_ == '\0') {
            find_delimiter(text.substr(first, text.find_last_not_of(" \t") + 1 - first));
        }
        split(line.data(), line.data() + line.size());
        if (width_ == 0) {
            width_ = fields_.size();
        }
        if (widths_ == Widths::same && fields_.size() != width_) {
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

}  // namespace colead
