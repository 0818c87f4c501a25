#include "analysis/csv.hpp"

namespace colead {

std::string csv_cell(const std::string& text) {
    // A line that begins with # or % is a comment to many readers, and blanks at the ends are lost.
    const bool plain = text.find_first_of(",\"\r\n") == std::string::npos &&
                       (text.empty() || (text.front() != '#' && text.front() != '%' &&
                                         text.front() != ' ' && text.back() != ' '));
    if (plain) {
        return text;
    }
    std::string quoted = "\"";
    for (const char c : text) {
        quoted += c;
        if (c == '"') {
            quoted += c;
        }
    }
    return quoted + '"';
}

void write_csv_row(TextOutput& file, std::span<const std::string> cells) {
    file.write("{}\n", fmt::join(cells, ","));
}

}  // namespace colead
