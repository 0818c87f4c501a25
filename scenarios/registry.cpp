#include "scenarios/registry.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <type_traits>

#include "scenarios/calibration.hpp"
#include "scenarios/design.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

[[noreturn]] void refuse(std::string_view key, const Given& given, std::string_view why) {
    throw InputError(fmt::format("{}: {} = {} is {}", given.place, key, given.shown, why));
}

[[noreturn]] void refuse_range(std::string_view key, const Limits& limits, const Given& given) {
    refuse(key, given, fmt::format("outside [{}, {}]", limits.low, limits.high));
}

double finite_number(std::string_view key, const Given& given) {
    if (const auto* whole = std::get_if<std::int64_t>(&given.value)) {
        return static_cast<double>(*whole);
    }
    const auto* real = std::get_if<double>(&given.value);
    if (real == nullptr) {
        const auto* text = std::get_if<std::string>(&given.value);
        refuse(key, given, "not a number" + (text != nullptr ? decimal_comma_hint(*text) : ""));
    }
    if (!std::isfinite(*real)) {
        refuse(key, given, "not a finite number");
    }
    // Minus zero would be written as -0 and read back as another bit pattern.
    return *real + 0.0;
}

std::string_view last_part(std::string_view key) {
    const std::size_t dot = key.rfind('.');
    return dot == std::string_view::npos ? key : key.substr(dot + 1);
}

// A right name in the wrong table is more likely than a wrong name that looks alike.
std::string suggestion(std::string_view key, const std::vector<std::string>& known) {
    const std::string* same_name = nullptr;
    int found = 0;
    for (const std::string& candidate : known) {
        if (last_part(candidate) == last_part(key)) {
            same_name = &candidate;
            ++found;
        }
    }
    if (found == 1) {
        return *same_name;
    }
    const std::vector<std::string_view> views(known.begin(), known.end());
    return nearest_name(key, views);
}

template <class Section>
std::string type_of(const Parameter<Section>& row) {
    constexpr std::string_view types[] = {"number", "whole number", "switch", "choice"};
    return std::string(types[row.member.index()]);
}

template <class Section>
ParameterInfo describe(const Section& section, const Parameter<Section>& row,
                       std::string_view section_name) {
    return {dotted(section_name, row.name),
            std::string(section_name),
            type_of(row),
            value_text(section, row),
            std::string(row.unit),
            row.low,
            row.high,
            {row.choices.begin(), row.choices.end()},
            std::string(row.help),
            std::string(row.source),
            row.leverage};
}

}  // namespace

void read_into(double& target, std::string_view key, const Limits& limits, const Given& given) {
    const double value = finite_number(key, given);
    if (value < limits.low || value > limits.high) {
        refuse_range(key, limits, given);
    }
    target = value;
}

void read_into(std::int64_t& target, std::string_view key, const Limits& limits,
               const Given& given) {
    // Whole numbers are compared as such: beyond 2^53 a double would round them into the range.
    const auto low = static_cast<std::int64_t>(limits.low);
    const auto high = static_cast<std::int64_t>(limits.high);
    const auto* whole = std::get_if<std::int64_t>(&given.value);
    if (whole == nullptr) {
        const double value = finite_number(key, given);
        if (value != std::floor(value)) {
            refuse(key, given, "not a whole number");
        }
        if (value < limits.low || value > limits.high) {
            refuse_range(key, limits, given);
        }
        target = static_cast<std::int64_t>(value);
        return;
    }
    if (*whole < low || *whole > high) {
        refuse_range(key, limits, given);
    }
    target = *whole;
}

void read_into(bool& target, std::string_view key, const Limits& /*limits*/, const Given& given) {
    const auto* value = std::get_if<bool>(&given.value);
    if (value == nullptr) {
        refuse(key, given, "not true or false");
    }
    target = *value;
}

void read_into(int& choice, std::string_view key, const Limits& limits, const Given& given) {
    const auto* word = std::get_if<std::string>(&given.value);
    for (std::size_t c = 0; word != nullptr && c < limits.choices.size(); ++c) {
        if (limits.choices[c] == *word) {
            choice = static_cast<int>(c);
            return;
        }
    }
    refuse(key, given, fmt::format("not one of {}", fmt::join(limits.choices, ", ")));
}

std::string read_text(std::string_view key, const Given& given) {
    if (const auto* text = std::get_if<std::string>(&given.value)) {
        return *text;
    }
    if (given.typed) {
        return *given.typed;
    }
    refuse(key, given, "not text");
}

std::string read_text_or_number(std::string_view key, const Given& given) {
    if (!given.typed) {
        if (const auto* whole = std::get_if<std::int64_t>(&given.value)) {
            return value_text(*whole);
        }
        if (std::holds_alternative<double>(given.value)) {
            return value_text(finite_number(key, given));
        }
        if (!std::holds_alternative<std::string>(given.value)) {
            refuse(key, given, "not text or a number");
        }
    }
    return read_text(key, given);
}

void refuse_unknown(const std::string& place, std::string_view what, std::string_view key,
                    const std::vector<std::string>& known) {
    const std::string nearest = suggestion(key, known);
    throw InputError(fmt::format("{}: unknown {} {}{}", place, what, key,
                                 nearest.empty() ? "" : "; did you mean " + nearest + "?"));
}

std::string dotted(std::string_view section, std::string_view name) {
    return section.empty() ? std::string(name) : fmt::format("{}.{}", section, name);
}

std::string value_text(double value) { return fmt::format("{}", value); }

std::string value_text(std::int64_t value) { return fmt::format("{}", value); }

std::string value_text(bool value) { return value ? "true" : "false"; }

std::string in_quotes(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            result += '\\';
            result += c;
        } else if (code < 0x20 || code == 0x7f) {
            result += fmt::format("\\u{:04x}", code);
        } else {
            result += c;
        }
    }
    return result + '"';
}

bool set_parameter(Scenario& scenario, std::string_view key, const Given& given) {
    bool found = false;
    for_each_row(scenario, [&](auto& section, const auto& row) {
        if (!found && key_of(row) == key) {
            found = true;
            set_row(section, row, key, given);
        }
    });
    return found;
}

std::optional<std::string> parameter_text(const Scenario& scenario, std::string_view key) {
    std::optional<std::string> text;
    for_each_row(scenario, [&](const auto& section, const auto& row) {
        if (key_of(row) == key) {
            text = value_text(section, row);
        }
    });
    return text;
}

std::vector<ParameterInfo> parameter_list() {
    std::vector<ParameterInfo> list;
    const Scenario scenario;
    for_each_row(scenario, [&](const auto& section, const auto& row) {
        list.push_back(describe(section, row, section.section));
    });
    const Activity activity;
    for (const Parameter<Activity>& row : Activity::rows()) {
        list.push_back(describe(activity, row, "program.activity"));
    }
    const DesignParameters design;
    for (const Parameter<DesignParameters>& row : DesignParameters::rows()) {
        list.push_back(describe(design, row, DesignParameters::section));
    }
    const CalibrateParameters calibrate;
    for (const Parameter<CalibrateParameters>& row : CalibrateParameters::rows()) {
        list.push_back(describe(calibrate, row, CalibrateParameters::section));
    }
    return list;
}

}  // namespace colead
