// The manual page and what a shell completes, both from the flags of the commands themselves.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "app/commands.hpp"

namespace colead {

namespace {

// Text that roff takes as it stands: no escapes, no hyphens for minus, no request at a line's start.
std::string roff(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '\\') {
            escaped += "\\e";
        } else if (c == '-') {
            escaped += "\\-";
        } else if (c == '.' || c == '\'') {
            escaped += "\\&" + std::string(1, c);
        } else {
            escaped += c;
        }
    }
    return escaped;
}

std::vector<const CLI::App*> commands_of(const CLI::App& program) {
    return program.get_subcommands(
        [](const CLI::App* command) { return !command->get_group().empty(); });
}

std::string option_words(const CLI::Option& option) {
    if (option.nonpositional()) {
        const bool takes_value = option.get_expected_max() > 0;
        return fmt::format("\\fB{}\\fR{}", roff(option.get_name(false, true)),
                           takes_value ? " \\fI" + roff(option.get_type_name()) + "\\fR" : "");
    }
    return fmt::format("\\fI{}\\fR", roff(option.get_name(true)));
}

void print_options(const CLI::App& command) {
    for (const CLI::Option* option : command.get_options()) {
        if (option->get_group().empty()) {
            continue;  // hidden
        }
        fmt::print(".TP\n{}{}\n{}\n", option_words(*option),
                   option->get_required() ? " (required)" : "", roff(option->get_description()));
    }
}

void print_manual(const CLI::App& program) {
    fmt::print(".TH COLEAD 1 \"\" \"{}\" \"User Commands\"\n", roff(program.version()));
    fmt::print(
        ".SH NAME\ncolead \\- collective leadership in networks, compared at equal budget\n");
    fmt::print(".SH SYNOPSIS\n.B colead\n.I command\n[\\fIoptions\\fR]\n");
    fmt::print(
        ".SH DESCRIPTION\nSimulates communities month by month and compares programs of leader and "
        "network "
        "development on the same people with the same luck.\nA scenario is a file or the name of a "
        "preset.\nThe result goes to standard output, the talk to standard error.\n");
    fmt::print(".SH OPTIONS\n");
    print_options(program);
    fmt::print(".SH COMMANDS\n");
    for (const CLI::App* command : commands_of(program)) {
        fmt::print(".SS colead {}\n{}\n", roff(command->get_name()),
                   roff(command->get_description()));
        print_options(*command);
    }
    fmt::print(
        ".SH EXIT STATUS\n0 done, 1 a run failed, 2 wrong usage or input, 3 file or disk, 130 "
        "interrupted.\n");
    fmt::print(
        ".SH EXAMPLE\n.nf\ncolead compare lawrence\\-community\\-works \\-o lawrence\\&.h5\ncolead "
        "report "
        "lawrence\\&.h5 \\-o lawrence\\&.html\n.fi\n");
}

std::string flags_of(const CLI::App& command) {
    std::vector<std::string> words;
    for (const CLI::Option* option : command.get_options()) {
        for (const std::string& name : option->get_snames()) {
            words.push_back("-" + name);
        }
        for (const std::string& name : option->get_lnames()) {
            words.push_back("--" + name);
        }
    }
    return fmt::format("{}", fmt::join(words, " "));
}

// For bash: commands, then the flags of the command; everything else is a file or a preset.
void print_completion(const CLI::App& program) {
    std::vector<std::string> names;
    std::string cases;
    for (const CLI::App* command : commands_of(program)) {
        names.push_back(command->get_name());
        cases +=
            fmt::format("        {}) flags=\"{}\" ;;\n", command->get_name(), flags_of(*command));
    }
    std::vector<std::string> presets;
    for (const auto& [name, title] : preset_titles()) {
        presets.push_back(name);
    }
    fmt::print(R"(# bash completion for colead
_colead() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} flags=""
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "{} {}" -- "$word")
        return
    fi
    case ${{COMP_WORDS[1]}} in
{}    esac
    case $word in
        -*) mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word") ;;
        *) mapfile -t COMPREPLY < <(compgen -W "{}" -- "$word"; compgen -f -- "$word") ;;
    esac
}}
complete -o filenames -F _colead colead
)",
               fmt::join(names, " "), flags_of(program), cases, fmt::join(presets, " "));
}

}  // namespace

void add_manual(CLI::App& app, Invocation& /*invocation*/) {
    CLI::App* command =
        app.add_subcommand("manual", "print the manual page: colead manual | man -l -");
    const auto completion = std::make_shared<bool>(false);
    command->add_flag("--completion", *completion, "print what bash completes instead");
    command->callback([&app, completion] {
        if (*completion) {
            print_completion(app);
        } else {
            print_manual(app);
        }
    });
}

}  // namespace colead
