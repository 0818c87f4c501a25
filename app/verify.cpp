#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "analysis/known_results.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "colead_version.hpp"

namespace colead {

namespace {

// How far a value lies off, as a share of what is allowed.
double share_of_tolerance(const KnownValue& value) {
    const double off = std::abs(value.found - value.expected);
    return value.tolerance > 0.0 ? off / value.tolerance : (off > 0.0 ? HUGE_VAL : 0.0);
}

std::string said(const KnownValue& value) {
    return fmt::format("{:.6g} for {:.6g}{}, {}", value.found, value.expected,
                       value.tolerance > 0.0 ? fmt::format(" +-{:.2g}", value.tolerance) : "",
                       value.what);
}

void print(const KnownResult& result, const std::vector<KnownValue>& values, bool holds, bool all) {
    const auto farthest = std::max_element(values.begin(), values.end(),
                                           [](const KnownValue& a, const KnownValue& b) {
                                               return share_of_tolerance(a) < share_of_tolerance(b);
                                           });
    fmt::print("{:<6}{:<34}{:<29}{:>6}   {}\n", holds ? "ok" : "FAIL", result.name, result.source,
               values.size(), said(*farthest));
    for (const KnownValue& value : values) {
        if (all || !value.holds()) {
            fmt::print("        {}\n", said(value));
        }
    }
    std::fflush(stdout);
}

int verify(const Options& options) {
    fmt::print("colead {} ({}, {}): known results on this machine\n\n", COLEAD_VERSION,
               COLEAD_COMMIT, COLEAD_COMPILER);
    fmt::print("      {:<34}{:<29}{:>6}   {}\n", "known result", "source", "values",
               "the one farthest off: found for expected");
    std::size_t failed = 0;
    for (const KnownResult& result : known_results()) {
        if (interrupted().load()) {
            fmt::print(stderr, "interrupted: the rest is not checked\n");
            return 130;
        }
        const std::vector<KnownValue> values = result.find();
        const bool holds = std::all_of(values.begin(), values.end(),
                                       [](const KnownValue& value) { return value.holds(); });
        failed += holds ? 0 : 1;
        print(result, values, holds, options.verbose);
    }
    if (failed > 0) {
        fmt::print(
            "\n{} of {} known results are not reproduced here: please report it, with the "
            "lines above\n",
            failed, known_results().size());
        return 1;
    }
    fmt::print("\nall {} known results are reproduced here\n", known_results().size());
    return 0;
}

}  // namespace

void add_verify(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "verify", "hold this build against known results, and its bits against this version's");
    command->add_flag("-v,--verbose", invocation.options.verbose, "every value");
    command->callback([&invocation] { invocation.code = verify(invocation.options); });
}

}  // namespace colead
