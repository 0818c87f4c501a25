#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>

#include "analysis/results_reader.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_run.hpp"
#include "analysis/test_model.hpp"
#include "app/commands.hpp"
#include "app/interrupt.hpp"
#include "app/kept_parts.hpp"
#include "app/provenance.hpp"
#include "app/ranks.hpp"
#include "app/sweep_text.hpp"
#include "scenarios/study_file.hpp"
#include "scenarios/words.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

namespace fs = std::filesystem;

struct SweepWishes {
    PartsWishes parts;
    std::string on_error = "continue";
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
    orders.shard = {static_cast<std::size_t>(shard) - 1, static_cast<std::size_t>(shards)};
}

// How names of this process's parts begin, so that several can write to one folder.
std::string parts_prefix(const SweepOrders& orders, const Ranks& ranks) {
    if (!ranks.alone()) {
        return fmt::format("rank-{:06}_", ranks.rank());
    }
    return orders.shard.of == 1
               ? ""
               : fmt::format("{:06}-of-{:06}_", orders.shard.number + 1, orders.shard.of);
}

int merge_and_tell(const Options& options, const SweepPlan& plan, const PartsIndex& index,
                   const SweepSchedule& schedule, const std::string& out) {
    const std::string folder = parts_folder(out);
    Provenance provenance = provenance_of(options, plan.scenario(), plan.cautions());
    provenance.missing_worlds = schedule.left();
    const SweepSummary summary =
        merge_parts(out, options.overwrite, folder, plan, index, schedule, provenance);
    if (schedule.left() == 0) {
        remove_parts(folder);
    }
    fmt::print("{}", sweep_as_text(plan, summary));
    fmt::print("{}", cautions_as_text(plan.cautions()));
    if (plan.rule().active()) {
        fmt::print("\n{}\n", precision_as_text(plan, schedule));
    }
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
    if (summary.failed > 0) {
        fmt::print(stderr, "{} of {} worlds failed, the first: {}\n", summary.failed,
                   plan.layout().worlds(), summary.first_failure);
    }
    return summary.failed > 0 ? 1 : 0;
}

void sweep_test_model(const Options& options, const Study& study, const std::string& out) {
    fmt::print("{}", write_test_model(out, options.overwrite, study,
                                      provenance_of(options, study.scenario())));
    if (!options.quiet) {
        fmt::print(stderr, "written to {}\n", out);
    }
}

/// One process's share of a sweep: all of it, or what one rank of several does.
class Sweep {
public:
    Sweep(const Options& options, const SweepWishes& wishes, const Ranks& ranks)
        : options_(options),
          wishes_(wishes),
          ranks_(ranks),
          out_(result_file(options)),
          folder_(parts_folder(out_)) {
        orders_.threads = options.threads > 0 ? options.threads : ranks.threads();
        orders_.stop_on_error = wishes.on_error == "stop";
    }

    int operator()() {
        std::optional<Study> study;
        std::optional<int> code;
        ranks_.together([&] {
            study = load();
            code = ranks_.rank() == 0 ? look(*study) : std::nullopt;
        });
        // Others might not see yet what rank 0 sees on a shared file system.
        const std::string there = ranks_.from_first(code ? fmt::to_string(*code) : "");
        if (!there.empty()) {
            return std::stoi(there);
        }
        ranks_.together([&] {
            plan_ = std::make_unique<SweepPlan>(*std::move(study), Workers(orders_.threads));
            identity_ = sweep_identity(*plan_);
        });
        ranks_.together([&] { agree(); });
        PartsWriter parts(folder_, identity_, plan_->layout(), parts_prefix(orders_, ranks_),
                          wishes_.parts.save_every);
        return ranks_.rank() == 0 ? lead(parts) : follow(parts);
    }

private:
    Study load() {
        if (!wishes_.shard.empty()) {
            if (!ranks_.alone()) {
                throw InputError(
                    "--shard is for programs that are started one by one, not by mpirun");
            }
            take_shard(wishes_.shard, orders_);
        }
        return Study::load(options_.scenario, settings_of(options_), options_.arms);
    }

    // At what is there already; the exit code when nothing is left to do, as after a test model.
    std::optional<int> look(const Study& study) const {
        if (study.design().parameters.test_model != DesignParameters::no_test_model) {
            if (wishes_.parts.resume || orders_.shard.of > 1) {
                throw InputError("a test model is reckoned at once: without --resume and --shard");
            }
            sweep_test_model(options_, study, out_);
            return 0;
        }
        check_until(options_, study.scenario());
        const bool goes_on = wishes_.parts.resume || orders_.shard.of > 1;
        if (goes_on) {
            if (const auto code = nothing_left(options_, out_, "study", study.text(), "design",
                                               study.scenario().files)) {
                return code;
            }
        }
        std::vector<std::string> inputs = inputs_of(options_, study.scenario().files);
        inputs.push_back(study.design().file);
        refuse_inputs(out_, inputs);
        check_output(out_, options_.overwrite);
        if (!goes_on) {
            refuse_parts(folder_, options_);
        }
        return std::nullopt;
    }

    // All ranks must have the same program, study and network files.
    void agree() {
        if (ranks_.from_first(identity_) != identity_) {
            throw InputError("this rank's program, study or network files are not those of rank 0");
        }
    }

