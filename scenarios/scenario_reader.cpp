// Reading scenarios: which key of a document, or of --set, goes where.
#include "scenarios/scenario_reader.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <memory>

#include "scenarios/embedded_presets.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr std::string_view columns_prefix = "network.columns.";
constexpr std::string_view only_prefix = "network.only.";

std::vector<std::string> section_names() {
    std::vector<std::string> names;
    const Scenario scenario;
    for_each_scenario_section(scenario, [&](const auto& section) {
        if (!section.section.empty()) {
            names.emplace_back(section.section);
        }
    });
    return names;
}

bool is_section(std::string_view name) {
    for (const std::string& section : section_names()) {
        if (section == name) {
            return true;
        }
    }
    return false;
}

// Keys that hold one value, in a file as in --set.
std::vector<std::string> single_keys() {
    std::vector<std::string> keys = {"title",           "network.ties",  "network.people_file",
                                     "network.degrees", "until.measure", "until.contrast"};
    const Scenario scenario;
    for_each_row(scenario, [&](const auto&, const auto& row) { keys.push_back(key_of(row)); });
    return keys;
}

std::vector<std::string> file_keys() {
    std::vector<std::string> keys = single_keys();
    for (const char* data :
         {"network.columns", "network.only", "issue_system.factors", "issue_system.influence",
          "issue_system.baselines", "issue_system.weights"}) {
        keys.emplace_back(data);
    }
    return keys;
}

std::string absolute_path(const std::string& folder, const std::string& path) {
    if (path.empty()) {
        return path;
    }
    std::error_code failed;
    const std::filesystem::path from_here =
        std::filesystem::absolute(std::filesystem::path(folder) / path, failed);
    return failed ? path : from_here.lexically_normal().string();
}

std::string read_whole_file(const std::string& name) {
    const auto refuse = [&name] {
        throw FileError(fmt::format("cannot read '{}': {}", name, std::strerror(errno)));
    };
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> file(std::fopen(name.c_str(), "rb"),
                                                               std::fclose);
    if (!file) {
        refuse();
    }
    std::string text;
    char part[4096];
    while (const std::size_t got = std::fread(part, 1, sizeof part, file.get())) {
        text.append(part, got);
    }
    if (std::ferror(file.get()) != 0) {
        refuse();
    }
    return text;
}

}  // namespace

void ScenarioReader::read(const toml::table& document) {
    scenario_.arms = read_programs(toml::array(), source_, places_);
    for (const auto& [key, node] : document) {
        const std::string_view name = key.str();
        if (name == "design" || name == "calibrate") {
            continue;
        }
        if (name == "program") {
            scenario_.arms = read_programs(node, source_, places_);
        } else if (is_section(name)) {
            if (name == "programs" && node.is_array()) {
                throw InputError(source_.place(node) +
                                 ": [[programs]] is not a table; did you mean [[program]]?");
            }
            read_section(name, source_.table(name, node));
        } else if (!set(std::string(name), source_.given(node), source_.folder)) {
            std::vector<std::string> known = section_names();
            known.emplace_back("program");
            refuse(name, node, node.is_value() ? file_keys() : known);
        }
    }
}

void ScenarioReader::apply(const Setting& setting) {
    const Given given = given_by(setting);
    if (set(setting.key, given, "") || set_entry(setting.key, given) ||
        set_in_programs(scenario_.arms, setting.key, given, places_)) {
        return;
    }
    std::vector<std::string> known = single_keys();
    known.emplace_back("network.columns.NAME");
    known.emplace_back("network.only.NAME");
    for (std::string& key : program_keys(scenario_.arms)) {
        known.push_back(std::move(key));
    }
    refuse_unknown(given.place, "key", setting.key, known);
}

Scenario ScenarioReader::finish() const {
    Scenario scenario = scenario_;
    check_and_normalize(scenario, source_, places_);
    scenario.places = places_;
    return scenario;
}

void ScenarioReader::refuse(std::string_view key, const toml::node& node,
                            const std::vector<std::string>& known) const {
    refuse_unknown(source_.place(node), node.is_value() ? "key" : "table", key, known);
}

