// An XML file that knows its lines. Entities of a document type are refused before they could expand;
// nothing outside the file is ever read.
#pragma once

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "scenarios/text_file.hpp"

namespace colead {

class XmlFile {
public:
    /// Throws FileError; InputError when the file is empty, no XML, or in another encoding than UTF-8.
    explicit XmlFile(const std::string& path);

    pugi::xml_node root() const { return document_.document_element(); }
    const std::string& path() const { return file_.path(); }

    /// Line of a node. Quick for nodes that come in the order of the text.
    std::uint32_t line_of(const pugi::xml_node& node);
    /// Throws InputError "path:line: what".
    [[noreturn]] void refuse(const pugi::xml_node& node, const std::string& what) const {
        refuse_at(node.offset_debug(), what);
    }

private:
    [[noreturn]] void refuse_at(std::ptrdiff_t offset, const std::string& what) const;
    void check_prologue() const;

    TextFile file_;
    pugi::xml_document document_;
    std::size_t counted_to_ = 0;
    std::uint32_t line_ = 1;
};

/// An element's name without a namespace's prefix.
std::string_view local_name(const pugi::xml_node& node);

bool is_element(const pugi::xml_node& node);

/// Without the blanks and line ends around it.
std::string_view trimmed(std::string_view text);

}  // namespace colead