    int lead(PartsWriter& parts) {
        const std::size_t worlds = plan_->layout().worlds();
        const std::atomic<bool>& stop = interrupted();
        std::size_t failed = 0;
        std::string fault;
        {
            std::unique_ptr<SweepSchedule> schedule;
            ranks_.together([&] {
                tell(options_, plan_->notes());
                tell(options_, plan_->cautions());
                const PartsIndex index(folder_, identity_, worlds);
                tell(options_, index, worlds);
                schedule =
                    std::make_unique<SweepSchedule>(*plan_, index, SweepSchedule::Failed::again,
                                                    orders_.shard, orders_.stop_on_error);
                parts.begin();
            });
            const int threads = ranks_.sum(orders_.threads);
            if (!ranks_.alone() && !options_.quiet) {
                fmt::print(stderr, "{} ranks with {} threads in all\n", ranks_.count(), threads);
            }
            const Sharing sharing = sharing_of(*plan_, schedule->planned(), threads);
            ranks_.from_first(fmt::to_string(static_cast<int>(sharing)));
            ProgressBar bar(options_.progress_mode());
            std::size_t ran = 0;
            LocalSource source(*plan_, *schedule, sharing,
                               [&](std::size_t done, std::size_t all) { bar(ran = done, all); });
            fault = ranks_.lead(*plan_, *schedule, source, stop,
                                [&] { work(source, sharing, parts, stop); });
            failed = schedule->failed();
            if (!options_.quiet) {
                fmt::print(stderr, "{} arm-runs in {:.1f} s ({:.1f} per second)\n", ran,
                           bar.seconds(), static_cast<double>(ran) / bar.seconds());
            }
        }
        return finish(failed, fault, stop);
    }

    int follow(PartsWriter& parts) {
        const std::atomic<bool>& stop = interrupted();
        ranks_.together([] {});
        ranks_.sum(orders_.threads);
        const auto sharing = static_cast<Sharing>(std::stoi(ranks_.from_first("")));
        std::string fault;
        try {
            work(*ranks_.follow(), sharing, parts, stop);
            fault = stop ? "interrupted" : "";
        } catch (const std::exception& error) {
            fault = error.what();
        }
        ranks_.leave(fault);
        return fault.empty() ? 0 : stop ? 130 : 3;
    }

    void work(WorldSource& source, Sharing sharing, PartsWriter& parts,
              const std::atomic<bool>& stop) const {
        run_worlds(
            *plan_, source, sharing, orders_.threads,
            [&](std::size_t world, const Workers& workers) { return plan_->run(world, workers); },
            [&](SweepRow row) { parts.add(std::move(row)); }, stop);
        parts.flush();
    }

    int finish(std::size_t failed, const std::string& fault, bool stopped) const {
        const std::size_t worlds = plan_->layout().worlds();
        const PartsIndex index(folder_, identity_, worlds);
        const SweepSchedule schedule(*plan_, index, SweepSchedule::Failed::final, orders_.shard);
        const bool gave_up = failed > 0 && orders_.stop_on_error;
        if (stopped || gave_up || !fault.empty()) {
            fmt::print(
                stderr,
                "{}: {} of {} worlds are finished and lie in {}; the same command with --resume "
                "goes on with them\n",
                stopped   ? "interrupted"
                : gave_up ? fmt::format("stopped, since {} failed", failed)
                          : fault,
                index.done_count(), worlds, folder_);
            return stopped ? 130 : gave_up ? 1 : 3;
        }
        if (orders_.shard.of > 1) {
            fmt::print(stderr,
                       "shard {} is finished, {} of {} worlds of all shards: colead merge {}\n",
                       wishes_.shard, index.done_count(), worlds, out_);
            return failed > 0 ? 1 : 0;
        }
        return merge_and_tell(options_, *plan_, index, schedule, out_);
    }

    const Options& options_;
    const SweepWishes& wishes_;
    const Ranks& ranks_;
    std::string out_;
    std::string folder_;
    SweepOrders orders_;
    std::unique_ptr<SweepPlan> plan_;
    std::string identity_;
};

int sweep(const Options& options, const SweepWishes& wishes) {
    const Ranks ranks;
    try {
        return Sweep(options, wishes, ranks)();
    } catch (const std::exception&) {
        // What ranks agree on is said once.
        if (ranks.rank() == 0) {
            throw;
        }
        return 2;
    }
}

int merge(const Options& options, bool incomplete) {
    const std::string folder = parts_folder(options.out);
    if (!fs::exists(folder + "/study.toml")) {
        throw FileError(fmt::format("'{}' holds no parts of a sweep", folder));
    }
    check_output(options.out, options.overwrite);
    const std::string text = folder + "/study.toml";
    if (!is_study(text)) {
        return merge_comparison(options, text, incomplete);
    }
    const SweepPlan plan(Study::load(text, {}, {}), Workers(options.thread_count()));
    const PartsIndex index(folder, sweep_identity(plan), plan.layout().worlds());
    tell(options, index.notes());
    const SweepSchedule schedule(plan, index, SweepSchedule::Failed::final);
    refuse_incomplete(schedule, incomplete);
    return merge_and_tell(options, plan, index, schedule, options.out);
}

}  // namespace

void add_sweep(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("sweep", "run a study: points of a design x arms x replicates");
    const auto wishes = std::make_shared<SweepWishes>();
    add_scenario_flags(*command, invocation.options);
    add_run_flags(*command, invocation.options);
    add_output_flags(*command, invocation.options, Writes::always);
    add_until_flags(*command, invocation.options);
    add_parts_flags(*command, wishes->parts);
    command
        ->add_option("--on-error", wishes->on_error,
                     "when a run fails: continue (and record it) or stop")
        ->check(CLI::IsMember({"continue", "stop"}));
    command->add_option("--shard", wishes->shard,
                        "run only part i of n, 1 <= i <= n: i/n; colead merge puts all together");
    command->callback(
        [&invocation, wishes] { invocation.code = sweep(invocation.options, *wishes); });
}

void add_merge(CLI::App& app, Invocation& invocation) {
    CLI::App* command =
        app.add_subcommand("merge", "make one file of the parts of a sweep or comparison");
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
