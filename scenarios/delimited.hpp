// Delimited text, read strictly: a record per line, its fields separated by tabs, semicolons, commas
// or runs of spaces, whichever of these (in this order) the first record holds. Fields may be
// double-quoted ("" is a quote). Blank lines and lines that begin with # or % are passed over. A
// byte-order mark and any carriage returns before the end of a line are not part of the text.
//
// Every record has as many fields as the first; whatever is amiss names file and line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace colead {

class DelimitedText {
public:
    /// Longest line, in bytes.
    static constexpr std::size_t longest_line = 1'000'000;

    /// Reads the whole file. Throws FileError when that fails, InputError when it is not text.
    explicit DelimitedText(std::string path);
    // Fields point into the text that is held here.
    DelimitedText(const DelimitedText&) = delete;
    DelimitedText& operator=(const DelimitedText&) = delete;

    /// Moves on to the next record; false at the end. Throws InputError.
    bool next();

    /// Of the present record, without the blanks around them. The text they show lives as long as
    /// this object does; the span only until next().
    std::span<const std::string_view> fields() const { return fields_; }
    /// Line of the present record, from 1.
    std::size_t line() const { return line_; }

    /// The file's name without its folders, for notes.
    std::string name() const;
    const std::string& path() const { return path_; }

    /// Throws InputError "path:line: what", for the present record or a given line.
    [[noreturn]] void refuse(const std::string& what) const { refuse(line_, what); }
    [[noreturn]] void refuse(std::size_t line, const std::string& what) const;

private:
    void find_delimiter(std::string_view line);
    void split(char* at, char* end);
    std::string_view quoted_field(char*& at, char* end) const;
    bool blank(char c) const { return c == ' ' || (c == '\t' && delimiter_ != '\t'); }

    std::string path_;
    std::string text_;
    std::size_t next_ = 0;  // where the next line begins
    std::size_t line_ = 0;
    std::size_t width_ = 0;  // fields of each record
    char delimiter_ = '\0';  // '\0' before the first record; ' ' stands for a run of spaces
    std::vector<std::string_view> fields_;
};

/// The number that the whole text is; none for anything else, not-a-number and infinity included.
std::optional<double> to_number(std::string_view text);
std::optional<std::int64_t> to_whole_number(std::string_view text);

/// The order that sorts names ascending: by value where all are whole numbers, else by their bytes.
std::vector<std::uint32_t> ascending(std::span<const std::string_view> names);

/// Every name once, ascending in that order.
std::vector<std::string_view> distinct(std::vector<std::string_view> names);

/// "a, b, c", and "..." in place of what goes beyond `most`.
std::string listed(std::span<const std::string_view> names, std::size_t most);

/// ASCII letters made small.
std::string lower_case(std::string_view text);

/// "1 tie", "2 ties".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace colead
