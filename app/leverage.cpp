#include "analysis/leverage.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <limits>
#include <memory>

#include "analysis/comparison_words.hpp"
#include "analysis/leverage_file.hpp"
#include "analysis/leverage_run.hpp"
#include "app/commands.hpp"
#include "app/failures.hpp"
#include "app/interrupt.hpp"
#include "app/number_range.hpp"
#include "app/provenance.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

struct LeverageWishes {
    LeverOrders orders;
    double percent = 5.0;
    bool all = false;
};

constexpr std::size_t shown_of_level = 5;

// Bootstrap intervals of few are too narrow (Hesterberg 2015); of one there are none.
void warn_of_few(const Options& options, std::int64_t replicates) {
    if (replicates == 1) {
        tell(options,
             {fmt::format("with 1 replicate there are no intervals and no lever is certain: "
                          "they need 2, and {} or more to be relied on",
                          words::enough_pairs)});
    } else if (static_cast<std::size_t>(replicates) < words::enough_pairs) {
        tell(options,
             {fmt::format("with {} replicates, fewer than {}, intervals are too narrow and too "
                          "many levers look certain",
                          replicates, words::enough_pairs)});
    }
}

void announce(const Options& options, const Prepared& base, const Levers& levers) {
    if (options.quiet) {
        return;
    }
    const std::size_t arms = base.scenario.arms.size();
    const std::size_t each = runs_of_replicate(levers, arms);
    const auto replicates = static_cast<std::size_t>(base.scenario.run.replicates);
    fmt::print(stderr, "{}, {}, {}: {} arm-runs, {} in each replicate\n",
               counted(levers.list.size(), "lever", "levers"), counted(arms, "arm", "arms"),
               counted(replicates, "replicate", "replicates"), each * replicates, each);
    if (!levers.left_out.empty()) {
        fmt::print(stderr, "{} not moved{}\n", counted(levers.left_out.size(), "is", "are"),
                   options.verbose ? ":" : ", -v says which and why");
    }
    for (std::size_t n = 0; n < levers.left_out.size() && options.verbose; ++n) {
        fmt::print(stderr, "  {}\n", levers.left_out[n]);
    }
}

int leverage(const Options& options, LeverageWishes wishes) {
    wishes.orders.step = wishes.percent / 100.0;
    const Scenario scenario = scenario_of(options);
    const Prepared base = prepare(scenario);
    if (!options.out.empty()) {
        refuse_inputs(options.out, inputs_of(options, scenario.files));
        check_output(options.out, options.overwrite);
    }
    tell(options, base.notes);
    tell(options, base.cautions);
    const Levers levers = levers_of(scenario, base, wishes.orders);
    if (levers.list.empty()) {
        throw InputError("there is no lever to move");
    }
    announce(options, base, levers);
    warn_of_few(options, scenario.run.replicates);
    const std::atomic<bool>& stop = interrupted();
    LeverageRuns runs;
    {
        ProgressBar bar(options.progress_mode());
        runs = run_leverage(base, levers, wishes.orders.from_start, options.thread_count(), stop,
                            [&](std::size_t done, std::size_t all) { bar(done, all); });
    }
    const auto asked = static_cast<std::size_t>(scenario.run.replicates);
    if (runs.worlds.empty()) {
        fmt::print(stderr, "{}: nothing is written\n",
                   stop ? "interrupted before any replicate was complete"
                        : "all replicates failed, " + runs.first_failure);
        return stop ? 130 : 1;
    }
    const Leverage found = leverage_of(base, levers, runs);
    store_and_tell(
        [&] {
            if (!options.out.empty()) {
                write_leverage(options.out, options.overwrite, found, levers, runs, wishes.orders,
                               provenance_of(options, scenario, base.cautions));
            }
        },
        [&] {
            fmt::print("{}", leverage_as_text(found, levers,
                                              wishes.all ? std::numeric_limits<std::size_t>::max()
                                                         : shown_of_level));
        });
    if (!options.quiet && !options.out.empty()) {
        fmt::print(stderr, "written to {}\n", options.out);
    }
    if (runs.failed > 0) {
        fmt::print(stderr, "{} left out, the first: {}\n",
                   counted(runs.failed, "replicate failed and is", "replicates failed and are"),
                   runs.first_failure);
    }
    if (stop && runs.worlds.size() + runs.failed < asked) {
        fmt::print(
            stderr, "interrupted: {} of {} complete\n", runs.worlds.size(),
            counted(asked, "replicate", "replicates") + (runs.worlds.size() == 1 ? " is" : " are"));
        return 130;
    }
    return runs.failed > 0 ? 1 : 0;
}

}  // namespace

void add_leverage(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand(
        "leverage",
        "what moves result and disparity: factors of the issue system, and parameters "
        "by Meadows' level, per unit of change and of money");
    const auto wishes = std::make_shared<LeverageWishes>();
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    command->get_option("--verbose")
        ->description("say which levers are left out, and why")
        ->group("Options");
    add_output_flags(*command, invocation.options, Writes::when_asked);
    command
        ->add_option("--parameters", wishes->orders.chosen,
                     "move only these: key,key (default: all)")
        ->delimiter(',')
        ->allow_extra_args(false);
    command
        ->add_option(
            "--step", wishes->percent,
            "how far, in per cent of the value, or of the range where it is 0 (default: 5)")
        ->check(number_in(0.01, 50.0));
    command->add_flag("--from-start", wishes->orders.from_start,
                      "the change holds from the beginning of burn-in (default: from month 0 on)");
    command->add_flag("--all", wishes->all, "print every lever, not the strongest of each level");
    command->callback(
        [&invocation, wishes] { invocation.code = leverage(invocation.options, *wishes); });
}

}  // namespace colead
