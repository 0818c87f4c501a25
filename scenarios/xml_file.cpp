#include "scenarios/xml_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

XmlFile::XmlFile(const std::string& path) : file_(path) {
    const std::string_view text = file_.text();
    if (trimmed(text).empty()) {
        throw InputError(path + ": no ties: the file is empty");
    }
    const unsigned options = pugi::parse_default | pugi::parse_doctype | pugi::parse_declaration;
    const pugi::xml_parse_result parsed =
        document_.load_buffer(text.data(), text.size(), options, pugi::encoding_utf8);
    if (!parsed) {
        refuse_at(parsed.offset, fmt::format("not XML: {}", parsed.description()));
    }
    check_prologue();
}

void XmlFile::check_prologue() const {
    for (const pugi::xml_node child : document_.children()) {
        const std::string_view value = child.value();
        if (child.type() == pugi::node_doctype && value.find('[') != std::string_view::npos) {
            refuse(child,
                   "a document type with declarations of its own is not read: take <!DOCTYPE "
                   "...> out");
        }
        const std::string encoding = lower_case(child.attribute("encoding").value());
        if (child.type() == pugi::node_declaration && !encoding.empty() && encoding != "utf-8" &&
            encoding != "us-ascii" && encoding != "ascii") {
            refuse(child, fmt::format("encoding {}: save the file as UTF-8", encoding));
        }
    }
}

void XmlFile::refuse_at(std::ptrdiff_t offset, const std::string& what) const {
    const std::string_view text = file_.text();
    const std::string_view before = text.substr(
        0, std::min(static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)), text.size()));
    file_.refuse(static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n')) + 1,
                 what);
}

std::uint32_t XmlFile::line_of(const pugi::xml_node& node) {
    const auto offset = static_cast<std::size_t>(node.offset_debug());
    if (offset < counted_to_) {
        counted_to_ = 0;
        line_ = 1;
    }
    const std::string_view passed = file_.text().substr(counted_to_, offset - counted_to_);
    line_ += static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
    counted_to_ = offset;
    return line_;
}

std::string_view local_name(const pugi::xml_node& node) {
    const std::string_view name = node.name();
    return name.substr(name.rfind(':') + 1);
}

bool is_element(const pugi::xml_node& node) { return node.type() == pugi::node_element; }

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(blanks);
    return begin == std::string_view::npos
               ? std::string_view()
               : text.substr(begin, text.find_last_not_of(blanks) + 1 - begin);
}

}  // namespace colead
