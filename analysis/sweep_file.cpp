#include "analysis/sweep_file.hpp"

#include <array>

#include "analysis/networks_file.hpp"
#include "analysis/output_file.hpp"
#include "analysis/run_status.hpp"
#include "analysis/sweep_scales.hpp"

namespace colead {

namespace {

// One value of each row.
template <class Value>
auto each(std::span<const SweepRow> rows, Value&& value) {
    std::vector<decltype(value(rows.front()))> values;
    values.reserve(rows.size());
    for (const SweepRow& row : rows) {
        values.push_back(value(row));
    }
    return values;
}

void write_rows(hdf5::Group& root, const SweepLayout& layout, std::span<const SweepRow> rows) {
    hdf5::Dataset world = root.write("world", each(rows, [](const SweepRow& row) {
                                         return static_cast<std::int64_t>(row.world);
                                     }));
    world.as_scale("world").describe("", "world: replicate x points + point");
    const std::array<const hdf5::Dataset*, 1> along{&world};
    const auto column = [&](const char* name, const char* units, const char* long_name,
                            auto&& value) {
        root.write(name, each(rows, value)).along(along).describe(units, long_name);
    };
    column("point", "", "point of the design", [&](const SweepRow& row) {
        return static_cast<std::int64_t>(layout.point_of(row.world));
    });
    column("replicate", "", "replicate", [&](const SweepRow& row) {
        return static_cast<std::int64_t>(layout.replicate_of(row.world));
    });
    column("seed", "", "seed of the world's draws", [](const SweepRow& row) { return row.seed; });
    column("status", "", "0: done, 1: failed", [](const SweepRow& row) {
        return static_cast<std::uint8_t>(row.done ? run_done : run_failed);
    });
    column("message", "", "what went wrong", [](const SweepRow& row) { return row.message; });
    column("seconds", "s", "wall time of the world",
           [](const SweepRow& row) { return row.seconds; });

    const SweepScales scales(root, layout);
    for (std::size_t m = 0; m < measures().size(); ++m) {
        const Measure& measure = measures()[m];
        if (layout.length(measure) == 0) {
            continue;
        }
        hdf5::Shape shape{rows.size(), layout.arms.size()};
        std::vector<const hdf5::Dataset*> dimensions{&world, &scales.arm};
        scales.append(layout, measure, shape, dimensions);
        std::vector<double> values;
        values.reserve(rows.size() * layout.length(measure));
        for (const SweepRow& row : rows) {
            values.insert(values.end(), row.values[m].begin(), row.values[m].end());
        }
        // Parts do not last: the fastest compression will do.
        hdf5::Dataset dataset = root.create<double>(std::string(measure.name), shape,
                                                    hdf5::chunk_for(shape, sizeof(double)), 1);
        dataset.write_box(hdf5::Shape(shape.size(), 0), shape, std::span<const double>(values));
        describe_measure(dataset.along(dimensions), measure);
    }
    root.set("coordinates", "point replicate");
}

}  // namespace

void write_part(const std::string& path, const SweepLayout& layout,
                std::span<const SweepRow> rows) {
    OutputFile file(path, false);
    writing(path, [&] {
        hdf5::Group root = hdf5::create_file(file.aside());
        write_rows(root, layout, rows);
        write_networks(root, rows.front().networks);
        hdf5::finish_file(root);
    });
    file.finish();
}

}  // namespace colead
