#include <fmt/format.h>

#include <memory>

#include "analysis/calibrate.hpp"
#include "analysis/sweep_plan.hpp"
#include "app/commands.hpp"
#include "scenarios/experiment.hpp"
#include "scenarios/study_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

// Every point is prepared, as a sweep would before it runs any.
int check_study(const Options& options) {
    const SweepPlan plan(Study::load(options.scenario, settings_of(options), options.arms),
                         Workers(options.thread_count()));
    tell(options, plan.notes());
    tell(options, plan.cautions());
    if (!options.quiet) {
        const SweepLayout& layout = plan.layout();
        fmt::print(stderr, "{} x {} x {}: {}\n", counted(layout.points, "point", "points"),
                   counted(layout.arms.size(), "arm", "arms"),
                   counted(layout.replicates, "replicate", "replicates"),
                   counted(layout.worlds() * layout.arms.size(), "arm-run", "arm-runs"));
    }
    fmt::print("{}", plan.text());
    return 0;
}

int check_calibration(const Options& options) {
    const Calibration calibration =
        Calibration::load(options.scenario, settings_of(options), options.arms);
    check_measures(calibration);
    tell(options, prepare(calibration.scenario()).notes);
    tell(options, {size_of(calibration)});
    fmt::print("{}", calibration.text());
    return 0;
}

int check(const Options& options) {
    if (is_study(options.scenario)) {
        return check_study(options);
    }
    if (is_calibration(options.scenario)) {
        return check_calibration(options);
    }
    // As a comparison would, with what it looks at to stop.
    const SweepPlan plan(prepare(scenario_of(options)));
    tell(options, plan.notes());
    tell(options, plan.cautions());
    fmt::print("{}", plan.text());
    return 0;
}

}  // namespace

void add_scenarios(CLI::App& app, Invocation& /*invocation*/) {
    app.add_subcommand("scenarios", "list the presets")->callback([] {
        for (const auto& [name, title] : preset_titles()) {
            fmt::print("{:<42} {}\n", name, title);
        }
    });
}

void add_params(CLI::App& app, Invocation& /*invocation*/) {
    struct Form {
        bool markdown = false;
        bool json = false;
    };
    CLI::App* command = app.add_subcommand("params", "list all parameters");
    const auto form = std::make_shared<Form>();
    command->add_flag("--markdown", form->markdown, "as Markdown");
    command->add_flag("--json", form->json, "as JSON");
    command->callback([form] {
        if (form->markdown && form->json) {
            throw InputError("params: --markdown and --json are two forms: take one of them");
        }
        fmt::print("{}", form->markdown ? parameters_as_markdown()
                         : form->json   ? parameters_as_json()
                                        : parameters_as_text());
    });
}

void add_check(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "check", "validate a scenario, a study or a calibration and print it resolved");
    add_scenario_flags(*command, invocation.options);
    command->add_flag("-q,--quiet", invocation.options.quiet, "only the result");
    command->callback([&invocation] { invocation.code = check(invocation.options); });
}

}  // namespace colead
