// From TOML to what a user gave: where a value stands and what it is. The only door between toml++
// and the registry, which knows no file format.
#pragma once

namespace colead {
/// Thrown where toml++ would abort.
struct TomlAssertion {};
[[noreturn]] inline void refuse_toml() { throw TomlAssertion(); }
}  // namespace colead

// toml++ asserts, or tells the compiler to assume, some things that are a user's to get wrong, such as
// that a table's name follows `[` (marzer/tomlplusplus#301). Here its assertions throw in every build;
// hence nothing else includes toml++.
#pragma push_macro("NDEBUG")
#undef NDEBUG
#define TOML_ASSERT(expression) ((expression) ? void() : colead::refuse_toml())

// What it holds for unreachable is reached too. Where a space may come, up to 3.4 it forgets the default, "no
// space", for most letters (marzer/tomlplusplus#190, #295), in functions that may not throw; hence that
// one header comes first. Everything else that is unreachable throws.
#if __has_include(<toml++/impl/forward_declarations.hpp>)
#include <toml++/impl/forward_declarations.hpp>
#undef TOML_UNREACHABLE
#define TOML_UNREACHABLE return false
#include <toml++/impl/unicode.hpp>
#else
#include <toml++/impl/forward_declarations.h>
#undef TOML_UNREACHABLE
#define TOML_UNREACHABLE return false
#include <toml++/impl/unicode.h>
#endif
#undef TOML_UNREACHABLE
#define TOML_UNREACHABLE colead::refuse_toml()

#include <toml++/toml.h>
#pragma pop_macro("NDEBUG")

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

/// Where a TOML document comes from.
struct TomlSource {
    std::string origin;  // stands for the file's name in messages
    std::string folder;  // where relative paths start

    /// "lawrence.toml:14".
    std::string place(const toml::node& node) const;
    Given given(const toml::node& node) const;
    /// These throw InputError `place: key = value is not a table` (or array).
    const toml::table& table(std::string_view key, const toml::node& node) const;
    const toml::array& array(std::string_view key, const toml::node& node) const;
};

/// The value of --set: TOML, or a number TOML writes otherwise (.5), or else a bare string.
/// Throws InputError when it is not UTF-8.
Given given_by(const Setting& setting);

/// Throws InputError `origin:line: message` when the text is not TOML.
toml::table parse_toml(std::string_view text, const std::string& origin);

}  // namespace colead
