// The parameter table for people, for the documentation, and for programs.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

namespace {

std::string range_text(const ParameterInfo& p) {
    if (!p.choices.empty()) {
        return fmt::format("{}", fmt::join(p.choices, ", "));
    }
    return p.type == "switch" ? "true, false" : fmt::format("[{}, {}]", p.low, p.high);
}

// A bar would end the cell.
std::string cell(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        escaped += c == '|' ? "\\|" : std::string(1, c);
    }
    return escaped;
}

std::string json_of(const ParameterInfo& p) {
    std::vector<std::string> choices;
    for (const std::string& choice : p.choices) {
        choices.push_back(in_quotes(choice));
    }
    return fmt::format(
        "  {{\"section\": {}, \"key\": {}, \"type\": {}, \"default\": {}, \"unit\": {}, "
        "\"low\": {}, \"high\": {}, \"choices\": [{}], \"help\": {}, \"source\": {}, "
        "\"leverage\": {}}}",
        in_quotes(p.section), in_quotes(p.key), in_quotes(p.type), p.initial, in_quotes(p.unit),
        p.low, p.high, fmt::join(choices, ", "), in_quotes(p.help), in_quotes(p.source),
        p.leverage);
}

}  // namespace

std::string parameters_as_text() {
    std::string text;
    for (const ParameterInfo& p : parameter_list()) {
        text += fmt::format("{} = {}    {}  {}\n    {}\n    Source: {}. Leverage level {}.\n",
                            p.key, p.initial, range_text(p), p.unit, p.help, p.source, p.leverage);
    }
    return text;
}

std::string parameters_as_markdown() {
    std::string markdown;
    const std::vector<ParameterInfo> list = parameter_list();
    for (std::size_t i = 0; i < list.size(); ++i) {
        const ParameterInfo& p = list[i];
        if (i == 0 || p.section != list[i - 1].section) {
            markdown += fmt::format(
                "{}## {}\n\n| key | default | unit | range | meaning | source | level |\n"
                "|---|---|---|---|---|---|---|\n",
                i == 0 ? "" : "\n",
                p.section.empty() ? "Top of the file" : "`[" + p.section + "]`");
        }
        markdown += fmt::format("| `{}` | {} | {} | {} | {} | {} | {} |\n", p.key, cell(p.initial),
                                cell(p.unit), cell(range_text(p)), cell(p.help), cell(p.source),
                                p.leverage);
    }
    return markdown;
}

std::string parameters_as_json() {
    std::vector<std::string> rows;
    for (const ParameterInfo& p : parameter_list()) {
        rows.push_back(json_of(p));
    }
    return fmt::format("[\n{}\n]\n", fmt::join(rows, ",\n"));
}

}  // namespace colead
