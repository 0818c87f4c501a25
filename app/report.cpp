#include "analysis/report.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <system_error>

#include "analysis/results_file.hpp"
#include "analysis/text_output.hpp"
#include "app/commands.hpp"
#include "app/embedded_page.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

int report(const Options& options, const std::string& file) {
    const std::string out = options.out.empty()
                                ? std::filesystem::path(file).replace_extension(".html").string()
                                : options.out;
    refuse_inputs(out, {file});
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

}  // namespace

void add_report(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("report", "write one page of figures and tables from a results file");
    Options& options = invocation.options;
    const auto file = std::make_shared<std::string>();
    command->add_option("file", *file, "results file")->required();
    command->add_option("-o,--out", options.out, "the page (default: FILE.html beside the file)");
    command->add_flag("-q,--quiet", options.quiet, "only the result");
    command->add_flag("--overwrite", options.overwrite, "replace an existing file");
    command->callback([&invocation, file] { invocation.code = report(invocation.options, *file); });
}

}  // namespace colead
