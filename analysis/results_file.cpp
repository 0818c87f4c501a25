#include "analysis/results_file.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "analysis/networks_file.hpp"
#include "analysis/run_status.hpp"
#include "sim/error.hpp"

#if __has_include("colead_version.hpp")
#include "colead_version.hpp"
#else
#define COLEAD_VERSION "unknown"
#define COLEAD_COMMIT "unknown"
#define COLEAD_COMPILER "unknown"
#endif

namespace colead {

namespace {

constexpr std::array<std::string_view, 5> level_names = {"individual", "team", "organization",
                                                         "community", "system"};

std::vector<std::int64_t> count_up(std::size_t count) {
    std::vector<std::int64_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), std::int64_t{0});
    return numbers;
}

// One value of each contrast.
template <class Value>
auto each(const std::vector<Contrast>& contrasts, Value&& value) {
    std::vector<decltype(value(contrasts.front()))> values;
    values.reserve(contrasts.size());
    for (const Contrast& contrast : contrasts) {
        values.push_back(value(contrast));
    }
    return values;
}

// The dimensions that measures and runs have in common.
struct RunScales {
    RunScales(hdf5::Group& group, const Results& results)
        : arm(group.write("arm", results.arms)),
          replicate(group.write("replicate", std::vector<std::int64_t>(results.replicates.begin(),
                                                                       results.replicates.end()))) {
        arm.as_scale("arm").describe("", "arm of the comparison: what program a world has");
        replicate.as_scale("replicate")
            .describe("", "replicate: worlds of one number share their luck across arms");
    }
    hdf5::Dataset arm;
    hdf5::Dataset replicate;
};

void write_measures(hdf5::Group& root, const Results& results) {
    const RunScales runs(root, results);
    hdf5::Dataset month =
        root.write("month", count_up(static_cast<std::size_t>(results.months) + 1));
    month.as_scale("month").describe("months", "month after the fork at the end of burn-in");
    hdf5::Dataset community = root.write("community", results.communities);
    community.as_scale("community").describe("", "community");
    hdf5::Dataset group = root.write("group", results.groups);
    group.as_scale("group").describe("", "culture group");

    for (std::size_t m = 0; m < measures().size(); ++m) {
        const Measure& measure = measures()[m];
        hdf5::Shape shape{results.arms.size(), results.replicates.size(),
                          static_cast<std::size_t>(results.months) + 1};
        std::vector<const hdf5::Dataset*> scales{&runs.arm, &runs.replicate, &month};
        if (measure.along != Along::nothing) {
            shape.push_back(results.extent(measure));
            scales.push_back(measure.along == Along::community ? &community : &group);
        }
        const std::vector<double>& values = results.values.at(m);
        if (values.empty()) {
            continue;  // not recorded in this experiment
        }
        if (values.size() !=
            std::accumulate(shape.begin(), shape.end(), std::size_t{1}, std::multiplies<>())) {
            throw std::logic_error(fmt::format("{} has {} values", measure.name, values.size()));
        }
        hdf5::Dataset dataset = root.write(std::string(measure.name), shape, values);
        describe_measure(dataset.along(scales), measure);
    }
}

void write_comparison(hdf5::Group& root, const Results& results,
                      const std::vector<Contrast>& contrasts) {
    hdf5::Group group = root.create_group("comparison");
    hdf5::Dataset scale = group.write("contrast", count_up(contrasts.size()));
    scale.as_scale("contrast").describe("", "contrast of two arms in one measure");
    const std::array<const hdf5::Dataset*, 1> scales{&scale};
    const auto column = [&](const char* name, std::string_view units, std::string_view long_name,
                            auto&& value) {
        group.write(name, each(contrasts, value)).along(scales).describe(units, long_name);
    };
    column("measure", "", "measure compared",
           [](const Contrast& c) { return std::string(measures()[c.measure].name); });
    column("arm", "", "arm", [&](const Contrast& c) { return results.arms.at(c.arm); });
    column("against", "", "arm that is subtracted",
           [&](const Contrast& c) { return results.arms.at(c.against); });
    column("month", "months", "month compared", [](const Contrast& c) { return c.month; });
    column("n", "", "pairs: replicates in which both arms have a value",
           [](const Contrast& c) { return static_cast<std::int64_t>(c.pairs); });
    column("mean", "as the measure", "mean paired difference",
           [](const Contrast& c) { return c.difference.mean; });
    column("low", "as the measure", "lower end of the 95% interval (BCa bootstrap)",
           [](const Contrast& c) { return c.difference.low; });
    column("high", "as the measure", "upper end of the 95% interval (BCa bootstrap)",
           [](const Contrast& c) { return c.difference.high; });
    column("p", "", "two-sided p of no mean difference (BCa bootstrap, inverted; at least 2^(1-n))",
           [](const Contrast& c) { return c.p; });
    column("p_holm", "", "p corrected over the contrasts of the measure (Holm)",
           [](const Contrast& c) { return c.p_holm; });
    column("variance_reduction", "", "1 - var(paired difference) / (var(arm) + var(against))",
           [](const Contrast& c) { return c.variance_reduction; });
}

