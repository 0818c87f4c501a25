#include "analysis/report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <system_error>

#include "analysis/results_file.hpp"
#include "analysis/text_output.hpp"
#include "app/commands.hpp"
#include "app/embedded_page.hpp"
#include "sim/error.hpp"

namespace colead {

int report(const Options& options, const std::string& file) {
    const std::string out = options.out.empty()
                                ? std::filesystem::path(file).replace_extension(".html").string()
                                : options.out;
    std::error_code unknown;
    if (std::filesystem::equivalent(file, out, unknown)) {
        throw InputError(fmt::format("the report would replace '{}', which it is made from", file));
    }
    check_output(out, options.overwrite);
    const std::string page = report_page(embedded_report_page(), report_document(file));
    TextOutput output(out, options.overwrite);
    output.write(page);
    output.finish();
    if (!options.quiet) {
        fmt::print(stderr, "the report is {} ({:.2f} MB): it opens in any browser\n", out,
                   static_cast<double>(page.size()) / 1e6);
    }
    return 0;
}

}  // namespace colead
