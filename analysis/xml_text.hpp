// Text inside XML.
#pragma once

#include <string>
#include <string_view>

namespace colead {

/// With all escaped that would not read back, between tags or in a quoted attribute. Throws InputError
/// for what XML 1.0 cannot hold: control characters other than tab and line ends.
std::string xml_text(std::string_view text);

}  // namespace colead
