#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include "analysis/results_reader.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_run.hpp"
#include "analysis/test_model.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/provenance.hpp"
#include "app/sweep_text.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

namespace fs = std::filesystem;

struct SweepWishes {
    bool resume = false;
    std::string on_error = "continue";
    double save_every = -1.0;
    std::string shard;  // "i/n", or empty for all
};

// "3/10" is shard 2, from 0, of 10.
void take_shard(const std::string& text, SweepOrders& orders) {
    const std::size_t slash = std::min(text.find('/'), text.size());
    const auto number = [&](std::size_t from, std::size_t length) {
        return to_whole_number(text.substr(std::min(from, text.size()), length)).value_or(0);
    };
    const std::int64_t shard = number(0, slash);
    const std::int64_t shards = number(slash + 1, text.size());
    if (shard < 1 || shards < shard || shards > 100'000) {
        throw InputError(fmt::format("--shard {}: write i/n, with i from 1 to n", text));
    }
    orders.shard = static_cast<std::size_t>(shard) - 1;
    orders.shards = static_cast<std::size_t>(shards);
}

std::string shard_name(const SweepOrders& orders) {
    return orders.shards == 1 ? ""
                              : fmt::format("{:06}-of-{:06}_", orders.shard + 1, orders.shards);
}

// Whether the file is there and holds this study: then nothing is left to do.
bool is_whole(const std::string& out, const Study& study) {
    if (!fs::exists(out)) {
        return false;
    }
    const hdf5::Group root = open_results(out);
    return root.has("study") && root.text("study") == study.text();
}

// What a folder of parts that is there already means for this sweep. Shards share one.
void check_parts(const std::string& folder, const Options& options, bool goes_on) {
    if (goes_on || !fs::exists(folder)) {
        return;
    }
    if (!options.overwrite) {
        throw FileError(
            fmt::format("'{}' holds what is finished of a sweep: --resume goes on with it, "
                        "--overwrite begins anew",
                        folder));
    }
    remove_parts(folder);
}

// Runs what is left. Returns how many worlds failed.
std::size_t run_rest(const Options& options, const SweepWishes& wishes, const SweepPlan& plan,
                     const SweepOrders& orders, const std::string& folder,
                     const std::string& identity, const std::atomic<bool>& stop) {
    const std::size_t worlds = plan.layout().worlds();
    const PartsIndex index(folder, identity, worlds);
    tell(options, index.notes());
    if (index.done_count() > 0 && !options.quiet) {
        fmt::print(stderr, "{} of {} worlds are finished already\n", index.done_count(), worlds);
    }
    PartsWriter parts(folder, identity, plan.layout(), shard_name(orders), wishes.save_every);
    ProgressBar bar(options.progress_mode());
    std::size_t ran = 0;
    const std::size_t failed = run_sweep(
        plan, index, parts, orders,
        [&](std::size_t world, const Workers& workers) { return plan.run(world, workers); }, stop,
        [&](std::size_t done, std::size_t all) { bar(ran = done, all); });
    if (!options.quiet) {
        fmt::print(stderr, "{} arm-runs in {:.1f} s ({:.1f} per second)\n", ran, bar.seconds(),
                   static_cast<double>(ran) / bar.seconds());
    }
    return failed;
}

int merge_and_tell(const Options& options, const SweepPlan& plan, const PartsIndex& index,
                   const std::string& out) {
    const std::string folder = parts_folder(out);
    const SweepSummary summary = merge_parts(out, options.overwrite, folder, plan, index,
                                             provenance_of(options, plan.study().scenario()));
    if (index.complete()) {
        remove_parts(folder);
    }
    fmt::print("{}", sweep_as_text(plan, summary));
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
    if (summary.failed > 0) {
        fmt::print(stderr, "{} of {} worlds failed, the first: {}\n", summary.failed,
                   plan.layout().worlds(), summary.first_failure);
    }
    return summary.failed > 0 ? 1 : 0;
}

int sweep_test_model(const Options& options, const Study& study, const std::string& out) {
    fmt::print("{}", write_test_model(out, options.overwrite, study,
                                      provenance_of(options, study.scenario())));
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
    return 0;
}

