// Catch2, version 2.13 or 3: every test includes this and not Catch2's own headers.
//
// Both versions offer here: Approx, and the matchers of Catch::Matchers by version 3's names.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)

#define COLEAD_CATCH2_VERSION 3
#include <catch2/catch_all.hpp>
using Catch::Approx;

#else

#define COLEAD_CATCH2_VERSION 2
#include <catch2/catch.hpp>

#include <string>

namespace Catch::Matchers {
inline auto ContainsSubstring(const std::string& part) { return Contains(part); }
}  // namespace Catch::Matchers

#endif
