#include "analysis/calibrate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <mutex>
#include <numeric>

#include "analysis/measures.hpp"
#include "analysis/world_run.hpp"
#include "scenarios/registry.hpp"
#include "scenarios/words.hpp"
#include "sim/draw.hpp"
#include "sim/error.hpp"

namespace colead {

namespace {

constexpr PurposeNumber world_seed_purpose = 221;

// Every particle has a luck of its own: 53 bits, which a seed's double holds exactly.
std::int64_t seed_of(std::int64_t seed, std::uint64_t number) {
    const DrawBlock block = Draws(static_cast<std::uint64_t>(seed), 0)
                                .block(0, world_seed_purpose, static_cast<Person>(number));
    return static_cast<std::int64_t>((static_cast<std::uint64_t>(block[0]) << 32U | block[1]) >>
                                     11U);
}

std::size_t measure_of(const Target& target) {
    std::vector<std::string_view> names;
    for (const Measure& measure : measures()) {
        if (measure.along == Along::nothing) {
            names.push_back(measure.name);
        }
    }
    if (std::find(names.begin(), names.end(), target.measure) == names.end()) {
        const std::string nearest = nearest_name(target.measure, names);
        throw InputError(fmt::format(
            "{}: calibrate.target.measure = {} is no measure of one number{}", target.place,
            in_quotes(target.measure), nearest.empty() ? "" : "; did you mean " + nearest + "?"));
    }
    return measure_index(target.measure);
}

std::size_t arm_of(const Scenario& scenario, const std::string& name) {
    const auto found = std::find_if(scenario.arms.begin(), scenario.arms.end(),
                                    [&](const Program& program) { return program.arm == name; });
    return static_cast<std::size_t>(found - scenario.arms.begin());
}

// Runs particles; from several threads.
class Model {
public:
    Model(const Calibration& calibration, const Prepared& base, const Workers& within)
        : calibration_(calibration), base_(base), within_(within) {
        for (const Target& target : calibration.targets()) {
            measures_.push_back(measure_of(target));
        }
    }

    void operator()(Particle& particle) {
        constexpr double no_value = std::numeric_limits<double>::quiet_NaN();
        particle.outcomes.assign(calibration_.targets().size(), no_value);
        particle.distance = std::numeric_limits<double>::infinity();
        try {
            run(particle);
        } catch (const std::exception& error) {  // one set that cannot be run ends no calibration
            fail(particle, error.what());
        }
    }

    std::size_t failed() const { return failed_; }
    const std::string& first_failure() const { return first_failure_; }

private:
    void run(Particle& particle) {
        const std::vector<Target>& targets = calibration_.targets();
        const Prepared prepared = prepare(
            calibration_.at(particle.at, seed_of(calibration_.parameters().seed, particle.number)),
            &base_);
        const std::int64_t worlds = calibration_.parameters().worlds;
        std::vector<double> sums(targets.size(), 0.0);
        for (std::int64_t w = 0; w < worlds; ++w) {
            const WorldRun world =
                run_world(prepared, static_cast<std::uint32_t>(w), within_, [] {});
            if (!world.done) {
                fail(particle, world.message);
                return;
            }
            for (std::size_t t = 0; t < targets.size(); ++t) {
                const RunSeries& series = world.arms[arm_of(prepared.scenario, targets[t].arm)];
                sums[t] += series.values[measures_[t]][static_cast<std::size_t>(targets[t].month)];
            }
        }
        double distance = 0.0;
        for (std::size_t t = 0; t < targets.size(); ++t) {
            particle.outcomes[t] = sums[t] / static_cast<double>(worlds);
            const double missed =
                std::abs(particle.outcomes[t] - targets[t].value) / targets[t].tolerance;
            // A measure without a value is as far off as can be.
            distance = std::isnan(missed) ? std::numeric_limits<double>::infinity()
                                          : std::max(distance, missed);
        }
        particle.distance = distance;
    }

    void fail(const Particle& particle, const std::string& message) {
        const std::lock_guard lock(mutex_);
        ++failed_;
        // The first by number, whichever thread came first.
        if (first_failure_.empty() || particle.number < first_number_) {
            first_number_ = particle.number;
            first_failure_ = fmt::format("particle {}: {}", particle.number, message);
        }
    }

