// The HDF5 file of a calibration: posterior/ and simulated/, along particle, generations/ and targets/;
// each opens in xarray.
#include <algorithm>
#include <array>
#include <limits>

#include "analysis/calibrate.hpp"
#include "analysis/output_file.hpp"
#include "analysis/sweep_scales.hpp"

namespace colead {

namespace {

using hdf5::Dataset;
using hdf5::Group;

// One value of each element.
template <class T, class Value>
auto each(const std::vector<T>& list, Value&& value) {
    std::vector<std::decay_t<decltype(value(list.front()))>> values;
    for (const T& element : list) {
        values.push_back(value(element));
    }
    return values;
}

std::vector<std::string> target_names(const Calibration& calibration) {
    return each(calibration.targets(), [](const Target& target) { return target.name(); });
}

void write_particles(Group& root, const std::string& name, const Calibration& calibration,
                     const std::vector<Particle>& particles, bool weighted) {
    Group group = root.create_group(name);
    Dataset particle = group.write("particle", each(particles, [](const Particle& p) {
                                       return static_cast<std::int64_t>(p.number);
                                   }));
    particle.as_scale("particle").describe("", "particle, in the order they were drawn");
    Dataset target = group.write("target", target_names(calibration));
    target.as_scale("target").describe("", "target");
    const std::array<const Dataset*, 1> along{&particle};
    std::string coordinates;
    for (std::size_t f = 0; f < calibration.factors().size(); ++f) {
        const Factor& factor = calibration.factors()[f];
        std::string key = factor.key;
        std::replace_if(
            key.begin(), key.end(), [](char c) { return c == '/' || c == ' '; }, '_');
        Dataset values = group.write(
            key, each(particles, [&](const Particle& p) { return factor.number(p.at[f]); }));
        values.along(along).describe("", "parameter with a uniform prior");
        values.set("key", factor.key);
        values.set("low", factor.low);
        values.set("high", factor.high);
        coordinates += (f > 0 ? " " : "") + key;
    }
    group.set("coordinates", coordinates);
    if (weighted) {
        group.write("weight", each(particles, [](const Particle& p) { return p.weight; }))
            .along(along)
            .describe("1", "weight in the posterior, of sum 1");
    }
    group.write("distance", each(particles, [](const Particle& p) { return p.distance; }))
        .along(along)
        .describe("tolerances", "distance of the target missed by most");
    group
        .write("generation",
               each(particles,
                    [](const Particle& p) { return static_cast<std::int64_t>(p.generation); }))
        .along(along)
        .describe("", "generation in which it was drawn");
    std::vector<double> outcomes;
    for (const Particle& p : particles) {
        outcomes.insert(outcomes.end(), p.outcomes.begin(), p.outcomes.end());
    }
    const std::array<const Dataset*, 2> both{&particle, &target};
    group.write("outcome", {particles.size(), calibration.targets().size()}, outcomes)
        .along(both)
        .describe("", "what came in place of the target");
}

void write_generations(Group& root, const Posterior& posterior) {
    Group group = root.create_group("generations");
    Dataset generation = group.write("generation", count_up(posterior.generations.size()));
    generation.as_scale("generation").describe("", "generation");
    const std::array<const Dataset*, 1> along{&generation};
    const auto write = [&](const char* name, const char* long_name, auto&& value) {
        group.write(name, each(posterior.generations, value)).along(along).describe("", long_name);
    };
    write("simulated", "particles drawn and run",
          [](const Generation& g) { return static_cast<std::int64_t>(g.simulated); });
    write("tolerance", "farthest distance that stays",
          [](const Generation& g) { return g.tolerance; });
    write("accepted", "share of the new within the last tolerance",
          [](const Generation& g) { return g.accepted; });
    write("effective", "effective sample size", [](const Generation& g) { return g.effective; });
}

void write_targets(Group& root, const Calibration& calibration, const CalibrationResult& result) {
    Group group = root.create_group("targets");
    Dataset target = group.write("target", target_names(calibration));
    target.as_scale("target").describe("", "target");
    const std::array<const Dataset*, 1> along{&target};
    const auto write = [&](const char* name, const char* long_name, const auto& list,
                           auto&& value) {
        group.write(name, each(list, value)).along(along).describe("", long_name);
    };
    const std::vector<Target>& targets = calibration.targets();
    write("value", "what was seen", targets, [](const Target& t) { return t.value; });
    write("tolerance", "how far off counts as the same", targets,
          [](const Target& t) { return t.tolerance; });
    write("posterior_mean", "mean over the posterior", result.targets,
          [](const TargetFit& fit) { return fit.mean; });
    write("posterior_sd", "standard deviation over the posterior", result.targets,
          [](const TargetFit& fit) { return fit.sd; });
    write("met", "share of the posterior within the tolerance", result.targets,
          [](const TargetFit& fit) { return fit.met; });
}

}  // namespace

void write_calibration(const std::string& path, bool overwrite, const Calibration& calibration,
                       const CalibrationResult& result, const Provenance& provenance) {
    OutputFile file(path, overwrite);
    writing(path, [&] {
        Group root = hdf5::create_file(file.aside());
        write_provenance(root, calibration.scenario().title,
                         calibration.scenario().measures.mobilized_at, provenance);
        root.set("study", calibration.text());
        root.set("end", result.posterior.end);
        root.set("effective_sample_size", result.effective);
        write_particles(root, "posterior", calibration, result.posterior.particles, true);
        write_particles(root, "simulated", calibration, result.posterior.simulated, false);
        write_generations(root, result.posterior);
        write_targets(root, calibration, result);
        hdf5::finish_file(root);
    });
    file.finish();
}

}  // namespace colead
