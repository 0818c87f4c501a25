// A text file being written: whole or not at all, a block at a time, so that it may be larger than
// memory.
#pragma once

#include <fmt/format.h>

#include <cstdio>
#include <iterator>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "analysis/output_file.hpp"

namespace colead {

class TextOutput {
public:
    /// Throws FileError as OutputFile does.
    TextOutput(const std::string& path, bool overwrite);

    void write(std::string_view text) {
        buffer_.append(text.data(), text.data() + text.size());
        flush_when_full();
    }
    template <class... Values>
    void write(fmt::format_string<Values...> format, Values&&... values) {
        fmt::format_to(std::back_inserter(buffer_), format, std::forward<Values>(values)...);
        flush_when_full();
    }
    /// Writes what is left and gives the file its name. Throws FileError.
    void finish();

private:
    struct Close {
        void operator()(std::FILE* stream) const { std::fclose(stream); }
    };

    void flush_when_full() {
        if (buffer_.size() >= block) {
            flush();
        }
    }
    void flush();
    void check(bool well) const;

    static constexpr std::size_t block = std::size_t{1} << 18U;
    std::string path_;
    OutputFile output_;
    std::unique_ptr<std::FILE, Close> stream_;
    fmt::memory_buffer buffer_;
};

}  // namespace colead
