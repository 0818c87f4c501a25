#include "app/number_range.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

#include "scenarios/words.hpp"

namespace colead {

CLI::Validator number_in(double low, double high) {
    return {[=](const std::string& text) {
                const std::optional<double> number = to_number(text);
                return number && *number >= low && *number <= high
                           ? std::string()
                           : fmt::format("{} is not a number in [{}, {}]{}", text, low, high,
                                         decimal_comma_hint(text));
            },
            fmt::format("FLOAT in [{} - {}]", low, high)};
}

}  // namespace colead
