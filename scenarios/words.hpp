// Numbers and names as files hold them, and words about them for people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace colead {

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

/// One line of words for people: control characters as blanks, and "..." for what goes beyond `most`
/// bytes, since names in files may hold anything.
std::string one_line(std::string text, std::size_t most = 2000);

/// "; write 0.8" for 0,8, which is a number but for its decimal comma; else "".
std::string decimal_comma_hint(std::string_view text);

/// "1 tie", "2 ties".
std::string counted(std::size_t count, std::string_view one, std::string_view many);

}  // namespace colead
