// Delimited text, read strictly: a record per line, its fields separated by tabs, semicolons, commas
// or runs of spaces, whichever of these (in this order) the first record holds. Fields may be
// double-quoted ("" is a quote). Blank lines and lines that begin with # or % are passed over. A
// byte-order mark and any carriage returns before the end of a line are not part of the text.
//
// Every record has as many fields as the first, unless asked otherwise; whatever is amiss names file
// and line.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/text_file.hpp"
#include "scenarios/words.hpp"

namespace colead {

class DelimitedText {
public:
    enum class Widths { same, any };

    /// Reads the whole file. Throws FileError when that fails, InputError when it is not text.
    explicit DelimitedText(std::string path, Widths widths = Widths::same)
        : file_(std::move(path)), widths_(widths) {}

    /// Moves on to the next record; false at the end. Throws InputError.
    bool next();

    /// Of the present record, without the blanks around them. The text they show lives as long as
    /// this object does; the span only until next().
    std::span<const std::string_view> fields() const { return fields_; }
    /// Line of the present record, from 1.
    std::size_t line() const { return file_.line_number(); }

    std::string name() const { return file_.name(); }
    const std::string& path() const { return file_.path(); }

    /// Throws InputError "path:line: what", for the present record or a given line.
    [[noreturn]] void refuse(const std::string& what) const { refuse(line(), what); }
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const {
        file_.refuse(line, what);
    }

private:
    void find_delimiter(std::string_view line);
    void split(char* at, char* end);
    std::string_view quoted_field(char*& at, char* end) const;
    bool blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }

    TextFile file_;
    Widths widths_;
    std::size_t width_ = 0;  // fields of the first record
    char delimiter_ = '\0';  // '\0' before the first record; ' ' stands for a run of spaces
    std::vector<std::string_view> fields_;
};

}  // namespace colead
