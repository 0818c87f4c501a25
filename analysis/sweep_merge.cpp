// From parts to one file. A block is some neighbouring points of one replicate; chunks of the file hold
// whole parts of blocks, so that each is compressed once.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>

#include "analysis/output_file.hpp"
#include "analysis/run_status.hpp"
#include "analysis/sweep_blocks.hpp"
#include "analysis/sweep_file.hpp"
#include "analysis/sweep_scales.hpp"
#include "scenarios/registry.hpp"

namespace colead {

namespace {

constexpr double no_value = std::numeric_limits<double>::quiet_NaN();

std::size_t row_bytes(const SweepLayout& layout) {
    std::size_t values = 0;
    for (const Measure& measure : measures()) {
        values += layout.length(measure);
    }
    return values * sizeof(double);
}

// A power of two, as many as take 16 MB together.
std::size_t points_of_block(const SweepLayout& layout) {
    const std::size_t affordable =
        (std::size_t{16} << 20U) / std::max<std::size_t>(1, row_bytes(layout));
    return std::bit_floor(std::clamp<std::size_t>(affordable, 1, 4096));
}

// Names of data in a file may hold no slash, and lists of them no blank.
std::string coordinate_name(std::string key) {
    std::replace_if(
        key.begin(), key.end(), [](char c) { return c == '/' || c == ' '; }, '_');
    return key;
}

// The layout with as many replicates as any point needs.
SweepLayout as_needed(const SweepPlan& plan, const SweepSchedule& schedule) {
    SweepLayout layout = plan.layout();
    layout.replicates = 0;
    for (std::size_t point = 0; point < layout.points; ++point) {
        layout.replicates = std::max(layout.replicates, schedule.needed(point));
    }
    return layout;
}

/// The whole file while it is written.
class SweepFile {
public:
    SweepFile(hdf5::Group& root, const SweepPlan& plan, const SweepLayout& layout,
              std::size_t block)
        : layout_(layout),
          point_(root.write("point", count_up(layout_.points))),
          scales_(root, layout_),
          replicate_(root.write("replicate", count_up(layout_.replicates))),
          runs_(root.create_group("runs")) {
        point_.as_scale("point").describe("", "point of the design");
        replicate_.as_scale("replicate")
            .describe("", "replicate: worlds of one number share their luck across arms");
        write_factors(root, plan);
        write_design(root, plan);
        for (const Measure& measure : measures()) {
            values_.push_back(create(root, measure, block));
        }
        create_runs(block);
    }

    void write(const SweepBlock& block) {
        for (std::size_t m = 0; m < values_.size(); ++m) {
            std::optional<hdf5::Dataset>& values = values_[m];
            if (!values) {
                continue;
            }
            hdf5::Shape box = values->shape();
            box[0] = block.count;
            box[2] = 1;
            hdf5::Shape first(box.size(), 0);
            first[0] = block.first;
            first[2] = block.replicate;
            values->write_box(first, box, std::span<const double>(block.values[m]));
        }
        const hdf5::Shape first{block.first, 0, block.replicate};
        const hdf5::Shape box{block.count, layout_.arms.size(), 1};
        runs_data_[0].write_box(first, box, std::span<const std::uint64_t>(by_arm(block.seed)));
        runs_data_[1].write_box(first, box, std::span<const std::uint8_t>(by_arm(block.status)));
        runs_data_[2].write_box(first, box, std::span<const std::string>(by_arm(block.message)));
        std::vector<double> seconds = by_arm(block.seconds);
        for (double& value : seconds) {
            value /= static_cast<double>(layout_.arms.size());
        }
        runs_data_[3].write_box(first, box, std::span<const double>(seconds));
    }

private:
    void write_factors(hdf5::Group& root, const SweepPlan& plan) const {
        const std::array<const hdf5::Dataset*, 1> along{&point_};
        std::string names;
        const std::vector<ParameterInfo> rows = parameter_list();
        const std::vector<Factor>& factors = plan.study().design().factors;
        for (std::size_t f = 0; f < factors.size(); ++f) {
            const std::string name = coordinate_name(factors[f].key);
            const auto each_point = [&](auto&& value) {
                std::vector<decltype(value(0.0))> values;
                for (std::size_t p = 0; p < layout_.points; ++p) {
                    values.push_back(value(plan.points().at(p)[f]));
                }
                return values;
            };
            hdf5::Dataset dataset =
                factors[f].is_number()
                    ? root.write(name, each_point([&](double u) { return factors[f].number(u); }))
                    : root.write(name, each_point([&](double u) { return factors[f].word(u); }));
            const auto row = std::ranges::find(rows, factors[f].key, &ParameterInfo::key);
            dataset.along(along).describe(row != rows.end() ? row->unit : "",
                                          row != rows.end() ? row->help : "factor of the design");
            dataset.set("key", factors[f].key);
            names += (f > 0 ? " " : "") + name;
        }
        root.set("coordinates", names);
    }

