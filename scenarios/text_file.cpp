#include "scenarios/text_file.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>

#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

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
    // Some devices never end.
    struct stat status {};
    if (::fstat(::fileno(file.get()), &status) == 0 && S_ISCHR(status.st_mode) &&
        ::isatty(::fileno(file.get())) == 0) {
        throw FileError("cannot read '" + path + "': it is a device");
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

unsigned char byte_at(std::string_view text, std::size_t at) {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0;
}

// Bytes of the character that begins here, by table 3-7 of the Unicode Standard; 0 when it is none.
std::size_t character_length(std::string_view text, std::size_t at) {
    const auto follows = [&](std::size_t n, unsigned low = 0x80, unsigned high = 0xBF) {
        const unsigned byte = byte_at(text, at + n);
        return byte >= low && byte <= high;
    };
    const unsigned first = byte_at(text, at);
    if (first < 0x80) {
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        return follows(1) ? 2 : 0;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        const unsigned low = first == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = first == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const unsigned low = first == 0xF0 ? 0x90 : 0x80;
        const unsigned high = first == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2) && follows(3) ? 4 : 0;
    }
    return 0;
}

// Where the text is no UTF-8, or its size.
std::size_t end_of_utf8(std::string_view text) {
    constexpr std::uint64_t topmost_bits = 0x8080808080808080U;
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t eight = topmost_bits;
        if (text.size() - at >= sizeof eight) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
        }
        if ((eight & topmost_bits) == 0) {
            at += sizeof eight;
            continue;
        }
        const std::size_t length = character_length(text, at);
        if (length == 0) {
            return at;
        }
        at += length;
    }
    return at;
}

}  // namespace

TextFile::TextFile(std::string path) : path_(std::move(path)), text_(read_whole(path_)) {
    end_lines_by_feeds();
    check_encoding();
    start_ = text_.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
    next_ = start_;
}

// Of a file that old programs wrote, whose lines end in carriage returns alone.
void TextFile::end_lines_by_feeds() {
    if (text_.find('\n') == std::string::npos) {
        std::replace(text_.begin(), text_.end(), '\r', '\n');
    }
}

void TextFile::check_encoding() const {
    const auto line_at = [this](std::size_t at) {
        const auto end = text_.begin() + static_cast<std::ptrdiff_t>(at);
        return static_cast<std::size_t>(std::count(text_.begin(), end, '\n')) + 1;
    };
    const std::size_t zero = text_.find('\0');
    if (zero != std::string::npos) {
        refuse(line_at(zero), "a zero byte: not a text file in UTF-8");
    }
    const std::size_t end = end_of_utf8(text_);
    if (end < text_.size()) {
        refuse(line_at(end), "not text in UTF-8: save the file in that encoding");
    }
}

bool TextFile::next_line() {
    if (next_ >= text_.size()) {
        return false;
    }
    std::size_t end = std::min(text_.find('\n', next_), text_.size());
    const std::size_t begin = next_;
    next_ = end + 1;
    ++number_;
    while (end > begin && text_[end - 1] == '\r') {
        --end;
    }
    if (end - begin > longest_line) {
        refuse(number_, "the line is longer than 1 MB");
    }
    line_ = std::span<char>(text_.data() + begin, end - begin);
    if (std::find(line_.begin(), line_.end(), '\r') != line_.end()) {
        refuse(number_,
               "a carriage return within the line: let all lines end alike, in LF, CRLF or CR");
    }
    return true;
}

std::string TextFile::name() const { return file_name(path_); }

void TextFile::refuse(std::size_t line, const std::string& what) const {
    throw InputError(path_ + ":" + std::to_string(line) + ": " + one_line(what));
}

std::string file_name(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

}  // namespace colead
