#include "scenarios/design.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "scenarios/registry.hpp"
#include "scenarios/scenario_file.hpp"

namespace colead {

namespace {

double number_of(const std::string& text) {
    double number = 0.0;
    const char* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    return parsed.ec == std::errc() && parsed.ptr == end ? number
                                                         : std::numeric_limits<double>::quiet_NaN();
}

const std::string& value_at(const std::vector<std::string>& values, double position) {
    const auto count = static_cast<double>(values.size());
    return values[static_cast<std::size_t>(
        std::clamp(std::floor(position * count), 0.0, count - 1.0))];
}

}  // namespace

std::span<const Parameter<DesignParameters>> DesignParameters::rows() {
    using P = DesignParameters;
    static constexpr std::array<std::string_view, 5> kinds = {"grid", "list", "lhs", "sobol",
                                                              "morris"};
    static constexpr std::array<std::string_view, 4> test_models = {"none", "ishigami",
                                                                    "g-function", "linear"};
    static constexpr std::array<Parameter<P>, 7> table = {{
        {&P::kind, "kind", "choice", 0, kinds.size() - 1,
         "how points are laid out: all combinations, a list, a Latin hypercube, Saltelli's scheme "
         "for "
         "Sobol indices, Morris trajectories",
         "a choice (docs/sweeps.md)", 12, kinds},
        {&P::points, "points", "points", 0, 10'000'000,
         "`lhs`: points; `sobol`: base points, best a power of two; `morris`: trajectories; "
         "`grid`: "
         "values of each range, 0 when every factor lists its values",
         "a choice; 64 to 1024, for `morris` 10 to 50", 12},
        {&P::seed, "seed", "1", 0, 0x1p53, "decides the draws that lay out the points",
         "assumed: any whole number does", 12},
        {&P::common_luck, "common_luck", "switch", 0, 1,
         "whether replicate r has the same luck at every point; arms always share theirs",
         "differences between points then have less noise (Law 2015, chapter 11)", 12},
        {&P::second_order, "second_order", "switch", 0, 1,
         "`sobol`: whether pairs of factors can be told apart (S2), at twice the points",
         "Saltelli (2002)", 12},
        {&P::levels, "levels", "levels", 2, 1000, "`morris`: values on each factor's axis, even",
         "four are usual (Morris 1991)", 12},
        {&P::test_model, "test_model", "choice", 0, test_models.size() - 1,
         "in place of worlds, a function whose sensitivity indices are known: to check the way "
         "from "
         "a study to its indices, not people (docs/sweeps.md)",
         "none: worlds are simulated", 12, test_models},
    }};
    return table;
}

std::string Factor::text(double position) const {
    if (!values.empty()) {
        return value_at(values, position);
    }
    const double value = number(position);
    return whole ? value_text(static_cast<std::int64_t>(value)) : value_text(value);
}

std::string Factor::word(double position) const {
    const std::string toml = text(position);
    const bool quoted = toml.size() >= 2 && toml.front() == '"' && toml.back() == '"';
    return quoted ? toml.substr(1, toml.size() - 2) : toml;
}

Setting Factor::setting(double position) const { return {key, text(position), place}; }

double Factor::number(double position) const {
    if (!values.empty()) {
        return number_of(value_at(values, position));
    }
    if (whole) {
        return std::min(high, low + std::floor(position * (high - low + 1.0)));
    }
    return std::min(high, low + position * (high - low));
}

bool Factor::is_number() const {
    return std::none_of(values.begin(), values.end(),
                        [](const std::string& text) { return std::isnan(number_of(text)); });
}

std::size_t Factor::count() const {
    return whole && values.empty() ? static_cast<std::size_t>(high - low) + 1 : values.size();
}

std::vector<Factor> factors_of_test_model(int model) {
    constexpr double pi = 3.14159265358979323846;
    const bool is_ishigami = model == DesignParameters::ishigami;
    std::vector<Factor> factors;
    for (int k = 1; k <= (model == DesignParameters::g_function ? 4 : 3); ++k) {
        Factor factor;
        factor.key = fmt::format("x{}", k);
        factor.low = is_ishigami ? -pi : 0.0;
        factor.high = is_ishigami ? pi : 1.0;
        factors.push_back(std::move(factor));
    }
    return factors;
}

std::string to_toml(const Design& design) {
    std::string toml = "\n[design]\n";
    for (const Parameter<DesignParameters>& row : DesignParameters::rows()) {
        toml += fmt::format("{} = {}\n", row.name, value_text(design.parameters, row));
    }
    if (design.parameters.test_model != DesignParameters::no_test_model) {
        return toml;
    }
    toml += "\n[design.parameters]\n";
    for (const Factor& factor : design.factors) {
        toml += factor.values.empty() ? fmt::format("{} = [{}, {}]\n", in_quotes(factor.key),
                                                    value_text(factor.low), value_text(factor.high))
                                      : fmt::format("{} = [{}]\n", in_quotes(factor.key),
                                                    fmt::join(factor.values, ", "));
    }
    return toml;
}

}  // namespace colead