    void write_design(hdf5::Group& root, const SweepPlan& plan) const {
        hdf5::Group group = root.create_group("design");
        const Design& design = plan.study().design();
        const DesignParameters& p = design.parameters;
        std::vector<std::string> keys;
        for (const Factor& factor : design.factors) {
            keys.push_back(factor.key);
        }
        hdf5::Dataset point = group.write("point", count_up(layout_.points));
        point.as_scale("point").describe("", "point of the design");
        hdf5::Dataset factor = group.write("factor", keys);
        factor.as_scale("factor").describe("", "factor of the design");
        const std::array<const hdf5::Dataset*, 2> along{&point, &factor};
        group
            .write("position", {layout_.points, keys.size()},
                   std::span<const double>(plan.points().positions))
            .along(along)
            .describe("", "place of the value on the factor's axis, 0 to 1");
        std::vector<std::int64_t> counts;
        std::vector<std::uint8_t> words;
        for (const Factor& f : design.factors) {
            counts.push_back(static_cast<std::int64_t>(f.count()));
            words.push_back(f.is_number() ? 0 : 1);
        }
        const std::array<const hdf5::Dataset*, 1> by_factor{&factor};
        group.write("values", counts)
            .along(by_factor)
            .describe("", "values on the factor's axis, each on an equal part of it; 0: a range");
        group.write("words", words).along(by_factor).describe("", "1: the values are words");
        group.set("kind", DesignParameters::rows()[0].choices[static_cast<std::size_t>(p.kind)]);
        group.set("points", p.points);
        group.set("second_order", std::int64_t{p.second_order ? 1 : 0});
        group.set("levels", p.levels);
    }

    std::optional<hdf5::Dataset> create(hdf5::Group& root, const Measure& measure,
                                        std::size_t block) const {
        if (layout_.length(measure) == 0) {
            return std::nullopt;
        }
        hdf5::Shape shape{layout_.points, layout_.arms.size(), layout_.replicates};
        std::vector<const hdf5::Dataset*> dimensions{&point_, &scales_.arm, &replicate_};
        scales_.append(layout_, measure, shape, dimensions);
        hdf5::Shape chunk = shape;
        chunk[0] = std::min(block, layout_.points);
        chunk[2] = 1;
        chunk = hdf5::chunk_for(chunk, sizeof(double));
        // Blocks hold whole chunks only where these halve evenly.
        chunk[0] = layout_.points <= block ? chunk[0] : std::bit_floor(chunk[0]);
        hdf5::Dataset dataset = root.create<double>(std::string(measure.name), shape, chunk);
        describe_measure(dataset.along(dimensions), measure);
        return dataset;
    }

    void create_runs(std::size_t block) {
        hdf5::Dataset point = runs_.write("point", count_up(layout_.points));
        hdf5::Dataset arm = runs_.write("arm", layout_.arms);
        hdf5::Dataset replicate = runs_.write("replicate", count_up(layout_.replicates));
        point.as_scale("point").describe("", "point of the design");
        arm.as_scale("arm").describe("", "arm");
        replicate.as_scale("replicate").describe("", "replicate");
        const std::array<const hdf5::Dataset*, 3> along{&point, &arm, &replicate};
        const hdf5::Shape shape{layout_.points, layout_.arms.size(), layout_.replicates};
        const hdf5::Shape chunk{std::min(block, layout_.points), layout_.arms.size(), 1};
        const auto add = [&](hdf5::Dataset dataset, const char* units, const char* long_name) {
            dataset.along(along).describe(units, long_name);
            runs_data_.push_back(std::move(dataset));
        };
        add(runs_.create<std::uint64_t>("seed", shape, chunk), "", "seed of the run's draws");
        add(runs_.create<std::uint8_t>("status", shape, chunk), "",
            "0: done, 1: failed, 2: not run, 3: not needed");
        add(runs_.create<std::string>("message", shape, chunk), "", "what went wrong");
        // "s", since xarray would turn "seconds" into a time difference.
        add(runs_.create<double>("seconds", shape, chunk), "s", "wall time of the run");
    }

