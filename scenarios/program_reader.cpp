// Reading [[program]] and its activities, and --set of what they hold.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/scenario_reader.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::string_view table_key = "program";
constexpr std::string_view activity_key = "program.activity";
constexpr std::string_view hours_key = "program.activity.hours";
constexpr Limits budget_limits{0.0, 1e6};
constexpr Limits hours_limits{0.0, 10'000.0};

std::string program_place(const std::string& arm) { return dotted(table_key, arm); }

bool set_hours(Activity& activity, std::string_view subject, std::string_view key,
               const Given& given) {
    const auto* found = std::find(subject_names.begin(), subject_names.end(), subject);
    if (found == subject_names.end()) {
        return false;
    }
    read_into(activity.hours[static_cast<std::size_t>(found - subject_names.begin())], key,
              hours_limits, given);
    return true;
}

bool set_in_activity(Activity& activity, std::string_view name, std::string_view key,
                     const Given& given) {
    constexpr std::string_view hours = "hours.";
    if (name.starts_with(hours)) {
        return set_hours(activity, name.substr(hours.size()), key, given);
    }
    const Parameter<Activity>* row = find_row<Activity>(name);
    if (row == nullptr) {
        return false;
    }
    set_row(activity, *row, key, given);
    return true;
}

// What follows `prefix` and a dot; nothing when the key does not begin so.
std::optional<std::string_view> after(std::string_view key, std::string_view prefix) {
    if (key.size() <= prefix.size() + 1 || !key.starts_with(prefix) || key[prefix.size()] != '.') {
        return std::nullopt;
    }
    return key.substr(prefix.size() + 1);
}

std::vector<std::string> activity_keys(std::string_view prefix) {
    std::vector<std::string> keys;
    for (const Parameter<Activity>& row : Activity::rows()) {
        keys.push_back(dotted(prefix, row.name));
    }
    for (const std::string_view subject : subject_names) {
        keys.push_back(dotted(prefix, dotted("hours", subject)));
    }
    return keys;
}

class ProgramReader {
public:
    explicit ProgramReader(const TomlSource& source) : source_(source) {}

    Program read(const toml::table& table) const {
        Program program;
        for (const auto& [key, node] : table) {
            read_key(program, key.str(), node);
        }
        if (!table.contains("arm")) {
            refuse(table, "program.arm is missing");
        }
        if (!program.preset.empty() && program.activities.empty()) {
            program.activities = preset_activities(program.preset);
        }
        return program;
    }

private:
    [[noreturn]] void refuse(const toml::node& node, const std::string& why) const {
        throw InputError(source_.place(node) + ": " + why);
    }

    [[noreturn]] void refuse_unknown_in(const toml::node& node, const std::string& key,
                                        const std::vector<std::string>& known) const {
        refuse_unknown(source_.place(node), node.is_value() ? "key" : "table", key, known);
    }

    void read_key(Program& program, std::string_view name, const toml::node& node) const {
        const std::string key = dotted(table_key, name);
        if (name == "arm") {
            program.arm = name_in(key, node);
        } else if (name == "preset") {
            const auto presets = program_presets();
            int choice = 0;
            read_into(choice, key, {0.0, 0.0, presets}, source_.given(node));
            program.preset = presets[static_cast<std::size_t>(choice)];
        } else if (name == "budget") {
            read_into(program.budget, key, budget_limits, source_.given(node));
        } else if (name == "activity") {
            for (const toml::node& activity : source_.array(key, node)) {
                program.activities.push_back(read_activity(source_.table(key, activity)));
            }
        } else {
            refuse_unknown_in(
                node, key, {"program.arm", "program.preset", "program.budget", "program.activity"});
        }
    }

    std::string name_in(const std::string& key, const toml::node& node) const {
        std::string name = read_text(key, source_.given(node));
        if (name.empty()) {
            refuse(node, key + " is empty");
        }
        return name;
    }

    Activity read_activity(const toml::table& table) const {
        Activity activity;
        for (const auto& [name, node] : table) {
            const std::string key = dotted(activity_key, name.str());
            if (name.str() == "name") {
                activity.name = name_in(key, node);
            } else if (name.str() == "hours") {
                read_hours(activity, source_.table(key, node));
            } else if (!set_in_activity(activity, name.str(), key, source_.given(node))) {
                std::vector<std::string> known = activity_keys(activity_key);
                known.emplace_back("program.activity.name");
                refuse_unknown_in(node, key, known);
            }
        }
        if (activity.name.empty()) {
            refuse(table, "program.activity.name is missing");
        }
        return activity;
    }

    void read_hours(Activity& activity, const toml::table& table) const {
        for (const auto& [subject, node] : table) {
            const std::string key = dotted(hours_key, subject.str());
            if (!set_hours(activity, subject.str(), key, source_.given(node))) {
                std::vector<std::string> known;
                known.reserve(subject_names.size());
                for (const std::string_view name : subject_names) {
                    known.push_back(dotted(hours_key, name));
                }
                refuse_unknown_in(node, key, known);
            }
        }
    }

    const TomlSource& source_;
};

}  // namespace

std::vector<Program> read_programs(const toml::node& node, const TomlSource& source,
                                   Places& places) {
    if (!node.is_array()) {
        throw InputError(source.place(node) + ": program is one table; write [[program]]");
    }
    std::vector<Program> programs;
    bool has_control = false;
    for (const toml::node& entry : *node.as_array()) {
        Program program = ProgramReader(source).read(source.table(table_key, entry));
        const auto [place, is_new] =
            places.emplace(program_place(program.arm), source.place(entry));
        if (!is_new) {
            throw InputError(fmt::format("{}: program.arm = {} is taken by {}", source.place(entry),
                                         in_quotes(program.arm), place->second));
        }
        if (program.arm == "control" && !program.activities.empty()) {
            throw InputError(source.place(entry) +
                             ": program.arm = \"control\" is what happens without a program: give "
                             "one with activities another name");
        }
        has_control = has_control || program.arm == "control";
        programs.push_back(std::move(program));
    }
    if (!has_control) {
        Program control;
        control.arm = "control";
        programs.insert(programs.begin(), std::move(control));
    }
    return programs;
}

bool set_in_programs(std::vector<Program>& programs, std::string_view key, const Given& given,
                     Places& places) {
    if (key == budget_of_all) {
        bool found = false;
        for (Program& program : programs) {
            if (!program.activities.empty()) {
                read_into(program.budget, key, budget_limits, given);
                places[program_place(program.arm)] = given.place;
                found = true;
            }
        }
        return found;
    }
    for (Program& program : programs) {
        const auto name = after(key, program_place(program.arm));
        bool found = false;
        if (name && *name == "budget") {
            read_into(program.budget, key, budget_limits, given);
            found = true;
        }
        for (std::size_t a = 0; name && !found && a < program.activities.size(); ++a) {
            Activity& activity = program.activities[a];
            const auto row = after(*name, activity.name);
            found = row && set_in_activity(activity, *row, key, given);
        }
        if (found) {
            places[program_place(program.arm)] = given.place;
            return true;
        }
    }
    return false;
}

std::vector<std::string> program_keys(const std::vector<Program>& programs) {
    std::vector<std::string> keys{std::string(budget_of_all)};
    for (const Program& program : programs) {
        const std::string prefix = program_place(program.arm);
        keys.push_back(dotted(prefix, "budget"));
        for (const Activity& activity : program.activities) {
            for (std::string& key : activity_keys(dotted(prefix, activity.name))) {
                keys.push_back(std::move(key));
            }
        }
    }
    return keys;
}

}  // namespace colead
