// The pages as app/page builds them: of a report, without data; of the explorer.
#pragma once

#include <string_view>

namespace colead {

std::string_view embedded_report_page();
std::string_view embedded_explorer_page();

}  // namespace colead
