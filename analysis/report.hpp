// A report: what a results file says, as one document of numbers and as one page that shows them.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace colead {

/// What the page shows, from a results file of a comparison or a run. Numbers are those of the file, or
/// follow from them as report_statistics.hpp says; what is missing is null. Throws FileError and
/// InputError as read_results.
nlohmann::json report_document(const std::string& path);

/// `page`, HTML that holds the word REPORT_TITLE and, in a script element of type application/json,
/// REPORT_DATA, with the document in it. No text of the document can end the element or begin another.
std::string report_page(std::string_view page, const nlohmann::json& document);

}  // namespace colead