    const Calibration& calibration_;
    const Prepared& base_;
    const Workers& within_;
    std::vector<std::size_t> measures_;
    std::mutex mutex_;
    std::size_t failed_ = 0;
    std::uint64_t first_number_ = 0;
    std::string first_failure_;
};

// Values with weights of sum 1.
class Weighted {
public:
    Weighted(std::vector<double> values, const std::vector<Particle>& particles)
        : values_(std::move(values)), particles_(particles) {}

    double mean() const {
        double sum = 0.0;
        for (std::size_t n = 0; n < values_.size(); ++n) {
            sum += particles_[n].weight * values_[n];
        }
        return sum;
    }
    double sd() const {
        const double center = mean();
        double sum = 0.0;
        for (std::size_t n = 0; n < values_.size(); ++n) {
            sum += particles_[n].weight * (values_[n] - center) * (values_[n] - center);
        }
        return std::sqrt(sum);
    }
    // The least value below or at which lies at least that share of the weight.
    double quantile(double share) const {
        std::vector<std::size_t> order(values_.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::sort(order.begin(), order.end(),
                  [&](std::size_t a, std::size_t b) { return values_[a] < values_[b]; });
        double sum = 0.0;
        for (const std::size_t n : order) {
            sum += particles_[n].weight;
            if (sum >= share) {
                return values_[n];
            }
        }
        return values_[order.back()];
    }

private:
    std::vector<double> values_;
    const std::vector<Particle>& particles_;
};

template <class Value>
Weighted weighted(const std::vector<Particle>& particles, Value&& value) {
    std::vector<double> values;
    for (const Particle& particle : particles) {
        values.push_back(value(particle));
    }
    return {std::move(values), particles};
}

void sum_up(const Calibration& calibration, CalibrationResult& result) {
    const std::vector<Particle>& particles = result.posterior.particles;
    for (std::size_t f = 0; f < calibration.factors().size(); ++f) {
        const Factor& factor = calibration.factors()[f];
        const Weighted values =
            weighted(particles, [&](const Particle& p) { return factor.number(p.at[f]); });
        // Whole numbers are as likely each: their variance is a twelfth of count^2 - 1.
        const double count = factor.high - factor.low + 1.0;
        const double prior = factor.whole ? std::sqrt((count * count - 1.0) / 12.0)
                                          : (factor.high - factor.low) / std::sqrt(12.0);
        result.parameters.push_back({factor.key, factor.low, factor.high, values.mean(),
                                     values.sd(), values.quantile(0.25), values.quantile(0.75),
                                     values.quantile(0.05), values.quantile(0.95),
                                     values.sd() / prior});
    }
    for (std::size_t t = 0; t < calibration.targets().size(); ++t) {
        const Target& target = calibration.targets()[t];
        const Weighted outcomes =
            weighted(particles, [t](const Particle& p) { return p.outcomes[t]; });
        const Weighted met = weighted(particles, [&](const Particle& p) {
            return std::abs(p.outcomes[t] - target.value) <= target.tolerance ? 1.0 : 0.0;
        });
        result.targets.push_back({outcomes.mean(), outcomes.sd(), met.mean()});
    }
    result.effective = result.posterior.generations.back().effective;
}

}  // namespace

void check_measures(const Calibration& calibration) {
    std::ranges::for_each(calibration.targets(), measure_of);
}

std::string size_of(const Calibration& calibration) {
    const CalibrateParameters& p = calibration.parameters();
    const auto first =
        static_cast<std::int64_t>(std::ceil(static_cast<double>(p.particles) / p.keep));
    return fmt::format(
        "{} unknown, {}; {} parameter sets from the prior, then {} in each of at most {} "
        "generations, {} each",
        calibration.factors().size(), counted(calibration.targets().size(), "target", "targets"),
        first, first - p.particles, p.generations - 1,
        counted(static_cast<std::size_t>(p.worlds), "world", "worlds"));
}

CalibrationResult calibrate(const Calibration& calibration, int threads,
                            const std::atomic<bool>& stop,
                            const std::function<void(std::size_t, std::size_t)>& progress) {
    const CalibrateParameters& p = calibration.parameters();
    const Prepared base = prepare(calibration.scenario());
    const bool inside = base.people() >= large_world;
    const Workers across(inside ? 1 : threads);
    const Workers within(inside ? threads : 1);
    Model model(calibration, base, within);
    AbcOrders orders;
    orders.factors = calibration.factors().size();
    orders.particles = static_cast<std::size_t>(p.particles);
    orders.keep = p.keep;
    orders.generations = static_cast<std::size_t>(p.generations);
    orders.least_accepted = p.least_accepted;
    orders.seed = static_cast<std::uint64_t>(p.seed);
    CalibrationResult result;
    result.posterior = approximate_posterior(
        orders, across, [&](Particle& particle) { model(particle); }, stop, progress);
    result.failed = model.failed();
    result.first_failure = model.first_failure();
    if (!result.posterior.particles.empty()) {
        sum_up(calibration, result);
    }
    return result;
}

namespace {

// Four digits that count, of money all before the point.
std::string digits(double value) {
    return std::abs(value) < 1e4 ? fmt::format("{:.4g}", value) : fmt::format("{:.0f}", value);
}

std::string range(double low, double high) {
    return fmt::format("[{}, {}]", digits(low), digits(high));
}

}  // namespace

std::string calibration_as_text(const Calibration& calibration, const CalibrationResult& result) {
    const Posterior& posterior = result.posterior;
    std::string text = fmt::format(
        "{}\n{} parameter sets simulated in {}; {}\n\n{:>10}  {:>9}  {:>9}  {:>8}  "
        "{:>9}\n",
        calibration.scenario().title, posterior.simulated.size(),
        counted(posterior.generations.size(), "generation", "generations"), posterior.end,
        "generation", "simulated", "tolerance", "accepted", "effective");
    for (std::size_t g = 0; g < posterior.generations.size(); ++g) {
        const Generation& generation = posterior.generations[g];
        text +=
            fmt::format("{:>10}  {:>9}  {:>9.3f}  {:>7.1f}%  {:>9.1f}\n", g, generation.simulated,
                        generation.tolerance, 100.0 * generation.accepted, generation.effective);
    }
    std::size_t width = 9;
    for (const ParameterPosterior& row : result.parameters) {
        width = std::max(width, row.key.size());
    }
    text += fmt::format(
        "\nposterior of {} particles, as good as {:.0f} equal ones\n{:<{}}  {:>18}  {:>9}  {:>9}  "
        "{:>20}  {:>20}  {:>8}\n",
        posterior.particles.size(), result.effective, "parameter", width, "prior", "mean", "sd",
        "50%", "90%", "sd/prior");
    for (const ParameterPosterior& row : result.parameters) {
        text +=
            fmt::format("{:<{}}  {:>18}  {:>9}  {:>9.3g}  {:>20}  {:>20}  {:>8.2f}\n", row.key,
                        width, range(row.low, row.high), digits(row.mean), row.sd,
                        range(row.low_50, row.high_50), range(row.low_90, row.high_90), row.width);
    }
    width = 6;
    for (const Target& target : calibration.targets()) {
        width = std::max(width, target.name().size());
    }
    text += fmt::format("\n{:<{}}  {:>20}  {:>20}  {:>5}\n", "target", width, "seen",
                        "posterior, sd", "met");
    for (std::size_t t = 0; t < result.targets.size(); ++t) {
        const Target& target = calibration.targets()[t];
        const TargetFit& fit = result.targets[t];
        // Of equal outcomes rounding leaves a little.
        const double spread = fit.sd < 1e-12 * std::abs(fit.mean) ? 0.0 : fit.sd;
        text += fmt::format("{:<{}}  {:>20}  {:>20}  {:>4.0f}%\n", target.name(), width,
                            digits(target.value) + " +-" + digits(target.tolerance),
                            digits(fit.mean) + ", " + digits(spread), 100.0 * fit.met);
    }
    if (!posterior.met) {
        text += fmt::format("\nNot every target is met: distances reach {:.3g} tolerances.\n",
                            posterior.generations.back().tolerance);
    }
    return text;
}

}  // namespace colead