int sweep(const Options& options, const SweepWishes& wishes) {
    const std::string out =
        options.out.empty() ? fs::path(options.scenario).stem().string() + ".h5" : options.out;
    const std::string folder = parts_folder(out);
    SweepOrders orders;
    orders.threads = options.thread_count();
    orders.stop_on_error = wishes.on_error == "stop";
    if (!wishes.shard.empty()) {
        take_shard(wishes.shard, orders);
    }
    Study study = Study::load(options.scenario, settings_of(options), options.arms);
    if (study.design().parameters.test_model != DesignParameters::no_test_model) {
        return sweep_test_model(options, study, out);
    }
    const bool goes_on = wishes.resume || orders.shards > 1;
    if (goes_on && !options.overwrite && is_whole(out, study)) {
        remove_parts(folder);
        fmt::print(stderr, "{} is whole: nothing is left to do\n", out);
        return 0;
    }
    check_output(out, options.overwrite);
    check_parts(folder, options, goes_on);
    const SweepPlan plan(std::move(study), Workers(options.thread_count()));
    tell(options, plan.notes());

    const std::string identity = sweep_identity(plan);
    const std::atomic<bool>& stop = interrupted();
    const std::size_t failed = run_rest(options, wishes, plan, orders, folder, identity, stop);
    const std::size_t worlds = plan.layout().worlds();
    const PartsIndex index(folder, identity, worlds);
    if (stop || (failed > 0 && orders.stop_on_error)) {
        fmt::print(stderr,
                   "{}: {} of {} worlds are finished and lie in {}; the same command with --resume "
                   "goes on with them\n",
                   stop ? "interrupted" : fmt::format("stopped, since {} failed", failed),
                   index.done_count(), worlds, folder);
        return stop ? 130 : 1;
    }
    if (orders.shards > 1) {
        fmt::print(stderr, "shard {} is finished, {} of {} worlds of all shards: colead merge {}\n",
                   wishes.shard, index.done_count(), worlds, out);
        return failed > 0 ? 1 : 0;
    }
    return merge_and_tell(options, plan, index, out);
}

int merge(const Options& options, bool incomplete) {
    const std::string folder = parts_folder(options.out);
    if (!fs::exists(folder + "/study.toml")) {
        throw FileError(fmt::format("'{}' holds no parts of a sweep", folder));
    }
    check_output(options.out, options.overwrite);
    const SweepPlan plan(Study::load(folder + "/study.toml", {}, {}),
                         Workers(options.thread_count()));
    const PartsIndex index(folder, sweep_identity(plan), plan.layout().worlds());
    tell(options, index.notes());
    if (!index.complete() && !incomplete) {
        throw InputError(
            fmt::format("{} of {} worlds are not there: colead sweep --resume runs them, or "
                        "--incomplete writes "
                        "what there is and keeps the parts",
                        plan.layout().worlds() - index.done_count() - index.failed_count(),
                        plan.layout().worlds()));
    }
    return merge_and_tell(options, plan, index, options.out);
}

}  // namespace

void add_sweep(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("sweep", "run a study: points of a design x arms x replicates");
    const auto wishes = std::make_shared<SweepWishes>();
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options);
    command->add_flag("--resume", wishes->resume, "go on with what FILE.h5.parts/ holds");
    command
        ->add_option("--on-error", wishes->on_error,
                     "when a run fails: continue (and record it) or stop")
        ->check(CLI::IsMember({"continue", "stop"}));
    command
        ->add_option("--save-every", wishes->save_every,
                     "seconds between parts (default: a hundredth of the time that has passed, at "
                     "least 2, at most 60)")
        ->check(CLI::Range(0.0, 86400.0));
    command->add_option("--shard", wishes->shard,
                        "run only part i of n, 1 <= i <= n: i/n; colead merge puts all together");
    command->callback(
        [&invocation, wishes] { invocation.code = sweep(invocation.options, *wishes); });
}

void add_merge(CLI::App& app, Invocation& invocation) {
    CLI::App* command = app.add_subcommand("merge", "make one file of a sweep's parts");
    Options& options = invocation.options;
    const auto incomplete = std::make_shared<bool>(false);
    command->add_option("file", options.out, "FILE.h5, whose parts lie in FILE.h5.parts/")
        ->required();
    command->add_flag("--incomplete", *incomplete, "also when runs are missing; keeps the parts");
    command->add_flag("--overwrite", options.overwrite, "replace an existing file");
    command->add_option("--threads", options.threads, "threads (default: all cores)")
        ->check(CLI::Range(1, 1024));
    command->add_flag("-q,--quiet", options.quiet, "only the result");
    command->callback(
        [&invocation, incomplete] { invocation.code = merge(invocation.options, *incomplete); });
}

}  // namespace colead