    // A world's value for each of its arms.
    template <class T>
    std::vector<T> by_arm(const std::vector<T>& worlds) const {
        std::vector<T> runs;
        for (const T& value : worlds) {
            runs.insert(runs.end(), layout_.arms.size(), value);
        }
        return runs;
    }

    const SweepLayout& layout_;
    hdf5::Dataset point_;
    SweepScales scales_;
    hdf5::Dataset replicate_;
    hdf5::Group runs_;
    std::vector<std::optional<hdf5::Dataset>> values_;  // by measure
    std::vector<hdf5::Dataset> runs_data_;
};

/// Sums up what is to be printed.
class Summing {
public:
    explicit Summing(const SweepLayout& layout) : layout_(layout) {
        summary_.result.assign(layout.points * layout.arms.size(), 0.0);
        summary_.worlds.assign(layout.points, 0);
        done_.assign(layout.points, std::vector<bool>(layout.replicates, false));
    }

    void add(const SweepBlock& block) {
        for (std::size_t n = 0; n < block.count; ++n) {
            if (block.status[n] == run_failed) {
                ++summary_.failed;
                if (summary_.first_failure.empty()) {
                    summary_.first_failure =
                        fmt::format("point {}, replicate {}: {}", block.first + n, block.replicate,
                                    block.message[n]);
                }
            }
            summary_.missing += block.status[n] == run_missing ? 1 : 0;
            if (block.status[n] != run_done) {
                continue;
            }
            ++summary_.worlds[block.first + n];
            done_[block.first + n][block.replicate] = true;
            for (std::size_t arm = 0; arm < layout_.arms.size(); ++arm) {
                // A point of fewer months than others ends with NaN.
                const double* series = block.values[measure_index("result")].data() +
                                       (n * layout_.arms.size() + arm) * layout_.moments();
                std::size_t last = layout_.moments() - 1;
                while (last > 0 && std::isnan(series[last])) {
                    --last;
                }
                summary_.result[(block.first + n) * layout_.arms.size() + arm] += series[last];
            }
        }
    }

    SweepSummary take() {
        for (std::size_t k = 0; k < summary_.result.size(); ++k) {
            const std::uint32_t worlds = summary_.worlds[k / layout_.arms.size()];
            summary_.result[k] = worlds == 0 ? no_value : summary_.result[k] / worlds;
        }
        summary_.same_worlds = std::ranges::all_of(
            done_, [&](const std::vector<bool>& of_point) { return of_point == done_.front(); });
        return std::move(summary_);
    }

private:
    const SweepLayout& layout_;
    SweepSummary summary_;
    std::vector<std::vector<bool>> done_;  // point x replicate
};

}  // namespace

SweepSummary merge_parts(const std::string& path, bool overwrite, const std::string& folder,
                         const SweepPlan& plan, const PartsIndex& index,
                         const SweepSchedule& schedule, const Provenance& provenance) {
    const SweepLayout layout = as_needed(plan, schedule);
    OutputFile file(path, overwrite, folder + "/whole.partial");
    Summing sum(layout);
    writing(path, [&] {
        hdf5::Group root = hdf5::create_file(file.aside());
        write_provenance(root, plan.scenario().title, plan.scenario().measures.mobilized_at,
                         provenance);
        root.set("study", plan.text());
        {
            const std::size_t step = points_of_block(layout);
            SweepFile whole(root, plan, layout, step);
            BlockReader parts(layout, index, schedule);
            for (std::size_t r = 0; r < layout.replicates; ++r) {
                for (std::size_t p = 0; p < layout.points; p += step) {
                    const SweepBlock block = parts.read(p, std::min(step, layout.points - p), r);
                    whole.write(block);
                    sum.add(block);
                }
            }
        }
        write_sweep_comparison(root, plan, layout.replicates);
        hdf5::finish_file(root);
    });
    file.finish();
    return sum.take();
}

}  // namespace colead
