// The page of a report as app/page builds it, without data.
#pragma once

#include <string_view>

namespace colead {

std::string_view embedded_report_page();

}  // namespace colead
