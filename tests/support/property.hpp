// Properties checked by RapidCheck on generated cases, inside a Catch2 test case:
//
//   check_property("overlap is symmetric", [](std::uint8_t a, std::uint8_t b) {
//       RC_ASSERT(overlap(a, b) == overlap(b, a));
//   });
//
// A failure shows the smallest case found. Inside a property use RC_ASSERT and RC_PRE, not
// REQUIRE. RapidCheck's own <rapidcheck/catch.h> knows Catch2 version 2 only.
#pragma once

#include "support/catch.hpp"

#include <rapidcheck.h>

#include <sstream>
#include <string>
#include <utility>

namespace colead::test {

template <typename Property>
void check_property(const std::string& sentence, Property&& property) {
    const auto result = rc::detail::checkTestable(std::forward<Property>(property));
    std::ostringstream story;
    rc::detail::printResultMessage(result, story);
    INFO(sentence << "\n" << story.str());
    const bool holds = result.template is<rc::detail::SuccessResult>();
    CHECK(holds);
}

}  // namespace colead::test
