#include "analysis/sweep_reader.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "analysis/measures.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "analysis/test_model.hpp"

namespace colead {

namespace {

// A point that needed fewer replicates lacks the last ones.
std::size_t common_to_points(const hdf5::Group& root, std::size_t replicates) {
    if (!root.contains("runs")) {  // a test model
        return replicates;
    }
    const auto status = root.group("runs").dataset("status").read<std::uint8_t>();
    std::size_t common = replicates;
    for (std::size_t run = 0; run < status.size(); ++run) {
        if (status[run] == run_not_needed) {
            common = std::min(common, run % replicates);
        }
    }
    return common;
}

// Of files from before there was design/values all factors are taken for ranges.
std::vector<Axis> read_axes(const hdf5::Group& design, std::size_t factors) {
    std::vector<Axis> axes(factors);
    if (!design.contains("values")) {
        return axes;
    }
    const auto counts = design.dataset("values").read<std::int64_t>();
    const auto words = design.dataset("words").read<std::uint8_t>();
    if (counts.size() != factors || words.size() != factors) {
        throw FileError("design: values or words does not fit factor");
    }
    for (std::size_t f = 0; f < axes.size(); ++f) {
        axes[f].values = static_cast<std::size_t>(std::max<std::int64_t>(counts[f], 0));
        axes[f].words = words[f] != 0;
    }
    return axes;
}

}  // namespace

SweepReader::SweepReader(const std::string& path) : path_(path), root_(open_results(path)) {
    reading(path, [&] {
        if (!root_.contains("design") || !root_.contains("point")) {
            throw InputError(fmt::format("'{}' is not what a sweep left", path));
        }
        const hdf5::Group design = root_.group("design");
        kind_ = design.text("kind");
        second_order_ = design.whole_number("second_order") != 0;
        factors_ = design.dataset("factor").read<std::string>();
        points_ = {factors_.size(), design.dataset("position").read<double>()};
        axes_ = read_axes(design, factors_.size());
        arms_ = root_.dataset("arm").read<std::string>();
        months_ = static_cast<std::int64_t>(root_.dataset("month").shape()[0]) - 1;
        most_replicates_ = root_.dataset("replicate").shape()[0];
        replicates_ = common_to_points(root_, most_replicates_);
        test_model_ = root_.has("test_model") ? root_.text("test_model") : "";
        seed_ = static_cast<std::uint64_t>(root_.whole_number("seed"));
    });
}

std::size_t SweepReader::arm(const std::string& name) const {
    const auto found = std::find(arms_.begin(), arms_.end(), name);
    if (found == arms_.end()) {
        throw InputError(
            fmt::format("unknown arm \"{}\"; the file has {}", name, fmt::join(arms_, ", ")));
    }
    return static_cast<std::size_t>(found - arms_.begin());
}

std::vector<double> SweepReader::values(const std::string& measure, std::size_t arm,
                                        std::int64_t month) const {
    return reading(path_, [&] {
        return root_.dataset(measure).read_box<double>({0, arm, 0, static_cast<std::size_t>(month)},
                                                       {points_.count(), 1, replicates_, 1});
    });
}

Outputs SweepReader::outputs(const std::string& measure, std::size_t arm,
                             std::optional<std::size_t> against, std::int64_t month) const {
    if (!test_model_.empty() && measure != test_measure) {
        throw InputError(fmt::format("'{}' holds a test model and no simulation: --measure {}",
                                     path_, test_measure));
    }
    if (test_model_.empty() && measures()[measure_index(measure)].along != Along::nothing) {
        throw InputError(fmt::format(
            "--measure {}: it has a value for each of several; take one that is one number",
            measure));
    }
    if (month < 0 || month > months_) {
        throw InputError(fmt::format("--month {} is outside [0, {}]", month, months_));
    }
    Outputs outputs{replicates_, values(measure, arm, month)};
    if (against) {
        const std::vector<double> less = values(measure, *against, month);
        std::transform(outputs.values.begin(), outputs.values.end(), less.begin(),
                       outputs.values.begin(), std::minus<>());
    }
    return outputs;
}

}  // namespace colead
