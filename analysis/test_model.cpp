#include "analysis/test_model.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "analysis/design_points.hpp"
#include "analysis/output_file.hpp"
#include "analysis/sweep_scales.hpp"

namespace colead {

namespace {

using hdf5::Dataset;

constexpr std::string_view warning =
    "a function with known sensitivity indices, no simulation of people";

std::string name_of(const Study& study) {
    const DesignParameters& parameters = study.design().parameters;
    for (const Parameter<DesignParameters>& row : DesignParameters::rows()) {
        if (row.name == "test_model") {
            return std::string(row.choices[static_cast<std::size_t>(parameters.test_model)]);
        }
    }
    return {};
}

std::vector<double> values_at(const Study& study, std::span<const double> positions) {
    std::vector<double> x;
    for (std::size_t f = 0; f < positions.size(); ++f) {
        x.push_back(study.design().factors[f].number(positions[f]));
    }
    return x;
}

Dataset scale(hdf5::Group& group, const std::string& name, const auto& values) {
    Dataset dataset = group.write(name, values);
    dataset.as_scale(name).describe("", name);
    return dataset;
}

void write_design(hdf5::Group& root, const Study& study, const DesignPoints& points) {
    const DesignParameters& p = study.design().parameters;
    hdf5::Group group = root.create_group("design");
    std::vector<std::string> keys;
    for (const Factor& factor : study.design().factors) {
        keys.push_back(factor.key);
    }
    const Dataset point = scale(group, "point", count_up(points.count()));
    const Dataset factor = scale(group, "factor", keys);
    const std::array<const Dataset*, 2> along{&point, &factor};
    group.write("position", {points.count(), keys.size()}, points.positions).along(along);
    group.set("kind", DesignParameters::rows()[0].choices[static_cast<std::size_t>(p.kind)]);
    group.set("second_order", std::int64_t{p.second_order ? 1 : 0});
}

void write_points(hdf5::Group& root, const Study& study, const DesignPoints& points) {
    const Dataset point = scale(root, "point", count_up(points.count()));
    const Dataset arm = scale(root, "arm", std::vector<std::string>{"test model, no simulation"});
    const Dataset replicate = scale(root, "replicate", count_up(1));
    const Dataset month = scale(root, "month", count_up(1));
    const std::vector<Factor>& factors = study.design().factors;
    std::vector<std::vector<double>> columns(factors.size());
    std::vector<double> outputs;
    for (std::size_t p = 0; p < points.count(); ++p) {
        const std::vector<double> x = values_at(study, points.at(p));
        for (std::size_t f = 0; f < x.size(); ++f) {
            columns[f].push_back(x[f]);
        }
        outputs.push_back(test_model_output(study.design().parameters.test_model, x));
    }
    const std::array<const Dataset*, 1> along_point{&point};
    for (std::size_t f = 0; f < factors.size(); ++f) {
        root.write(factors[f].key, columns[f]).along(along_point).describe("", "factor");
    }
    const std::array<const Dataset*, 4> along{&point, &arm, &replicate, &month};
    root.write(std::string(test_measure), {points.count(), 1, 1, 1}, outputs)
        .along(along)
        .describe("1", "output of a test model", warning);
}

}  // namespace

double test_model_output(int model, std::span<const double> x) {
    if (model == DesignParameters::ishigami) {
        const double second = std::sin(x[1]);
        return std::sin(x[0]) + 7.0 * second * second +
               0.1 * x[2] * x[2] * x[2] * x[2] * std::sin(x[0]);
    }
    if (model == DesignParameters::linear) {
        return x[0] + 2.0 * x[1] + 3.0 * x[2];
    }
    constexpr std::array<double, 4> a = {0.0, 1.0, 4.5, 9.0};
    double product = 1.0;
    for (std::size_t k = 0; k < a.size(); ++k) {
        product *= (std::abs(4.0 * x[k] - 2.0) + a[k]) / (1.0 + a[k]);
    }
    return product;
}

std::string write_test_model(const std::string& path, bool overwrite, const Study& study,
                             const Provenance& provenance) {
    const DesignPoints points = points_of(study.design());
    const std::string name = name_of(study);
    OutputFile file(path, overwrite);
    writing(path, [&] {
        hdf5::Group root = hdf5::create_file(file.aside());
        write_provenance(root, fmt::format("TEST MODEL {}", name),
                         study.scenario().measures.mobilized_at, provenance);
        root.set("study", study.text());
        root.set("test_model", name);
        root.set("warning", warning);
        write_points(root, study, points);
        write_design(root, study, points);
        hdf5::finish_file(root);
    });
    file.finish();
    return fmt::format(
        "TEST MODEL {}: {}\n{} points; colead sensitivity {} --measure {} shows its indices\n",
        name, warning, points.count(), path, test_measure);
}

}  // namespace colead