// A key that holds one value; false when there is none of this name.
bool ScenarioReader::set(const std::string& key, const Given& given, const std::string& folder) {
    if (key == "title") {
        scenario_.title = read_text(key, given);
    } else if (key == "network.ties") {
        scenario_.files.ties = absolute_path(folder, read_text(key, given));
    } else if (key == "network.people_file") {
        scenario_.files.people = absolute_path(folder, read_text(key, given));
    } else if (key == "network.degrees") {
        scenario_.files.degrees = absolute_path(folder, read_text(key, given));
    } else if (key == "until.measure") {
        scenario_.until.measure = read_text(key, given);
    } else if (key == "until.contrast") {
        scenario_.until.contrast = read_text(key, given);
    } else if (!set_parameter(scenario_, key, given)) {
        return false;
    }
    places_[key] = given.place;
    return true;
}

// An entry of [network.columns] or [network.only]; false when the key is of neither.
bool ScenarioReader::set_entry(std::string_view key, const Given& given) {
    for (const auto& [prefix, entries] : {std::pair{columns_prefix, &scenario_.files.columns},
                                          std::pair{only_prefix, &scenario_.files.only}}) {
        if (key.starts_with(prefix) && key.size() > prefix.size()) {
            (*entries)[std::string(key.substr(prefix.size()))] = read_text_or_number(key, given);
            places_[std::string(key)] = given.place;
            return true;
        }
    }
    return false;
}

void ScenarioReader::read_section(std::string_view section, const toml::table& table) {
    for (const auto& [key, node] : table) {
        const std::string full = dotted(section, key.str());
        if (full == "network.columns" || full == "network.only") {
            read_entries(full, source_.table(full, node));
        } else if (section == "issue_system" && is_issue_data(key.str())) {
            places_[full] = source_.place(node);
        } else if (!set(full, source_.given(node), source_.folder)) {
            refuse(full, node, file_keys());
        }
    }
    if (section == "issue_system") {
        scenario_.issues = read_issue_system(table, source_);
    }
}

void ScenarioReader::read_entries(const std::string& name, const toml::table& table) {
    for (const auto& [key, node] : table) {
        set_entry(dotted(name, key.str()), source_.given(node));
    }
}

Setting parse_setting(std::string_view text) {
    const auto trimmed = [](std::string_view words) {
        const std::size_t begin = words.find_first_not_of(" \t");
        const std::size_t end = words.find_last_not_of(" \t");
        return begin == std::string_view::npos ? std::string()
                                               : std::string(words.substr(begin, end - begin + 1));
    };
    const std::size_t equals = text.find('=');
    const std::string key = trimmed(text.substr(0, equals));
    if (equals == std::string_view::npos || key.empty()) {
        throw InputError(fmt::format("--set {}: write it as key=value", text));
    }
    return {key, trimmed(text.substr(equals + 1))};
}

Scenario parse_scenario(std::string_view text, const std::string& origin, const std::string& folder,
                        const std::vector<Setting>& settings) {
    const toml::table document = parse_toml(text, origin);
    const TomlSource source{origin, folder};
    if (const toml::node* design = document.get("design")) {
        throw InputError(source.place(*design) +
                         ": [design] makes this a study, which colead sweep runs");
    }
    if (const toml::node* calibrate = document.get("calibrate")) {
        throw InputError(source.place(*calibrate) +
                         ": [calibrate] makes this a calibration, which colead calibrate runs");
    }
    ScenarioReader reader(source);
    reader.read(document);
    for (const Setting& setting : settings) {
        reader.apply(setting);
    }
    return reader.finish();
}

ScenarioText scenario_text(const std::string& name) {
    std::vector<std::string_view> names;
    for (const EmbeddedPreset& preset : embedded_presets()) {
        if (preset.name == name) {
            return {std::string(preset.text), name + ".toml", ""};
        }
        names.push_back(preset.name);
    }
    std::error_code unknown;
    if (std::filesystem::status(name, unknown).type() == std::filesystem::file_type::not_found) {
        const std::string nearest = nearest_name(name, names);
        throw InputError(fmt::format("'{}' is neither a file nor a preset{}", name,
                                     nearest.empty() ? "" : "; did you mean " + nearest + "?"));
    }
    return {read_whole_file(name), name, std::filesystem::path(name).parent_path().string()};
}

Scenario load_scenario(const std::string& name, const std::vector<Setting>& settings) {
    const ScenarioText source = scenario_text(name);
    return parse_scenario(source.text, source.origin, source.folder, settings);
}

std::vector<std::pair<std::string, std::string>> preset_titles() {
    std::vector<std::pair<std::string, std::string>> titles;
    for (const EmbeddedPreset& preset : embedded_presets()) {
        const std::string name(preset.name);
        titles.emplace_back(name, parse_scenario(preset.text, name + ".toml", "", {}).title);
    }
    return titles;
}

}  // namespace colead
