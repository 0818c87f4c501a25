// A text file held whole: UTF-8, with or without a byte-order mark, lines that end in LF, CRLF, or all of them
// in CR. Readers of all formats start from it, so that each names file and line alike.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace colead {

class TextFile {
public:
    /// Longest line of the formats that are read line by line, in bytes.
    static constexpr std::size_t longest_line = 1'000'000;

    /// Reads the whole file. Throws FileError when that fails, InputError when it is not UTF-8.
    explicit TextFile(std::string path);
    // Views point into the text that is held here.
    TextFile(const TextFile&) = delete;
    TextFile& operator=(const TextFile&) = delete;

    /// All of it, without the byte-order mark.
    std::string_view text() const { return std::string_view(text_).substr(start_); }

    /// Moves on to the next line, blank ones included; false at the end. Throws InputError when it is
    /// longer than longest_line or holds a carriage return elsewhere than at its end.
    bool next_line();
    /// The present line without its end; a reader may write to it.
    std::span<char> line() { return line_; }
    /// Number of the present line, from 1.
    std::size_t line_number() const { return number_; }

    const std::string& path() const { return path_; }
    /// The file's name without its folders, for notes.
    std::string name() const;

    /// Throws InputError "path:line: what".
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const;

private:
    void end_lines_by_feeds();
    void check_encoding() const;

    std::string path_;
    std::string text_;
    std::size_t start_ = 0;  // behind the byte-order mark
    std::size_t next_ = 0;   // where the next line begins
    std::span<char> line_;
    std::size_t number_ = 0;
};

/// The part of a path behind its last slash.
std::string file_name(const std::string& path);

}  // namespace colead
