#include "analysis/calibrate.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <string>

#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/provenance.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// What a calibration decides by rows of its own.
constexpr std::array<IdleFlag, 3> decided_by_rows = {{
    {"--seed", "--set calibrate.seed=N says which luck"},
    {"--replicates", "--set calibrate.worlds=N says in how many worlds each is tried"},
    {"--months", "worlds run to the last target's month"},
}};

int calibrate(const Options& options) {
    refuse_idle(options, "calibrate", decided_by_rows);
    const std::string out = result_file(options);
    const Calibration calibration =
        Calibration::load(options.scenario, settings_of(options), options.arms);
    refuse_inputs(out, inputs_of(options, calibration.scenario().files));
    check_output(out, options.overwrite);
    tell(options, {size_of(calibration)});
    const std::atomic<bool>& stop = interrupted();
    CalibrationResult result;
    {
        ProgressBar bar(options.progress_mode(), "parameter sets");
        result = calibrate(calibration, options.thread_count(), stop,
                           [&](std::size_t done, std::size_t all) { bar(done, all); });
    }
    if (result.posterior.particles.empty()) {
        fmt::print(stderr,
                   "interrupted before the first generation was complete: nothing is written\n");
        return 130;
    }
    write_calibration(out, options.overwrite, calibration, result,
                      provenance_of(options, calibration.scenario()));
    fmt::print("{}", calibration_as_text(calibration, result));
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
    if (result.failed > 0) {
        fmt::print(stderr,
                   "{} parameter sets could not be run and count as far off, the first: {}\n",
                   result.failed, result.first_failure);
    }
    return stop ? 130 : result.failed > 0 ? 1 : 0;
}

}  // namespace

void add_calibrate(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "calibrate", "fit unknown parameters to what was seen, and store their posterior (ABC)");
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options, Writes::always);
    command->callback([&invocation] { invocation.code = calibrate(invocation.options); });
}

}  // namespace colead