void write_runs(hdf5::Group& root, const Results& results) {
    hdf5::Group group = root.create_group("runs");
    const RunScales runs(group, results);
    const std::array<const hdf5::Dataset*, 2> scales{&runs.arm, &runs.replicate};
    const hdf5::Shape shape{results.arms.size(), results.replicates.size()};
    std::vector<std::uint64_t> seed;
    std::vector<std::uint8_t> status;
    std::vector<std::string> message;
    std::vector<double> seconds;
    for (const RunRecord& run : results.runs) {
        seed.push_back(run.seed);
        status.push_back(run.done ? run_done : run_failed);
        message.push_back(run.message);
        seconds.push_back(run.seconds);
    }
    group.write("seed", shape, seed).along(scales).describe("", "seed of the run's draws");
    group.write("status", shape, status).along(scales).describe("", "0: done, 1: failed");
    group.write("message", shape, message).along(scales).describe("", "what went wrong");
    // "s", since xarray would turn "seconds" into a time difference.
    group.write("seconds", shape, seconds).along(scales).describe("s", "wall time of the run");
}

}  // namespace

void write_provenance(hdf5::Group& root, const std::string& title, double mobilized_at,
                      const Provenance& provenance) {
    root.set("title", title);
    root.set("version", COLEAD_VERSION);
    root.set("commit", COLEAD_COMMIT);
    root.set("compiler", COLEAD_COMPILER);
    root.set("format", results_format);
    root.set("scenario", provenance.scenario);
    root.set("command_line", provenance.command_line);
    root.set("seed", static_cast<std::int64_t>(provenance.seed));
    root.set("date", provenance.date);
    root.set("host_threads", static_cast<std::int64_t>(provenance.threads));
    root.set("mobilized_at", mobilized_at);
    if (!provenance.network_files.empty()) {
        root.set("network_files", provenance.network_files);
    }
    if (!provenance.cautions.empty()) {
        root.set("cautions", fmt::format("{}", fmt::join(provenance.cautions, "\n")));
    }
    if (provenance.missing_worlds > 0) {
        root.set("missing_worlds", static_cast<std::int64_t>(provenance.missing_worlds));
    }
}

void describe_measure(hdf5::Dataset& dataset, const Measure& measure) {
    dataset.describe(measure.units, measure.long_name, measure.description);
    dataset.set("level", level_names.at(static_cast<std::size_t>(measure.level)));
}

void check_output(const std::string& path, bool overwrite) {
    const OutputFile probe(path, overwrite);
}

ResultsFile::ResultsFile(const std::string& path, bool overwrite)
    : path_(path),
      file_(path, overwrite),
      root_(writing(path, [&] { return hdf5::create_file(file_.aside()); })) {}

void ResultsFile::name(const Names& names) {
    writing(path_, [&] { write_names(root_, names); });
}

void ResultsFile::keep(const Snapshot& snapshot) {
    writing(path_, [&] {
        if (!snapshots_) {
            snapshots_.emplace(root_.create_group("snapshots"));
        }
        write_snapshot(*snapshots_, snapshot);
    });
}

void ResultsFile::add(const std::function<void(hdf5::Group& root)>& write) {
    writing(path_, [&] { write(root_); });
}

void ResultsFile::finish(const Results& results, const std::vector<Contrast>& contrasts,
                         const Provenance& provenance) {
    writing(path_, [&] {
        snapshots_.reset();
        write_provenance(root_, results.title, results.mobilized_at, provenance);
        write_measures(root_, results);
        write_comparison(root_, results, contrasts);
        write_runs(root_, results);
        write_networks(root_, results.networks);
        root_.set("people", static_cast<std::int64_t>(results.people));
        hdf5::finish_file(root_);
    });
    file_.finish();
}

void write_results(const std::string& path, bool overwrite, const Results& results,
                   const std::vector<Contrast>& contrasts, const Provenance& provenance) {
    ResultsFile(path, overwrite).finish(results, contrasts, provenance);
}

}  // namespace colead
