// The words of a GML file: names, numbers, quoted texts, brackets; lines that begin with # are passed
// over.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "scenarios/raw_network.hpp"
#include "scenarios/text_file.hpp"

namespace colead {

struct GmlToken {
    enum Kind { word, text, open, close, end } kind = end;
    std::string_view value;
    std::uint32_t line = 0;
};

class GmlTokens {
public:
    /// Texts that stand otherwise in the file (&#233; for a letter) are kept in `people`.
    GmlTokens(const TextFile& file, RawPeople& people)
        : file_(file), people_(people), rest_(file.text()) {}

    GmlToken next();
    /// Throws InputError "path:line: what".
    [[noreturn]] void refuse(std::uint32_t line, const std::string& what) const {
        file_.refuse(line, what);
    }

private:
    void skip_blanks();
    std::string_view quoted();

    const TextFile& file_;
    RawPeople& people_;
    std::string_view rest_;
    std::uint32_t line_ = 1;
    bool line_begins_ = true;
};

}  // namespace colead
