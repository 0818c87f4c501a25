#include "analysis/stored_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "analysis/networks_file.hpp"
#include "analysis/results_reader.hpp"
#include "analysis/run_status.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

using Texts = std::vector<std::string>;

StoredMeasure read_measure(const hdf5::Group& root, const std::string& name,
                           const StoredResults& results) {
    const hdf5::Dataset dataset = root.dataset(name);
    StoredMeasure measure;
    measure.name = name;
    measure.units = dataset.text("units");
    measure.long_name = dataset.text("long_name");
    measure.description = dataset.text("description");
    measure.level = dataset.text("level");
    Texts dimensions = dataset.dimensions();
    hdf5::Shape expected{results.arms.size(), results.replicates.size(), results.months.size()};
    if (dimensions.size() == 4) {
        measure.along = dimensions.back() == "group" ? Along::group : Along::community;
        measure.extent =
            measure.along == Along::group ? results.groups.size() : results.communities.size();
        expected.push_back(measure.extent);
        dimensions.pop_back();
    }
    if (dimensions != Texts{"arm", "replicate", "month"} || dataset.shape() != expected) {
        throw FileError(fmt::format("{} does not fit its coordinates", name));
    }
    measure.values = dataset.read<double>();
    return measure;
}

void read_measures(const hdf5::Group& root, StoredResults& results) {
    results.arms = root.dataset("arm").read<std::string>();
    results.replicates = root.dataset("replicate").read<std::int64_t>();
    results.months = root.dataset("month").read<std::int64_t>();
    results.communities = root.dataset("community").read<std::string>();
    results.groups = root.dataset("group").read<std::string>();
    for (const std::string& name : root.datasets()) {
        if (!root.dataset(name).is_scale()) {
            results.measures.push_back(read_measure(root, name, results));
        }
    }
    if (results.arms.empty() || results.replicates.empty() || results.months.empty() ||
        results.measures.empty()) {
        throw FileError("it holds no results");
    }
}

void read_contrasts(const hdf5::Group& root, StoredResults& results) {
    const hdf5::Group group = root.group("comparison");
    const auto measure = group.dataset("measure").read<std::string>();
    const auto arm = group.dataset("arm").read<std::string>();
    const auto against = group.dataset("against").read<std::string>();
    const auto month = group.dataset("month").read<std::int64_t>();
    const auto pairs = group.dataset("n").read<std::int64_t>();
    std::vector<std::vector<double>> numbers;
    for (const char* name : {"mean", "low", "high", "p", "p_holm", "variance_reduction"}) {
        numbers.push_back(group.dataset(name).read<double>());
    }
    const std::size_t rows = measure.size();
    const auto fits = [rows](const auto& column) { return column.size() == rows; };
    if (!fits(arm) || !fits(against) || !fits(month) || !fits(pairs) ||
        !std::all_of(numbers.begin(), numbers.end(), fits)) {
        throw FileError("comparison: columns of different length");
    }
    for (std::size_t c = 0; c < rows; ++c) {
        results.contrasts.push_back({measure[c], arm[c], against[c], month[c], pairs[c],
                                     numbers[0][c], numbers[1][c], numbers[2][c], numbers[3][c],
                                     numbers[4][c], numbers[5][c]});
    }
}

void read_runs(const hdf5::Group& root, StoredResults& results) {
    for (const std::int64_t status : root.group("runs").dataset("status").read<std::int64_t>()) {
        results.failed.push_back(status != run_done);
    }
    if (results.failed.size() != results.arms.size() * results.replicates.size()) {
        throw FileError("runs: status does not fit arm and replicate");
    }
}

}  // namespace

Origin read_origin(const hdf5::Group& root) {
    Origin origin;
    origin.title = root.text("title");
    origin.version = root.text("version");
    origin.commit = root.text("commit");
    origin.compiler = root.text("compiler");
    origin.scenario = root.text("scenario");
    origin.command_line = root.text("command_line");
    origin.date = root.text("date");
    origin.seed = root.whole_number("seed");
    origin.threads = root.whole_number("host_threads");
    origin.mobilized_at = root.number("mobilized_at");
    // Files of an earlier version do not say.
    origin.people = root.has("people") ? root.whole_number("people") : 0;
    std::istringstream cautions(root.has("cautions") ? root.text("cautions") : "");
    for (std::string line; std::getline(cautions, line);) {
        origin.cautions.push_back(line);
    }
    return origin;
}

const StoredMeasure* StoredResults::find(std::string_view measure) const {
    const auto found = std::find_if(measures.begin(), measures.end(),
                                    [&](const StoredMeasure& m) { return m.name == measure; });
    return found == measures.end() ? nullptr : &*found;
}

StoredResults read_results(const std::string& path) {
    const hdf5::Group root = open_results(path);
    return reading(path, [&] {
        if (root.contains("point")) {
            throw InputError(fmt::format("'{}' is a sweep, not one comparison", path));
        }
        StoredResults results;
        static_cast<Origin&>(results) = read_origin(root);
        read_measures(root, results);
        read_contrasts(root, results);
        read_runs(root, results);
        results.networks = read_networks(root);
        results.attribution = read_attribution(root);
        return results;
    });
}

}  // namespace colead
